export interface CostPoint {
  readonly cost: number
  readonly accuracy: number
}

/**
 * Those that nothing dominates: no other is at most as costly and at least as accurate, and better in
 * one of both. From the cheapest to the most accurate; of equal ones the first.
 */
export function costFront<Point extends CostPoint>(points: readonly Point[]): Point[] {
  const sorted = points
    .map((point, index) => ({ point, index }))
    .sort(
      (a, b) =>
        a.point.cost - b.point.cost || b.point.accuracy - a.point.accuracy || a.index - b.index,
    )
  let highest = -Infinity
  return sorted.flatMap(({ point }) => {
    if (point.accuracy <= highest) return []
    highest = point.accuracy
    return [point]
  })
}
