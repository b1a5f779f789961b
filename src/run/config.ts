import type { CellSpace } from '../space/cellSpace'

export type StrategyName = 'darts'
export type DatasetName = 'fashion-mnist'
export type PresetName = 'tiny' | 'laptop' | 'desktop'

/**
 * Where DARTS takes the alpha gradient: at the present weights, or one virtual weight step ahead
 * (the unrolled gradient; three more passes through the supernet a step).
 */
export type DartsOrder = 'first' | 'second'

/** Constants of darts/cnn/train_search.py and architect.py; learning rates per step, not per epoch. */
export interface DartsSettings {
  readonly name: 'darts'
  readonly order: DartsOrder
  readonly batch: number
  /** SGD on weights, cosine from `learningRate` to `learningRateMin` over the budget. */
  readonly learningRate: number
  readonly learningRateMin: number
  readonly momentum: number
  readonly weightDecay: number
  /** Largest global norm of the weight gradient. */
  readonly gradientClip: number
  /** Adam on alphas. */
  readonly alphaLearningRate: number
  readonly alphaBetas: readonly [number, number]
  readonly alphaWeightDecay: number
}

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
  readonly space: CellSpace
  readonly strategy: DartsSettings
  readonly dataset: DatasetSettings
  readonly budget: {
    /** Search steps; one DARTS step is one alpha step and one weight step. */
    readonly steps: number
  }
  readonly seed: number
}
