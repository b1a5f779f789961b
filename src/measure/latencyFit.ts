import type { LatencyFit, LatencyTrial } from '../run/latency'

/** What a table adds up to for a network, and what was measured of it. */
export interface FitPoint extends Pick<LatencyTrial, 'tableMs'> {
  readonly measured: Pick<LatencyTrial['measured'], 'medianMs'>
}

/** Adding up rows as they are: what is left where nothing was measured end to end. */
export const PLAIN_SUM: LatencyFit = { offsetMs: 0, slope: 1 }

/**
 * Offset and slope by least squares of relative errors: every network counts the same, however long
 * it takes. The slope is not negative, for more work does not take less time.
 */
export function fitLatency(points: readonly FitPoint[]): LatencyFit {
  if (points.length === 0) return PLAIN_SUM
  const weighted = (value: (tableMs: number, measuredMs: number) => number) =>
    points.reduce((sum, { tableMs, measured: { medianMs } }) => {
      return sum + value(tableMs, medianMs) / medianMs ** 2
    }, 0)
  const weight = weighted(() => 1)
  const tableMean = weighted((tableMs) => tableMs) / weight
  const measuredMean = weighted((_, measuredMs) => measuredMs) / weight
  const spread = weighted((tableMs) => (tableMs - tableMean) ** 2)
  const common = weighted(
    (tableMs, measuredMs) => (tableMs - tableMean) * (measuredMs - measuredMean),
  )
  // Of equal sums no slope can be told, and none is better than their ratio.
  if (spread <= Number.EPSILON * weight * tableMean ** 2) {
    return tableMean > 0
      ? { offsetMs: 0, slope: measuredMean / tableMean }
      : { offsetMs: measuredMean, slope: 0 }
  }
  const slope = Math.max(0, common / spread)
  return { offsetMs: measuredMean - slope * tableMean, slope }
}

/** A network's latency from the sum of its rows, both ms. */
export function fittedLatency({ offsetMs, slope }: LatencyFit, tableMs: number): number {
  return offsetMs + slope * tableMs
}
