import type { SearchSpace } from '../space/searchSpace'
import type { ObjectiveSettings } from './objective'
import type { StrategySettings } from './strategySettings'

export type { DartsOrder, DartsSettings, StrategyName, StrategySettings } from './strategySettings'

export type PresetName = 'tiny' | 'laptop' | 'desktop'

/** What one has to know of a data set that someone brought while its images are not at hand. */
export interface OwnDataset {
  readonly title: string
  /** Pixels. */
  readonly height: number
  readonly width: number
  /** 1 for grey, 3 for colour. */
  readonly channels: number
  /** In the order of the labels. */
  readonly classNames: readonly string[]
}

export interface DatasetSettings {
  /** `fashion-mnist`, or `own-` and 16 hex digits of a hash of the content that someone brought. */
  readonly name: string
  /** Of data that someone brought. */
  readonly own?: OwnDataset
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
