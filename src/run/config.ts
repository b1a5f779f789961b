import type { SearchSpace } from '../space/searchSpace'
import type { ObjectiveSettings } from './objective'
import type { StrategySettings } from './strategySettings'

export type { DartsOrder, DartsSettings, StrategyName, StrategySettings } from './strategySettings'

export type DatasetName = 'fashion-mnist'
export type PresetName = 'tiny' | 'laptop' | 'desktop'

export interface DatasetSettings {
  readonly name: DatasetName
  /** Training images used, split in two halves: one for weights, one for alphas. */
  readonly trainImages: number
  /** Test images used to measure validation accuracy. */
  readonly testImages: number
  readonly augmentation: { readonly cropPadding: number; readonly flip: boolean }
}

/** Everything a run depends on; plain JSON. Two runs with equal configs on one device give equal bits. */
export interface SearchConfig {
  readonly version: 1
  readonly space: SearchSpace
  readonly strategy: StrategySettings
  readonly objective: ObjectiveSettings
  readonly dataset: DatasetSettings
  readonly budget: {
    /** Weight-training steps; one DARTS step is one alpha step and one weight step. */
    readonly steps: number
  }
  readonly seed: number
}
