import type { PlacedPart } from './stackLayout'

/** Where lines meet a part, in pixels from its top; what of an unfolded cell reads which part before. */
export interface PartPorts {
  /** What reads the part before, on the left. */
  readonly entry: number
  /** What reads the one before that; null where lines come in from above. */
  readonly skip: number | null
  /** What hands on, on the right. */
  readonly exit: number
}

export interface StackArc {
  readonly from: number
  readonly to: number
  /** Whether the search decides it. */
  readonly chosen: boolean
}

/** Lines over the stack run in two lanes, so far above it, in pixels. */
const LANES = [8, 16] as const
/** Beside an unfolded part a line comes down at this distance. */
const ASIDE = 4
const RADIUS = 5
/** Of an arc over all parts. */
const HIGHEST = 26
const LOWEST = 8

/** From each part into the next. */
export function axisWire(before: PlacedPart & PartPorts, after: PlacedPart & PartPorts): string {
  const [x0, y0] = [before.x + before.width, before.y + before.exit]
  const [x1, y1] = [after.x, after.y + after.entry]
  if (Math.abs(y0 - y1) < 0.5) return `M${x0} ${y0}H${x1}`
  return `M${x0} ${y0}H${(x0 + x1) / 2}V${y1}H${x1}`
}

/** Over the stack from one part to another: at right angles where all have it, else as an arc. */
export function arcWire(
  { from, to, chosen }: StackArc,
  parts: readonly (PlacedPart & PartPorts)[],
): string {
  const [start, end] = [parts[from], parts[to]]
  if (!start || !end) return ''
  const x0 = start.skip === null ? start.x + start.width / 2 : start.x + start.width - ASIDE
  const x1 = end.skip === null ? end.x + end.width / 2 : end.x - ASIDE
  if (chosen) {
    const peak = -LOWEST - ((HIGHEST - LOWEST) * (to - from)) / parts.length
    return `M${x0} ${start.y}C${x0} ${peak} ${x1} ${peak} ${x1} ${end.y}`
  }
  const lane = -(LANES[to % LANES.length] ?? 0)
  const landing = end.skip === null ? `V${end.y}` : `V${end.y + end.skip}H${end.x}`
  return (
    `M${x0} ${start.y}V${lane + RADIUS}Q${x0} ${lane} ${x0 + RADIUS} ${lane}` +
    `H${x1 - RADIUS}Q${x1} ${lane} ${x1} ${lane + RADIUS}${landing}`
  )
}
