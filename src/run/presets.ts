import type { CellSpace } from '../space/cellSpace'
import type { DartsSettings, DatasetSettings, PresetName, SearchConfig } from './config'
import { FASHION_MNIST } from './datasets'
import { cellSpacePreset } from './spacePresets'
import { strategyPreset } from './strategyPresets'

const fashionMnist = (
  trainImages: number,
  testImages: number,
  augmentation: DatasetSettings['augmentation'],
): DatasetSettings => ({ name: FASHION_MNIST, trainImages, testImages, augmentation })

/** Clothes have no left and right, and are centred: flips help, small shifts too. */
const AUGMENTED = { cropPadding: 2, flip: true }
const PLAIN = { cropPadding: 0, flip: false }

const DATASETS: Readonly<Record<PresetName, DatasetSettings>> = {
  tiny: fashionMnist(6_000, 400, PLAIN),
  laptop: fashionMnist(6_000, 1_000, AUGMENTED),
  desktop: fashionMnist(60_000, 10_000, AUGMENTED),
}

export const PRESET_NAMES = Object.keys(DATASETS) as readonly PresetName[]

/** Presets are DARTS on cells, the field's common ground; other methods and spaces start from them. */
export interface PresetConfig extends SearchConfig {
  readonly space: CellSpace
  readonly strategy: DartsSettings
}

/**
 * Tiny is for software GPUs: the first alphas move within seconds, the whole run takes under a minute.
 * Desktop is the published search on the full training set.
 */
export function presetConfig(preset: PresetName, seed = 1): PresetConfig {
  const { strategy, steps } = strategyPreset(preset, 'darts')
  return {
    version: 1,
    space: cellSpacePreset(preset),
    strategy,
    objective: { kind: 'accuracy' },
    dataset: DATASETS[preset],
    budget: { steps },
    seed,
  }
}

/** Above this a device trains at the speed of a CPU, whatever it calls itself. */
const SLOW_WORKLOAD_MS = 4

/** At or below this the published search takes hours, not days. */
const FAST_WORKLOAD_MS = 0.05

/** @param workloadMs time of the probe's workload (0.13 GFLOP); null where there is no WebGPU */
export function recommendedPreset(workloadMs: number | null, software: boolean): PresetName {
  if (workloadMs === null || software || workloadMs > SLOW_WORKLOAD_MS) return 'tiny'
  return workloadMs <= FAST_WORKLOAD_MS ? 'desktop' : 'laptop'
}
