import { Matrix, solve } from 'ml-matrix'
import type { LatencyFit } from '../run/latency'

/** What is known of a network without running it as a whole. */
export interface NetworkSum {
  /** Σ rows of the table, ms. */
  readonly tableMs: number
  /** See `mergedOperations`. */
  readonly merged: number
}

/** And what was measured of it. */
export interface FitPoint extends NetworkSum {
  readonly measured: { readonly medianMs: number }
}

/** Adding up rows as they are: what is left where nothing was measured end to end. */
export const PLAIN_SUM: LatencyFit = { offsetMs: 0, slope: 1, mergedMs: 0 }

/** Fewer networks do not tell three numbers. */
const ENOUGH_FOR_MERGED = 8

/**
 * By least squares of relative errors: every network counts the same, however long it takes. More work
 * does not take less time, nor does sharing a dispatch take more: where noise says so, that term is
 * left out.
 */
export function fitLatency(points: readonly FitPoint[]): LatencyFit {
  if (points.length === 0) return PLAIN_SUM
  if (points.length >= ENOUGH_FOR_MERGED) {
    const [offsetMs, slope, mergedMs] = solved(points, ({ tableMs, merged }) => {
      return [1, tableMs, -merged]
    })
    if (slope! >= 0 && mergedMs! >= 0) {
      return { offsetMs: offsetMs!, slope: slope!, mergedMs: mergedMs! }
    }
  }
  if (sumsDiffer(points)) {
    const [offsetMs, slope] = solved(points, ({ tableMs }) => [1, tableMs])
    if (slope! >= 0) return { offsetMs: offsetMs!, slope: slope!, mergedMs: 0 }
  } else if (points[0]!.tableMs > 0) {
    // Of equal sums no offset can be told.
    const [slope] = solved(points, ({ tableMs }) => [tableMs])
    return { offsetMs: 0, slope: slope!, mergedMs: 0 }
  }
  const [offsetMs] = solved(points, () => [1])
  return { offsetMs: offsetMs!, slope: 0, mergedMs: 0 }
}

/** A network's latency, ms. */
export function fittedLatency(
  { offsetMs, slope, mergedMs }: LatencyFit,
  { tableMs, merged }: NetworkSum,
): number {
  return offsetMs + slope * tableMs - mergedMs * merged
}

function solved(
  points: readonly FitPoint[],
  termsOf: (point: FitPoint) => readonly number[],
): number[] {
  const relative = points.map((point) => {
    return termsOf(point).map((term) => term / point.measured.medianMs)
  })
  // By singular values: terms that move together are no reason to fail.
  return solve(new Matrix(relative), Matrix.ones(points.length, 1), true).getColumn(0)
}

function sumsDiffer(points: readonly FitPoint[]): boolean {
  const sums = points.map(({ tableMs }) => tableMs)
  return Math.max(...sums) - Math.min(...sums) > 1e-9 * Math.max(...sums)
}
