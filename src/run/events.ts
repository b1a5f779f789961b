import type { Genotype } from '../space/cellSpace'
import type { Choices } from '../space/spaceModel'
import type { GateTable } from '../network/network'
import type { SearchConfig } from './config'
import type { Evidence, Exhibits } from './evidence'
import type { LatencyMeasurement, LatencyModel } from './latency'
import type { Cost, ObjectiveSettings } from './objective'

export type RunPhase =
  'idle' | 'loading' | 'compiling' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed'

/** Which engine trains, on what. Always shown. */
export interface EngineInfo {
  readonly engine: 'plan' | 'eager'
  readonly backend: 'webgpu' | 'webgl' | 'cpu'
  /** For example "Apple M3" or "SwiftShader (software)". */
  readonly adapter: string
  readonly software: boolean
  /** Bytes of GPU memory the plan holds; 0 where unknown. */
  readonly gpuBytes: number
  /** GPU dispatches of one search step; 0 where unknown. */
  readonly dispatchesPerStep: number
}

/** One point of the timeline, after `step` completed search steps. Measured, never smoothed. */
export interface Snapshot {
  readonly step: number
  /** Milliseconds of training time: pauses, evaluations and checkpoints excluded. */
  readonly elapsedMs: number
  /** Cross-entropy and accuracy on the weight step's batch (training half); NaN if there was none. */
  readonly trainLoss: number
  readonly trainAccuracy: number
  /** The same on images held out from the weights (validation half); NaN if none was judged. */
  readonly validLoss: number
  readonly validAccuracy: number
  readonly learningRate: number
  /** Flat, in the order of the gate tables; empty where the method has none. */
  readonly alphas: Float32Array
  /**
   * Slope of what the alphas follow along each of them, as this step's optimiser was given it, flat
   * like `alphas`: of the validation loss, with the expected cost where the search follows one; the
   * unrolled one in second order. Absent where the step trained no alphas, and in older recordings.
   */
  readonly alphaGradients?: Float32Array
  /** How likely the method thinks each branch; softmax(alphas) per row where it has alphas. */
  readonly gates: Float32Array
  /**
   * What the mixture is expected to cost by the gates, in the measure of the objective (ms for
   * latency); absent where the search follows no such cost.
   */
  readonly expectedCost?: number
  /** What the search has used up to here; absent in recordings from before it was counted. */
  readonly usage?: Usage
}

/** What a search has used of data and device, counted alike for every method. */
export interface Usage {
  /** Images of every batch that weights or alphas were trained on, repetitions included. */
  readonly imagesTrained: number
  /** Images that architectures or the supernet were judged on, recalibration included. */
  readonly imagesJudged: number
  /** Milliseconds that the device was busy with them. */
  readonly gpuMs: number
}

/** An architecture that a search judged. */
export interface Candidate {
  /** In order of birth, from 0. */
  readonly id: number
  readonly choices: Choices
  readonly text: string
  /** On held-out images, 0–1, with the weights that the method gives it. */
  readonly accuracy: number
  readonly loss: number
  /** What the objective in force made of accuracy and cost; higher is better. */
  readonly score: number
  readonly cost: Cost
  /** Search steps completed when it had been judged. */
  readonly step: number
  readonly origin: 'sample' | 'random' | 'mutation' | 'crossover' | 'neighbour'
  /** Ids of those it descends from. */
  readonly parents: readonly number[]
  readonly generation: number | null
  /** Training images that its weights had seen; null where that is not known. */
  readonly images: number | null
  /** Id of the candidate whose judgement it shares, being the same architecture: it cost nothing. */
  readonly repeats?: number
}

/** A controller's policy after an update. */
export interface PolicySnapshot {
  /** Search steps completed. */
  readonly step: number
  /** Of every option of every decision, flat in their order; each decision's sum to 1. */
  readonly probabilities: Float32Array
  /** Nats, mean over the decisions. */
  readonly entropy: number
  readonly reward: number
  readonly baseline: number
}

/**
 * What was evaluated: the supernet with all its branches, one architecture with the weights it shares
 * with the others (batch norm recalibrated), or one with weights of its own, trained from scratch.
 */
export type EvaluationSubject = 'supernet' | 'shared-weights' | 'own-weights'

