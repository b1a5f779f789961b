import { DARTS_OPERATIONS } from '../space/operations'
import type { CellSpace } from '../space/cellSpace'
import type { DartsSettings, DatasetSettings, PresetName, SearchConfig } from './config'
import { strategyPreset } from './strategyPresets'

interface Preset {
  readonly space: CellSpace
  readonly dataset: DatasetSettings
}

const cellSpace = (cells: number, channels: number, nodes: number): CellSpace => ({
  kind: 'cell',
  nodes,
  operations: DARTS_OPERATIONS,
  cells,
  channels,
})

const fashionMnist = (
  trainImages: number,
  testImages: number,
  augmentation: DatasetSettings['augmentation'],
): DatasetSettings => ({ name: 'fashion-mnist', trainImages, testImages, augmentation })

/** Clothes have no left and right, and are centred: flips help, small shifts too. */
const AUGMENTED = { cropPadding: 2, flip: true }
const PLAIN = { cropPadding: 0, flip: false }

const PRESETS: Readonly<Record<PresetName, Preset>> = {
  /**
   * For software GPUs: the first alphas move within seconds, the whole run takes under a minute. Its
   * rates are higher than published, because 60 steps stand for 20,000: at the published ones alphas
   * hardly leave their random start, and the supernet is half as far in accuracy.
   */
  tiny: {
    space: cellSpace(3, 4, 3),
    dataset: fashionMnist(6_000, 400, PLAIN),
  },
  laptop: {
    space: cellSpace(5, 8, 4),
    dataset: fashionMnist(6_000, 1_000, AUGMENTED),
  },
  /** The published search on the full training set: 50 epochs of 468 steps. */
  desktop: {
    space: cellSpace(8, 16, 4),
    dataset: fashionMnist(60_000, 10_000, AUGMENTED),
  },
}

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[]

/** Presets are DARTS on cells, the field's common ground; other methods and spaces start from them. */
export interface PresetConfig extends SearchConfig {
  readonly space: CellSpace
  readonly strategy: DartsSettings
}

export function presetConfig(preset: PresetName, seed = 1): PresetConfig {
  const { strategy, steps } = strategyPreset(preset, 'darts')
  const { space, dataset } = PRESETS[preset]
  const objective = { kind: 'accuracy' } as const
  return { version: 1, space, strategy, objective, dataset, budget: { steps }, seed }
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
