/** What software and hardware GPUs want differently. */
export interface Tuning {
  /** Invocations a job should have: a CPU prefers few long ones, a GPU many short ones. */
  readonly lanes: number
  /** Rows that an invocation of a windowed kernel walks before another one takes over. */
  readonly segmentRows: number
  /** Row vectors that an invocation of a gated sum holds. */
  readonly sumVectors: number
}

export const SOFTWARE_TUNING: Tuning = { lanes: 64, segmentRows: 64, sumVectors: 8 }
export const HARDWARE_TUNING: Tuning = { lanes: 512, segmentRows: 8, sumVectors: 2 }
