import { median, quantile } from 'simple-statistics'
import type { LatencyMeasurement, LatencyTimer, LatencyWarning } from '../run/latency'
import { risingTrend } from './risingTrend'

/** Times of batches, in the order they were taken. */
export interface Batches {
  /** ms of each batch as a whole. */
  readonly totals: readonly number[]
  /** Runs in each batch. */
  readonly repeats: number
  readonly timer: LatencyTimer
  /** The step of the timer, ms. */
  readonly tickMs: number
}

/**
 * What is slower than the fastest tenth of batches by more than this was interrupted. Whatever else
 * runs on a machine only ever makes times longer, now and then or most of the time: the fastest
 * batches come close to those of a machine at rest, where the median of all may be far from it.
 */
const INTERRUPTED = 0.15
const FASTEST = 0.1

/** From these on a warning is due; see `LatencyWarning`. */
const COARSE_TICK = 0.1
const UNSTEADY_SPREAD = 0.1
const UNSTEADY_OUTLIERS = 0.5
const THROTTLED_RISE = 0.05

/** Batches that were not interrupted, in their order; at least one of any. */
export function undisturbed(totals: readonly number[]): number[] {
  if (totals.length === 0) return []
  const most = (1 + INTERRUPTED) * quantile([...totals], FASTEST)
  return totals.filter((total) => total <= most)
}

/** Whether times differ by more than a median can be trusted with, or most were interrupted. */
export function isUnsteady(totals: readonly number[]): boolean {
  const kept = undisturbed(totals)
  if (kept.length < (1 - UNSTEADY_OUTLIERS) * totals.length) return true
  return quantile(kept, 0.75) - quantile(kept, 0.25) > UNSTEADY_SPREAD * median(kept)
}

/** What batches say of one run: median and quartiles of those that were not interrupted. */
export function summariseBatches({ totals, repeats, timer, tickMs }: Batches): LatencyMeasurement {
  const kept = undisturbed(totals)
  const typical = median(kept)
  const [low, high] = [quantile(kept, 0.25), quantile(kept, 0.75)]
  const outliers = totals.length - kept.length
  const warnings: LatencyWarning[] = []
  if (tickMs > COARSE_TICK * typical) warnings.push('coarse-timer')
  if (isUnsteady(totals)) warnings.push('unsteady')
  if (isThrottled(totals)) warnings.push('throttled')
  return {
    medianMs: typical / repeats,
    lowMs: low / repeats,
    highMs: high / repeats,
    batches: kept.length,
    outliers,
    repeats,
    timer,
    warnings,
  }
}

/** Whether times grow with their order beyond chance, and by an amount that matters. */
function isThrottled(totals: readonly number[]): boolean {
  const half = totals.length >> 1
  if (half === 0) return false
  const [early, late] = [median(totals.slice(0, half)), median(totals.slice(-half))]
  return late > (1 + THROTTLED_RISE) * early && risingTrend(totals)
}
