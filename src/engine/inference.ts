import type { LatencyBackend, LatencyTimer } from '../run/latency'

/** Something that runs over and over to be timed: a network's inference, or one operation of it. */
export interface TimedEngine {
  readonly backend: LatencyBackend
  /** Dispatches of one run; 0 where unknown. */
  readonly dispatches: number
  /** What `time` takes its times with. */
  readonly timer: LatencyTimer
  /**
   * Runs `repeats` times, one after another, and resolves with the ms that all of them took together.
   * Calls wait for one another. Nothing is allocated on the GPU meanwhile.
   */
  time(repeats: number): Promise<number>
  destroy(): void
}

/** A network that answers for one image at a time: forward only, batch norm's statistics fixed. */
export interface InferenceEngine extends TimedEngine {
  /**
   * The logits of one image.
   * @param image bytes of height × width × channels, as they lie in a dataset
   * @throws RangeError when the image has another size than the network's input
   */
  infer(image: Uint8Array): Promise<Float32Array>
}
