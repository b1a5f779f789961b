/** Spread of several values: quartiles, and how many there were. */
export interface Spread {
  readonly low: number
  readonly median: number
  readonly high: number
  readonly count: number
}

/**
 * The quantile at `share` (0–1) of ascending values, linear between neighbours (Hyndman & Fan's type 7,
 * the default of NumPy and R). @throws RangeError when there is no value
 */
export function quantile(ascending: readonly number[], share: number): number {
  const position = share * (ascending.length - 1)
  const below = ascending[Math.floor(position)]
  const above = ascending[Math.ceil(position)]
  if (below === undefined || above === undefined) throw new RangeError('No value has a quantile')
  return below + (above - below) * (position - Math.floor(position))
}

/** Median and quartiles; null when there is no value. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null
  const ascending = [...values].sort((a, b) => a - b)
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(ascending, share))
  return {
    low: low as number,
    median: median as number,
    high: high as number,
    count: values.length,
  }
}

export interface CurvePoint {
  readonly x: number
  readonly y: number
}

export interface SpreadPoint extends Spread {
  readonly x: number
}

/**
 * The spread of curves that hold each value until the next, wherever one of them changes, from where
 * the last of them begins to where the last of them ends: points where fewer curves had a value would
 * compare others. Points ascend by x.
 */
export function spreadOfSteps(curves: readonly (readonly CurvePoint[])[]): SpreadPoint[] {
  const told = curves.filter((curve) => curve.length > 0)
  const begin = Math.max(...told.map((curve) => curve[0]?.x ?? 0))
  const places = new Set(told.flat().map(({ x }) => Math.max(x, begin)))
  return [...places]
    .sort((a, b) => a - b)
    .flatMap((x) => {
      const values = told.flatMap((curve) => curve.findLast((point) => point.x <= x)?.y ?? [])
      const spread = spreadOf(values)
      return spread ? [{ x, ...spread }] : []
    })
}

/**
 * The spread of points that belong together one by one, as measurements at the same share of a budget
 * do; `null` where a curve has none. The place is the median of theirs.
 */
export function spreadOfPoints(curves: readonly (readonly (CurvePoint | null)[])[]): SpreadPoint[] {
  const length = Math.max(0, ...curves.map((curve) => curve.length))
  return Array.from({ length }, (_, index) =>
    curves.flatMap((curve) => curve[index] ?? []),
  ).flatMap((points) => {
    const place = spreadOf(points.map(({ x }) => x))
    const spread = spreadOf(points.map(({ y }) => y))
    return place && spread ? [{ x: place.median, ...spread }] : []
  })
}
