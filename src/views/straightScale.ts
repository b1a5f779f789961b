/** Places of values on a straight axis, and back; small, since the page draws one before all else. */
export interface StraightScale {
  (value: number): number
  invert(place: number): number
}

/** Leads `domain` evenly to `range`, and beyond. */
export function straightScale(
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): StraightScale {
  const slope = (end - start) / (high - low)
  return Object.assign((value: number) => start + (value - low) * slope, {
    invert: (place: number) => low + (place - start) / slope,
  })
}

/** SVG path of the area between a line and `base`, in thousandths of a pixel; empty without points. */
export function areaPath(line: readonly (readonly [number, number])[], base: number): string {
  const back = line.map(([x]) => [x, base] as const).reverse()
  const outline = [...line, ...back].map(([x, y]) => `${thousandths(x)},${thousandths(y)}`)
  return outline.length > 0 ? `M${outline.join('L')}Z` : ''
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}
