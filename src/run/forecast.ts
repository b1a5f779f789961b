/** What a search is going to need, before it runs. */

/** What a GPU is asked to do. */
export interface GpuWork {
  readonly dispatches: number
  /** Multiply-accumulates. */
  readonly macs: number
  /** Bytes that dispatches read and write, each range once per job that touches it. */
  readonly bytes: number
  /** Answers that are waited for. */
  readonly answers: number
}

export const NO_WORK: GpuWork = { dispatches: 0, macs: 0, bytes: 0, answers: 0 }

export function addWork(a: GpuWork, b: GpuWork): GpuWork {
  return {
    dispatches: a.dispatches + b.dispatches,
    macs: a.macs + b.macs,
    bytes: a.bytes + b.bytes,
    answers: a.answers + b.answers,
  }
}

export function timesWork(times: number, { dispatches, macs, bytes, answers }: GpuWork): GpuWork {
  return {
    dispatches: times * dispatches,
    macs: times * macs,
    bytes: times * bytes,
    answers: times * answers,
  }
}

/** The device that a search is planned for: what decides how much memory it takes, and in which pieces. */
export interface PlanningDevice {
  readonly software: boolean
  readonly limits: BufferLimits
}

/** Bytes; WebGPU's limits of the same names. */
export interface BufferLimits {
  readonly maxBufferSize: number
  readonly maxStorageBufferBindingSize: number
}

/** What a search does on the GPU, all of it together. */
export interface SearchWork {
  /** One step of training: alphas and weights, or weights along a path, the mean over random ones. */
  readonly step: GpuWork
  /** All steps that train, and how many they are. */
  readonly training: GpuWork
  readonly trainingSteps: number
  /** All architectures that the search judges on held-out images, batch norm's recalibration included. */
  readonly judging: GpuWork
  /** Accuracy on test images, on the way and at the end. */
  readonly testing: GpuWork
}

export type SearchForecast =
  | {
      readonly kind: 'planned'
      /** Exactly what the engine will hold: activations, weights, optimiser, images. */
      readonly gpuBytes: number
      /** Whether activations are computed twice, because the device could not hold them all. */
      readonly recomputes: boolean
      /** Multiples of one training step, as the engine counts them. */
      readonly work: SearchWork
    }
  /** The device, or the config itself, does not allow it. */
  | { readonly kind: 'refused'; readonly reason: string }
