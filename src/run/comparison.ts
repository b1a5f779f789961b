import type { SearchConfig } from './config'
import type { ArchitectureRecord, EngineInfo, Usage } from './events'

/** What a search had used at some point of it. */
export interface Spent extends Pick<Usage, 'imagesTrained' | 'imagesJudged'> {
  /** Milliseconds of running time. */
  readonly elapsedMs: number
}

/** The best so far, by the method's own way of judging. */
export interface OwnBest extends Spent {
  /** 0–1. */
  readonly accuracy: number
}

/** The architecture that a search would have concluded with at some point of its budget. */
export interface Answer extends Spent {
  /** Share of the run's training images, 0–1. */
  readonly share: number
  /** Null where the method has no answer yet. */
  readonly text: string | null
}

/** What is compared of a run; plain JSON. */
export interface ComparedRun {
  readonly config: SearchConfig
  /** ISO 8601; null while it runs. */
  readonly recordedAt: string | null
  readonly engine: EngineInfo | null
  /** `gpuMs`: milliseconds that the device was busy; null in recordings from before it was counted. */
  readonly spent: Spent & { readonly gpuMs: number | null }
  /** Grows from each point to the next. */
  readonly ownBest: readonly OwnBest[]
  /** In order of their shares; the last is the outcome. */
  readonly answers: readonly Answer[]
  /** Null while it runs. */
  readonly record: ArchitectureRecord | null
}

/** Shares of the budget at which a search is asked for its answer. */
export const ANSWER_SHARES: readonly number[] = [0.25, 0.5, 0.75, 1]
