import type { LatencyMeasurement } from '../run/latency'
import type { Choices } from '../space/spaceModel'

/** The best that are timed before speed alone decides, and the fastest that are timed then. */
const MOST_BEST = 8
const MOST_FAST = 4

export interface Verified {
  readonly choices: Choices
  readonly latency: LatencyMeasurement
}

interface VerificationHost {
  /** ms; null where nothing is known of it. */
  readonly predicted: (choices: Choices) => number | null
  /** End to end. */
  readonly measure: (choices: Choices) => Promise<LatencyMeasurement>
}

/**
 * Predictions err, so what a search with a latency limit concludes with is timed end to end: its
 * candidates in turn, the best first, until one keeps the limit as measured. When none of the best
 * does, those predicted to be the fastest are tried; when none of these does either, the fastest of
 * all that were timed stands, above the limit.
 * @param candidates best first, one at least
 */
export async function firstWithin(
  limitMs: number,
  candidates: readonly Choices[],
  { predicted, measure }: VerificationHost,
): Promise<Verified> {
  const best = candidates.slice(0, MOST_BEST)
  const latencyOf = (choices: Choices) => predicted(choices) ?? Infinity
  const fast = candidates
    .slice(MOST_BEST)
    .sort((a, b) => latencyOf(a) - latencyOf(b))
    .slice(0, MOST_FAST)
  let fastest: Verified | null = null
  for (const choices of [...best, ...fast]) {
    const latency = await measure(choices)
    if (latency.medianMs <= limitMs) return { choices, latency }
    if (!fastest || latency.medianMs < fastest.latency.medianMs) fastest = { choices, latency }
  }
  if (!fastest) throw new RangeError('There is no architecture to verify')
  return fastest
}