/** Accuracy on test images, running statistics in batch norm. */
export interface Evaluation {
  /** Absent in recordings of the first version: the supernet. */
  readonly subject?: EvaluationSubject
  readonly step: number
  readonly loss: number
  /** 0–1. */
  readonly accuracy: number
  readonly images: number
  /**
   * How many images of each class were taken for which: [classes × classes], a row for what they are.
   * Absent in recordings from before it was counted.
   */
  readonly confusion?: readonly number[]
}

/** The outcome of a search. */
export interface ArchitectureRecord {
  readonly choices: Choices
  /** As published code writes an architecture of this space. */
  readonly text: string
  /** Where the space is one of cells that can be drawn as such. */
  readonly genotype: Genotype | null
  /** On all test images, 0–1; null if it was not measured. */
  readonly accuracy: number | null
  /** What `accuracy` was measured of. */
  readonly subject: EvaluationSubject
  /** As in the evaluation that measured `accuracy`. */
  readonly confusion?: readonly number[]
  /** Of the stand-alone architecture at the search's own width and depth. */
  readonly cost: Cost
  /** End to end on this device; null, or absent in older recordings, where it was not measured. */
  readonly latency?: LatencyMeasurement | null
  /** Null in recordings from before it was counted. */
  readonly usage: Usage | null
}

/** What a run is after from a step on, because it was changed under way. */
export interface ObjectiveChange {
  /** Search steps completed before. */
  readonly step: number
  readonly objective: ObjectiveSettings
}

export type SearchEvent =
  | { readonly type: 'phase'; readonly phase: RunPhase; readonly detail: string | null }
  /** Long work: what, and the fraction done in 0–1 (null when unknown). */
  | { readonly type: 'progress'; readonly task: string; readonly fraction: number | null }
  | {
      readonly type: 'started'
      readonly config: SearchConfig
      readonly engine: EngineInfo
      readonly gateTables: readonly GateTable[]
      readonly weights: number
      /** Search steps of the whole run. */
      readonly steps: number
    }
  /** What latencies are predicted with, given or measured just now; may come before `started`. */
  | { readonly type: 'latency'; readonly model: LatencyModel }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'evaluation'; readonly evaluation: Evaluation }
  /** What `evidence` is about; comes once, before any. */
  | { readonly type: 'exhibits'; readonly exhibits: Exhibits }
  | { readonly type: 'evidence'; readonly evidence: Evidence }
  | { readonly type: 'candidates'; readonly candidates: readonly Candidate[] }
  | { readonly type: 'policy'; readonly policy: PolicySnapshot }
  | { readonly type: 'objective'; readonly change: ObjectiveChange }
  /** `alphaHash` is equal for equal bits of the alphas, or of the weights where there are none. */
  | { readonly type: 'result'; readonly record: ArchitectureRecord; readonly alphaHash: string }
  | {
      readonly type: 'error'
      readonly code: RunErrorCode
      readonly message: string
      /** What was kept, and what to do. */
      readonly advice: string
    }

export type RunErrorCode =
  | 'no-webgpu'
  | 'device-lost'
  | 'out-of-memory'
  | 'data'
  | 'data-missing'
  | 'config'
  | 'diverged'
  | 'internal'

/** What a view draws from: a live, a recorded or a shared run look the same. */
export interface Timeline {
  readonly config: SearchConfig
  readonly engine: EngineInfo | null
  readonly gateTables: readonly GateTable[]
  /** Search steps of the whole run: those that train, and those that only judge. */
  readonly steps: number
  readonly snapshots: readonly Snapshot[]
  readonly evaluations: readonly Evaluation[]
  /** What the network made of a few test images; absent in recordings from before it was looked at. */
  readonly exhibits?: Exhibits | null
  readonly evidence?: readonly Evidence[]
  /** Every architecture judged, in order of birth; empty for methods that judge none. */
  readonly candidates: readonly Candidate[]
  readonly policies: readonly PolicySnapshot[]
  /** Changes of the objective under way, in order; the config has the first. Absent where there were none. */
  readonly objectives?: readonly ObjectiveChange[]
  /** What latencies were predicted with; null or absent where there are none. */
  readonly latency?: LatencyModel | null
}
