/**
 * Several aims at once, all to be made small: an architecture's error, its MACs, its latency. The
 * sorting and the crowding distance of NSGA-II (Deb, Pratap, Agarwal & Meyarivan 2002).
 */

/** One value per aim; smaller is better. */
export type Aims = readonly number[]

/** Whether `first` is nowhere worse than `second` and somewhere better. */
export function dominates(first: Aims, second: Aims): boolean {
  const pairs = first.map((value, aim) => [value, second[aim] as number] as const)
  return pairs.every(([a, b]) => a <= b) && pairs.some(([a, b]) => a < b)
}

/**
 * Fast non-dominated sorting: front 0 holds what nothing dominates, front 1 what only front 0
 * dominates, and so on.
 * @returns indices into `points`, ascending within each front
 */
export function nonDominatedFronts(points: readonly Aims[]): number[][] {
  const dominated = points.map((point) =>
    indicesOf(points).filter((other) => dominates(point, points[other] as Aims)),
  )
  const dominators = points.map(() => 0)
  for (const other of dominated.flat()) dominators[other]! += 1
  const fronts: number[][] = []
  let front = indicesOf(points).filter((index) => dominators[index] === 0)
  while (front.length > 0) {
    fronts.push(front)
    const next: number[] = []
    for (const other of front.flatMap((index) => dominated[index] as number[])) {
      dominators[other]! -= 1
      if (dominators[other] === 0) next.push(other)
    }
    front = next.sort((a, b) => a - b)
  }
  return fronts
}

/**
 * How much room each member of a front has: per aim the gap between its two neighbours over the whole
 * span, summed; infinite at the ends of an aim, so that they are kept.
 * @returns one distance per point, in their order
 */
export function crowdingDistances(front: readonly Aims[]): number[] {
  const distances = front.map(() => 0)
  for (const aim of front[0]?.keys() ?? []) {
    const value = (index: number) => front[index]?.[aim] as number
    const order = indicesOf(front).sort((a, b) => value(a) - value(b) || a - b)
    const [least, most] = [order[0] as number, order.at(-1) as number]
    const span = value(most) - value(least)
    distances[least] = distances[most] = Infinity
    if (span === 0) continue
    for (let place = 1; place < order.length - 1; place++) {
      const [before, here, after] = order.slice(place - 1, place + 2) as [number, number, number]
      distances[here]! += (value(after) - value(before)) / span
    }
  }
  return distances
}

/** Indices into `points`, best first: by front, then the less crowded (Deb's crowded comparison). */
export function crowdedOrder(points: readonly Aims[]): number[] {
  return nonDominatedFronts(points).flatMap((front) => {
    const distances = crowdingDistances(front.map((index) => points[index] as Aims))
    const ranked = front.map((index, place) => ({ index, distance: distances[place] as number }))
    // Comparing two infinities by difference would give NaN.
    const byRoom = (a: number, b: number) => (a === b ? 0 : b - a)
    return ranked.sort((a, b) => byRoom(a.distance, b.distance)).map(({ index }) => index)
  })
}

/**
 * The area that points dominate up to `reference` (hypervolume of two aims): one figure for how far
 * and how wide a front reaches. Points that do not dominate the reference add nothing.
 */
export function hypervolume2d(
  points: readonly (readonly [number, number])[],
  reference: readonly [number, number],
): number {
  const inside = points
    .filter(([first, second]) => first < reference[0] && second < reference[1])
    .sort(([a], [b]) => a - b)
  let area = 0
  let lowest = reference[1]
  for (const [first, second] of inside) {
    if (second >= lowest) continue
    area += (reference[0] - first) * (lowest - second)
    lowest = second
  }
  return area
}

const indicesOf = (items: readonly unknown[]): number[] => [...items.keys()]
