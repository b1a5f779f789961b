import { normal, randomKey, uniform } from '../random/random'
import type { LatencyTimer } from '../run/latency'
import type { TimedWork } from './sampler'

export interface MachineOptions {
  readonly seed?: number
  /** One run, ms. */
  readonly runMs: number
  /** Standard deviation of a batch, relative. */
  readonly noise?: number
  /** Share of batches that something interrupts, which then take this many times as long. */
  readonly interruptions?: number
  readonly interruptedFactor?: number
  /** Factor on the speed, by the number of batches timed before. */
  readonly slowdown?: (call: number) => number
  /** The timer's step, ms. */
  readonly tickMs?: number
  readonly timer?: LatencyTimer
}

/** A machine whose times are known: noisy, interrupted, drifting, read from a coarse clock. */
export function machine({
  seed = 1,
  runMs,
  noise = 0,
  interruptions = 0,
  interruptedFactor = 3,
  slowdown = () => 1,
  tickMs = 1e-6,
  timer = 'timestamps',
}: MachineOptions): TimedWork & { readonly calls: number[] } {
  const key = randomKey(seed)
  const calls: number[] = []
  return {
    timer,
    calls,
    time: (repeats) => {
      const call = calls.push(repeats) - 1
      const interrupted = uniform(key, 1_000_000 + call) < interruptions ? interruptedFactor : 1
      const factor = (1 + noise * normal(key, call)) * interrupted * slowdown(call)
      return Promise.resolve(Math.round((repeats * runMs * factor) / tickMs) * tickMs)
    },
  }
}
