interface ChartPoint {
  readonly step: number
  readonly value: number
}

/**
 * At most about `limit` points that draw the same line: of every bucket of neighbours the lowest and the
 * highest, so that no peak is lost. Ends stay.
 */
export function thin<Point extends ChartPoint>(points: readonly Point[], limit: number): Point[] {
  if (points.length <= limit) return [...points]
  const size = (2 * points.length) / Math.max(2, limit)
  const kept: Point[] = []
  for (let start = 0; start < points.length; start += size) {
    const bucket = points.slice(Math.floor(start), Math.floor(start + size))
    kept.push(...extremes(bucket))
  }
  const last = points.at(-1)
  if (last && kept.at(-1) !== last) kept.push(last)
  return kept
}

/** The lowest and the highest point, in their order. */
function extremes<Point extends ChartPoint>(bucket: readonly Point[]): Point[] {
  const [first] = bucket
  if (!first) return []
  let low = first
  let high = first
  for (const point of bucket) {
    if (point.value < low.value) low = point
    if (point.value > high.value) high = point
  }
  if (low === high) return [low]
  return low.step < high.step ? [low, high] : [high, low]
}
