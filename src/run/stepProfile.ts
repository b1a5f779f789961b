/** Where the time of a search step goes, as measured on a device. */
export interface StepProfile {
  /** Slowest first. */
  readonly kernels: readonly KernelTime[]
  /** Milliseconds of one step, from asking for it to its results. */
  readonly stepMs: number
  /** Measurements so far, and how many there will be. */
  readonly repeats: number
  readonly plannedRepeats: number
  /** Milliseconds between two ticks of the device's clock, where kernels are that short; else null. */
  readonly clockTickMs: number | null
  readonly adapter: string
}

/** What one kernel takes of a step, all its dispatches together. */
export interface KernelTime {
  readonly kernel: string
  readonly dispatches: number
  /** Milliseconds by the device's own timestamps. */
  readonly ms: number
  /** Of all kernels, 0–1. */
  readonly share: number
  /** 10⁹ floating-point operations a second (a multiply-accumulate is two); 0 where it only moves data. */
  readonly gflops: number
  /** 10⁹ bytes a second of the traffic that the operands make unavoidable. */
  readonly gigabytes: number
}

/** What a profile in the making tells. */
export type ProfileNews =
  | { readonly type: 'compiling'; readonly fraction: number }
  | { readonly type: 'measured'; readonly profile: StepProfile }
