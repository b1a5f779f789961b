import type { EngineOptions, ImageData8, TrainingEngine } from '../engine/engine'
import type { Network } from '../network/network'
import type { SearchConfig } from '../run/config'
import type { DataSplit } from '../data/split'
import type { Genotype } from '../space/cellSpace'

/** What a strategy works with while a run lasts. */
export interface StrategyContext {
  readonly config: SearchConfig
  readonly engine: TrainingEngine
  readonly split: DataSplit
}

/** What one search step measured, on its own batches. */
export interface StepOutcome {
  /** Search steps completed with this one. */
  readonly step: number
  /** Cross-entropy and accuracy (0–1) where weights were trained. */
  readonly trainLoss: number
  readonly trainAccuracy: number
  /** The same where preferences were updated. */
  readonly validLoss: number
  readonly validAccuracy: number
  readonly learningRate: number
  /** Preferences after the step, flat in the order of the network's gate tables. */
  readonly alphas: Float32Array
  /** The probability of each branch that these preferences mean. */
  readonly gates: Float32Array
}

/**
 * A published search method at work. The loop in src/search asks for steps one after another and
 * knows nothing else about the method.
 */
export interface Strategy {
  /**
   * Search step `index` (from 0): draws what to train, trains the weights, updates the preferences,
   * in the method's own order. It must queue its work before its first `await`, so that steps asked
   * for one after another run in order while the results of earlier ones are still on their way;
   * and it must depend on the config, the index and the engine's state alone, so that a resumed run
   * equals an unbroken one.
   */
  step(index: number): Promise<StepOutcome>
  /** The architecture that these preferences stand for. */
  derive(alphas: Float32Array): Genotype
}

/** How to set a method up; one constant of this type per file in this folder. */
export interface StrategyMethod {
  /** The network that the method trains while it searches. */
  supernet(config: SearchConfig, data: ImageData8): Network
  engineOptions(config: SearchConfig): EngineOptions
  begin(context: StrategyContext): Strategy
}
