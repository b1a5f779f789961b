import { quantile } from 'simple-statistics'
import { randomInteger, splitKey, type RandomKey } from '../random/random'
import type { Interval } from './latency'

const RESAMPLES = 2000
const CONFIDENCE = 0.95

/**
 * A statistic of a sample with its percentile bootstrap interval (Efron 1979): the sample is drawn
 * anew from itself, with replacement, and what the statistic then is spreads as it would over samples.
 * Resamples for which it is not defined (a correlation of equal values) do not count.
 */
export function bootstrapInterval<T>(
  sample: readonly T[],
  statistic: (values: readonly T[]) => number,
  key: RandomKey,
): Interval {
  const value = statistic(sample)
  const resampled = Array.from({ length: RESAMPLES }, (_, resample) => {
    const draws = splitKey(key, resample)
    return statistic(sample.map((_, i) => sample[randomInteger(draws, i, sample.length)] as T))
  }).filter(Number.isFinite)
  if (resampled.length === 0) return { value, low: value, high: value }
  const tail = (1 - CONFIDENCE) / 2
  return { value, low: quantile(resampled, tail), high: quantile(resampled, 1 - tail) }
}
