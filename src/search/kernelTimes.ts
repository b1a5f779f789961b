/** From the times of single dispatches to what each kernel takes of a step. */
import type { TimedDispatch } from '../engine/plan/profiler'
import type { KernelTime } from '../run/stepProfile'

/** All that a profile makes of a dispatch. */
interface Timed {
  readonly ms: number
  readonly dispatch: Pick<TimedDispatch['dispatch'], 'macs' | 'bytes'> & {
    readonly kernel: { readonly id: string }
  }
}

/** Longer than the clock of any device ticks by itself: browsers make it coarse. */
const FINE_TICK_MS = 0.01

/**
 * Browsers round timestamps, mostly to some tenth of a millisecond.
 * @returns the tick when all times are whole numbers of it; null when the clock is fine
 */
export function clockTick(times: readonly number[]): number | null {
  const tick = Math.min(...times.filter((ms) => ms > 0))
  if (!Number.isFinite(tick) || tick < FINE_TICK_MS) return null
  const whole = (ms: number) => Math.abs(ms / tick - Math.round(ms / tick)) < 1e-6
  return times.every(whole) ? tick : null
}

/**
 * The slowest kernel first. A kernel's time is the median over the repeats, which an interruption
 * leaves alone; by a coarse clock it is the mean, because rounding is right on average only.
 * @param repeats every dispatch of one step each; steps may differ in what they dispatch
 */
export function kernelTimes(repeats: readonly (readonly Timed[])[]): KernelTime[] {
  const coarse = clockTick(repeats.flat().map(({ ms }) => ms)) !== null
  const typical = coarse ? mean : median
  const ids = [...new Set(repeats.flat().map(({ dispatch }) => dispatch.kernel.id))]
  const kernels = ids.map((kernel) => {
    const ofKernel = repeats.map((repeat) =>
      repeat.filter(({ dispatch }) => dispatch.kernel.id === kernel),
    )
    const each = (amount: (timed: Timed) => number) =>
      ofKernel.map((dispatches) => sum(dispatches.map(amount)))
    const ms = typical(each((timed) => timed.ms))
    const perSecond = (amount: number) => (ms > 0 ? amount / ms / 1e6 : 0)
    return {
      kernel,
      dispatches: Math.round(mean(each(() => 1))),
      ms,
      gflops: perSecond(2 * mean(each(({ dispatch }) => dispatch.macs))),
      gigabytes: perSecond(mean(each(({ dispatch }) => dispatch.bytes))),
    }
  })
  const total = sum(kernels.map(({ ms }) => ms))
  return kernels
    .map(({ kernel, dispatches, ms, ...rates }) => {
      const share = total > 0 ? ms / total : 0
      return { kernel, dispatches, ms, share, ...rates }
    })
    .sort((a, b) => b.ms - a.ms)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return ((low ?? NaN) + (high ?? NaN)) / 2
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => sum(values) / values.length
