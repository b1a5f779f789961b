import { Matrix, solve } from 'ml-matrix'
import type { LatencyFit } from '../run/latency'

/** What is known of a network without running it as a whole. */
export interface NetworkSum {
  /** Σ rows of the table, ms. */
  readonly tableMs: number
  /** See `countDispatches`. */
  readonly dispatches: number
}

/** And what was measured of it. */
export interface FitPoint extends NetworkSum {
  readonly measured: { readonly medianMs: number }
}

/** Adding up rows as they are: what is left where nothing was measured end to end. */
export const PLAIN_SUM: LatencyFit = { offsetMs: 0, slope: 1, perDispatchMs: 0 }

/** Fewer networks do not tell three numbers. */
const ENOUGH_FOR_DISPATCHES = 8

/**
 * By least squares of relative errors: every network counts the same, however long it takes. Neither
 * more work nor more dispatches take less time: a term for which noise says so is left out.
 */
export function fitLatency(points: readonly FitPoint[]): LatencyFit {
  if (points.length === 0) return PLAIN_SUM
  if (points.length >= ENOUGH_FOR_DISPATCHES) {
    const [offsetMs, slope, perDispatchMs] = solved(points, ({ tableMs, dispatches }) => {
      return [1, tableMs, dispatches]
    })
    if (slope! >= 0 && perDispatchMs! >= 0) {
      return { offsetMs: offsetMs!, slope: slope!, perDispatchMs: perDispatchMs! }
    }
  }
  const sums = points.map(({ tableMs }) => tableMs)
  const [least, most] = [Math.min(...sums), Math.max(...sums)]
  if (most - least > 1e-9 * most) {
    const [offsetMs, slope] = solved(points, ({ tableMs }) => [1, tableMs])
    if (slope! >= 0) return { offsetMs: offsetMs!, slope: slope!, perDispatchMs: 0 }
  } else if (most > 0) {
    // Of equal sums no offset can be told.
    const [slope] = solved(points, ({ tableMs }) => [tableMs])
    return { offsetMs: 0, slope: slope!, perDispatchMs: 0 }
  }
  const [offsetMs] = solved(points, () => [1])
  return { offsetMs: offsetMs!, slope: 0, perDispatchMs: 0 }
}

/** A network's latency, ms. */
export function fittedLatency(
  { offsetMs, slope, perDispatchMs }: LatencyFit,
  { tableMs, dispatches }: NetworkSum,
): number {
  return offsetMs + slope * tableMs + perDispatchMs * dispatches
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
