import { bisector } from 'd3-array'
import type { CostPoint } from './costFront'

export interface HypervolumePoint {
  readonly step: number
  /** Share of the box between the reference point and the best corner, 0–1. */
  readonly value: number
}

/**
 * How much of the plane the points up to each step dominate: the area between the front and the
 * reference point (accuracy 0, cost `reference`), as a share of the box that reaches from there to
 * accuracy 1 at no cost. Exact, and never falls. Points dearer than the reference count nothing.
 * @param points in order of step @returns one entry per step at which it grew
 */
export function hypervolumeSeries(
  points: readonly (CostPoint & { readonly step: number })[],
  reference: number,
): HypervolumePoint[] {
  const front: CostPoint[] = []
  const series: HypervolumePoint[] = []
  let area = 0
  for (const { step, cost, accuracy } of points) {
    const gain = insert(front, { cost, accuracy }, reference)
    if (gain <= 0) continue
    area += gain
    if (series.at(-1)?.step === step) series.pop()
    series.push({ step, value: area / reference })
  }
  return series
}

const byCost = bisector((point: CostPoint) => point.cost)

/**
 * Takes a point into a front that ascends by cost and accuracy, and drops what it dominates.
 * @returns the area it adds
 */
function insert(front: CostPoint[], point: CostPoint, reference: number): number {
  const { cost, accuracy } = point
  const after = byCost.right(front, cost)
  let level = front[after - 1]?.accuracy ?? 0
  if (cost >= reference || accuracy <= level) return 0
  let end = after
  let left = cost
  let area = 0
  for (let next = front[end]; next && next.accuracy <= accuracy; next = front[++end]) {
    area += (next.cost - left) * (accuracy - level)
    left = next.cost
    level = next.accuracy
  }
  area += ((front[end]?.cost ?? reference) - left) * (accuracy - level)
  const start = front[after - 1]?.cost === cost ? after - 1 : after
  front.splice(start, end - start, point)
  return area
}
