import type { Genotype } from '../space/cellSpace'
import type { GateTable } from '../network/network'
import type { SearchConfig } from './config'

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
  /** Cross-entropy and accuracy on the weight step's batch (training half). */
  readonly trainLoss: number
  readonly trainAccuracy: number
  /** The same on the alpha step's batch (validation half). */
  readonly validLoss: number
  readonly validAccuracy: number
  readonly learningRate: number
  /** Flat, in the order of the gate tables. */
  readonly alphas: Float32Array
  /** softmax(alphas) per row. */
  readonly gates: Float32Array
}

/** Accuracy of the whole supernet on held-out images, running statistics in batch norm. */
export interface Evaluation {
  readonly step: number
  readonly loss: number
  /** 0–1. */
  readonly accuracy: number
  readonly images: number
}

/** The outcome of a search. */
export interface ArchitectureRecord {
  readonly genotype: Genotype
  /** Of the supernet that found it; the architecture itself is not trained yet. */
  readonly supernetAccuracy: number | null
  /** Of the evaluation network at the search's own width and depth. */
  readonly parameters: number
  readonly macs: number
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
    }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'evaluation'; readonly evaluation: Evaluation }
  | { readonly type: 'result'; readonly record: ArchitectureRecord; readonly alphaHash: string }
  | {
      readonly type: 'error'
      readonly code: RunErrorCode
      readonly message: string
      /** What was kept, and what to do. */
      readonly advice: string
    }

export type RunErrorCode =
  'no-webgpu' | 'device-lost' | 'out-of-memory' | 'data' | 'config' | 'diverged' | 'internal'

/** What a view draws from: a live, a recorded or a shared run look the same. */
export interface Timeline {
  readonly config: SearchConfig
  readonly engine: EngineInfo | null
  readonly gateTables: readonly GateTable[]
  readonly snapshots: readonly Snapshot[]
  readonly evaluations: readonly Evaluation[]
}
