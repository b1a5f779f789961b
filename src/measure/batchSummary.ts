import { median, medianAbsoluteDeviation, quantile } from 'simple-statistics'
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

/** A median absolute deviation times this estimates the standard deviation of a normal distribution. */
const NORMAL_SCALE = 1.4826

/** Only interruptions are left out, and they make times longer; by less than this they do no harm. */
const OUTLIER_DEVIATIONS = 3
const HARMLESS_EXCESS = 0.05

/** From these on a warning is due; see `LatencyWarning`. */
const COARSE_TICK = 0.1
const UNSTEADY_SPREAD = 0.1
const THROTTLED_RISE = 0.05

/**
 * What batches say of one run: median and quartiles of those that were not interrupted. An outlier
 * is more than three scaled median absolute deviations, and more than 5 %, above the median.
 */
export function summariseBatches({ totals, repeats, timer, tickMs }: Batches): LatencyMeasurement {
  const kept = withoutOutliers(totals)
  const typical = median(kept)
  const [low, high] = [quantile(kept, 0.25), quantile(kept, 0.75)]
  const warnings: LatencyWarning[] = []
  if (tickMs > COARSE_TICK * typical) warnings.push('coarse-timer')
  if (high - low > UNSTEADY_SPREAD * typical) warnings.push('unsteady')
  if (isThrottled(kept)) warnings.push('throttled')
  return {
    medianMs: typical / repeats,
    lowMs: low / repeats,
    highMs: high / repeats,
    batches: kept.length,
    outliers: totals.length - kept.length,
    repeats,
    timer,
    warnings,
  }
}

function withoutOutliers(totals: readonly number[]): number[] {
  const typical = median([...totals])
  const deviation = NORMAL_SCALE * medianAbsoluteDeviation([...totals])
  const most = typical + Math.max(OUTLIER_DEVIATIONS * deviation, HARMLESS_EXCESS * typical)
  return totals.filter((total) => total <= most)
}

/** Whether times grow with their order beyond chance, and by an amount that matters. */
function isThrottled(totals: readonly number[]): boolean {
  const half = totals.length >> 1
  if (half === 0) return false
  const [early, late] = [median(totals.slice(0, half)), median(totals.slice(-half))]
  return late > (1 + THROTTLED_RISE) * early && risingTrend(totals)
}
