import { Matrix, solve } from 'ml-matrix'
import type { LatencyFit } from '../run/latency'

/** What a table adds up to for a network, ms. */
export interface NetworkSum {
  /** Σ rows. */
  readonly tableMs: number
  /** What of it runs within dispatches of others; see `sharedParts`. */
  readonly sharedMs: number
}

/** And what was measured of it. */
export interface FitPoint extends NetworkSum {
  readonly measured: { readonly medianMs: number }
}

/** Adding up rows as they are: what is left where nothing was measured end to end. */
export const PLAIN_SUM: LatencyFit = { offsetMs: 0, slope: 1, sharing: 0 }

/** Fewer networks do not tell three numbers. */
const ENOUGH_FOR_SHARING = 8

/**
 * By least squares of relative errors: every network counts the same, however long it takes. More work
 * does not take less time; sharing a dispatch does not take more, nor save more than there is. Where
 * noise says otherwise, the nearest that makes sense is taken.
 */
export function fitLatency(points: readonly FitPoint[]): LatencyFit {
  if (points.length === 0) return PLAIN_SUM
  if (points.length >= ENOUGH_FOR_SHARING) {
    const [offsetMs, slope, sharing] = solved(points, ({ tableMs, sharedMs }) => {
      return [1, tableMs, -sharedMs]
    })
    if (sharing! > slope! && slope! > 0) return fitLine(points, 1)
    if (sharing! >= 0 && slope! >= 0) {
      return { offsetMs: offsetMs!, slope: slope!, sharing: sharing! }
    }
  }
  return fitLine(points, 0)
}

/** @param saved share of what runs within dispatches of others that costs nothing */
function fitLine(points: readonly FitPoint[], saved: 0 | 1): LatencyFit {
  const workOf = ({ tableMs, sharedMs }: FitPoint) => tableMs - saved * sharedMs
  const works = points.map(workOf)
  const [least, most] = [Math.min(...works), Math.max(...works)]
  if (most - least > 1e-9 * most) {
    const [offsetMs, slope] = solved(points, (point) => [1, workOf(point)])
    if (slope! >= 0) return { offsetMs: offsetMs!, slope: slope!, sharing: saved * slope! }
  } else if (most > 0) {
    // Of equal sums no offset can be told.
    const [slope] = solved(points, (point) => [workOf(point)])
    return { offsetMs: 0, slope: slope!, sharing: saved * slope! }
  }
  const [offsetMs] = solved(points, () => [1])
  return { offsetMs: offsetMs!, slope: 0, sharing: 0 }
}

/** A network's latency, ms. */
export function fittedLatency(
  { offsetMs, slope, sharing }: LatencyFit,
  { tableMs, sharedMs }: NetworkSum,
): number {
  return offsetMs + slope * tableMs - sharing * sharedMs
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
