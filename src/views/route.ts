export interface Point {
  readonly x: number
  readonly y: number
}

/** A horizontal and vertical line of points with rounded corners: the middle of a ribbon. */
export interface Route {
  readonly points: readonly Point[]
  readonly radius: number
}

/**
 * SVG path of the route shifted `offset` pixels to the right of its direction of travel. Corners stay
 * concentric, so strands of one ribbon run in parallel. Neighbouring segments must be perpendicular.
 */
export function offsetPath({ points, radius }: Route, offset: number): string {
  const shifted = points.map((point, index) =>
    shift(point, points[index - 1], points[index + 1], offset),
  )
  const start = shifted[0]
  const end = shifted.at(-1)
  if (!start || !end) return ''
  let path = `M${round(start.x)} ${round(start.y)}`
  for (let index = 1; index < shifted.length - 1; index++) {
    const before = points[index - 1] as Point
    const corner = points[index] as Point
    const after = points[index + 1] as Point
    const turn = turnDirection(before, corner, after)
    const bend = Math.max(0.5, radius - turn * offset)
    const at = shifted[index] as Point
    const enter = step(at, before, corner, -bend)
    const leave = step(at, corner, after, bend)
    path += `L${round(enter.x)} ${round(enter.y)}`
    path += `A${round(bend)} ${round(bend)} 0 0 ${turn > 0 ? 1 : 0} ${round(leave.x)} ${round(leave.y)}`
  }
  return `${path}L${round(end.x)} ${round(end.y)}`
}

/**
 * How far a point lies to the right of the route, by its nearest segment; corners count as sharp, which
 * is well within a ribbon of them.
 */
export function offsetAt({ points }: Route, point: Point): number {
  let nearest = { distance: Infinity, offset: 0 }
  points.slice(1).forEach((end, index) => {
    const start = points[index] as Point
    const along = direction(start, end)
    const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y)
    const [dx, dy] = [point.x - start.x, point.y - start.y]
    const walked = Math.min(length, Math.max(0, dx * along.x + dy * along.y))
    const distance = Math.hypot(dx - walked * along.x, dy - walked * along.y)
    const right = normal(start, end)
    if (distance < nearest.distance) nearest = { distance, offset: dx * right.x + dy * right.y }
  })
  return nearest.offset
}

function direction(from: Point, to: Point): Point {
  return { x: Math.sign(to.x - from.x), y: Math.sign(to.y - from.y) }
}

/** Right-hand normal on a screen whose y axis points down. */
function normal(from: Point, to: Point): Point {
  const { x, y } = direction(from, to)
  return { x: -y, y: x }
}

function shift(
  point: Point,
  before: Point | undefined,
  after: Point | undefined,
  offset: number,
): Point {
  const incoming = before ? normal(before, point) : { x: 0, y: 0 }
  const outgoing = after ? normal(point, after) : { x: 0, y: 0 }
  return {
    x: point.x + offset * (incoming.x + outgoing.x),
    y: point.y + offset * (incoming.y + outgoing.y),
  }
}

/** +1 for a right turn, −1 for a left turn. */
function turnDirection(before: Point, corner: Point, after: Point): number {
  const a = direction(before, corner)
  const b = direction(corner, after)
  return Math.sign(a.x * b.y - a.y * b.x)
}

function step(from: Point, a: Point, b: Point, length: number): Point {
  const { x, y } = direction(a, b)
  return { x: from.x + x * length, y: from.y + y * length }
}

/** To a hundredth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}
