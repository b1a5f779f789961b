interface AtStep {
  readonly step: number
}

/** Index of the point nearest to `step`, the later one of two as near; −1 when there is none. */
export function nearestIndex(points: readonly AtStep[], step: number): number {
  const before = nearestBefore(points, step)
  const after = points[before + 1]
  const last = points[before]
  if (!last) return after ? 0 : -1
  return after && after.step - step <= step - last.step ? before + 1 : before
}

/** Index of the last point at or before `step`, of points in their order; −1 when there is none. */
export function nearestBefore(points: readonly AtStep[], step: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((points[middle]?.step ?? 0) <= step) low = middle + 1
    else high = middle
  }
  return low - 1
}
