import type { EngineOptions, ImageData8, TrainingEngine } from '../engine/engine'
import type { GateCost } from '../engine/gateCost'
import type { Network } from '../network/network'
import type { SearchConfig } from '../run/config'
import type { Candidate, EvaluationSubject, PolicySnapshot } from '../run/events'
import type { DataSplit } from '../data/split'
import type { Choices, SpaceModel } from '../space/spaceModel'
import type { CandidateCosts, LatencySource } from './costs'

/** What a strategy works with while a run lasts. */
export interface StrategyContext {
  readonly config: SearchConfig
  readonly space: SpaceModel
  readonly engine: TrainingEngine
  readonly split: DataSplit
  /** What an architecture costs, by the measures that objectives know. */
  readonly costs: CandidateCosts
  /** The cost that the engine's alphas follow; null where they follow the loss alone. */
  readonly gateCost: GateCost | null
}

/** What the images of a dataset look like. */
export type ImageFormat = Pick<ImageData8, 'height' | 'width' | 'channels' | 'classes'>

/** What is known before there is an engine. */
export interface CostGround {
  readonly supernet: Network
  readonly data: ImageFormat
  readonly costs: CandidateCosts
  /** Null where nothing is known of latencies. */
  readonly latency: LatencySource | null
}

/** What one search step measured. */
export interface StepOutcome {
  /** Search steps completed with this one. */
  readonly step: number
  /** Cross-entropy and accuracy (0–1) on the step's batch; null where it trained no weights. */
  readonly train: StepMeasure | null
  /** The same on held-out images; null where it judged nothing. */
  readonly valid: StepMeasure | null
  readonly learningRate: number
  /** Preferences after the step, flat in the order of the network's gate tables; empty if none. */
  readonly alphas: Float32Array
  /** See `Snapshot`. */
  readonly alphaGradients?: Float32Array
  /**
   * How likely the method thinks each branch now: softmax of alphas, a policy's probabilities, the
   * share of a population, how often a branch was trained. In the order of the gate tables.
   */
  readonly gates: Float32Array
  /** Architectures judged in this step. */
  readonly candidates?: readonly Candidate[]
  readonly policy?: PolicySnapshot
  /** See `Snapshot`. */
  readonly expectedCost?: number
}

export interface StepMeasure {
  readonly loss: number
  readonly accuracy: number
}

/** What a method remembers besides the engine's state: plain numbers, lists and records. */
export type StrategyMemory = unknown

/**
 * A published search method at work. The loop in src/search asks for steps one after another and
 * knows nothing else about the method.
 */
export interface Strategy {
  /**
   * Search step `index` (from 0). Steps are asked for while the results of earlier ones may still be
   * on their way: a method whose draw does not depend on them queues its work before its first
   * `await`, so that the device never waits; one whose draw does awaits its own earlier step first.
   * A step depends on the config, the index, the engine's state and `memory` alone, so that a resumed
   * run equals an unbroken one.
   */
  step(index: number): Promise<StepOutcome>
  /** The architecture that the search stands for now. */
  conclude(): Promise<Choices>
  /**
   * Every architecture that it could conclude with, the best first and each once, none beyond the
   * limits: what it is chosen from by a figure that no step could see. Absent, or empty, where
   * nothing was judged.
   */
  finalists?(): Promise<readonly Choices[]>
  /**
   * Leaves the engine with the weights that an architecture given by `conclude` is to be judged with:
   * the shared ones, batch norm recalibrated for it, or its own, trained anew. Absent where the
   * supernet is judged as a whole.
   */
  prepareEvaluation?(choices: Choices): Promise<Exclude<EvaluationSubject, 'supernet'>>
  /** Structured-cloneable; asked for only when no step is under way. Null where there is none. */
  memory(): StrategyMemory
}

/** How to set a method up; one constant of this type per file in this folder. */
export interface StrategyMethod {
  /** The network that the method trains while it searches. */
  supernet(config: SearchConfig, data: ImageFormat): Network
  engineOptions(config: SearchConfig): EngineOptions
  /** The cost that the alphas follow, where the method has alphas; null where the objective has none. */
  gateCost?(config: SearchConfig, ground: CostGround): GateCost | null
  /** Search steps of a whole run: `budget.steps`, plus the steps that only judge, or fewer larger ones. */
  steps(config: SearchConfig): number
  /** @param memory what an earlier strategy of this config remembered; null at the start */
  begin(context: StrategyContext, memory: StrategyMemory): Strategy | Promise<Strategy>
}
