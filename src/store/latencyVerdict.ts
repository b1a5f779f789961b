import type { LatencyValidation } from '../run/latency'

/** Whether predictions order networks well enough to search by them. */
export type LatencyVerdict =
  /** Too few networks to tell. */
  'few' | 'good' | 'fair' | 'poor'

const FEWEST_NETWORKS = 20
const GOOD = { spearman: 0.9, meanError: 0.15 }
const FAIR = { spearman: 0.75, meanError: 0.3 }

/** By rank correlation and mean error, of networks that no fit had seen. */
export function latencyVerdict({
  trials,
  spearman,
  meanError,
}: Pick<LatencyValidation, 'trials' | 'spearman' | 'meanError'>): LatencyVerdict {
  if (trials.length < FEWEST_NETWORKS) return 'few'
  const within = (bound: typeof GOOD) =>
    spearman.value >= bound.spearman && meanError.value <= bound.meanError
  return within(GOOD) ? 'good' : within(FAIR) ? 'fair' : 'poor'
}
