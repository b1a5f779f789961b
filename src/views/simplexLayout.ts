import type { GateTable } from '../network/network'
import type { OperationName } from '../space/operations'
import { smallTextWidth } from './textWidth'

/** Columns of the operations at the three corners: above, left, right. */
export type Corners = readonly [number, number, number]

export interface Place {
  readonly x: number
  readonly y: number
}

export interface Triangle {
  /** Of its middle, and of its top. */
  readonly x: number
  readonly y: number
  readonly side: number
}

/** Rows of the edges that have all three operations. */
export function rowsWith({ rows, columns, allowed }: GateTable, corners: Corners): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) =>
    corners.every((column) => allowed?.[row * columns + column] ?? true),
  )
}

/** Gates of three operations of an edge, made to sum to 1. */
export function sharesOf(
  gates: Float32Array,
  columns: number,
  row: number,
  corners: Corners,
): readonly [number, number, number] {
  const [a, b, c] = corners.map((column) => gates[row * columns + column] ?? 0) as [
    number,
    number,
    number,
  ]
  const sum = a + b + c
  return sum > 0 ? [a / sum, b / sum, c / sum] : [1 / 3, 1 / 3, 1 / 3]
}

const MAGNIFICATIONS = [
  1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 80, 120, 200,
] as const

/**
 * How many times the surroundings of the middle, where all three are equal, may be magnified so that
 * every share of the run still lies in the triangle.
 */
export function magnification(
  series: readonly Float32Array[],
  columns: number,
  rows: readonly number[],
  corners: Corners,
): number {
  let least = 1 / 3
  for (const gates of series) {
    for (const row of rows) least = Math.min(least, ...sharesOf(gates, columns, row, corners))
  }
  return MAGNIFICATIONS.findLast((times) => times * (1 - 3 * least) <= 1) ?? 1
}

/** Share that a corner of the magnified triangle stands for. */
export function cornerShare(magnified: number): number {
  return 1 / 3 + 2 / (3 * magnified)
}

const HALF_ROOT_3 = Math.sqrt(3) / 2

export function heightOf({ side }: Triangle): number {
  return side * HALF_ROOT_3
}

/** Where three shares lie. */
export function placeOf(
  shares: readonly [number, number, number],
  triangle: Triangle,
  magnified: number,
): Place {
  const [above, left, right] = shares.map((share) => 1 / 3 + (share - 1 / 3) * magnified) as [
    number,
    number,
    number,
  ]
  return {
    x: triangle.x + ((right - left) / 2) * triangle.side,
    y: triangle.y + (1 - above) * heightOf(triangle),
  }
}

/** Snapshots of a trail up to `at`: few, always the same while the playhead moves, and `at` itself. */
export function trailIndices(count: number, at: number, limit: number): number[] {
  const stride = Math.max(1, Math.ceil(count / limit))
  const indices = Array.from({ length: Math.floor(at / stride) + 1 }, (_, i) => i * stride)
  return indices.at(-1) === at ? indices : [...indices, at]
}

/**
 * Corners for an edge: its three strongest operations, in the order of the columns. `none`, which is
 * never derived, only stands in where there are not three others. Null where there are not three.
 */
export function strongestCorners(
  gates: Float32Array,
  { columns, allowed }: GateTable,
  operations: readonly OperationName[],
  row: number,
): Corners | null {
  const rank = (column: number) =>
    operations[column] === 'none' ? -1 : (gates[row * columns + column] ?? 0)
  const found = operations
    .map((_, column) => column)
    .filter((column) => allowed?.[row * columns + column] ?? true)
    .sort((a, b) => rank(b) - rank(a))
    .slice(0, 3)
    .sort((a, b) => a - b)
  return found.length === 3 ? (found as [number, number, number]) : null
}

/** The edge whose two strongest operations besides `none` are nearest to one another. */
export function mostContested(
  gates: Float32Array,
  table: GateTable,
  operations: readonly OperationName[],
): number {
  const { rows, columns } = table
  let best = 0
  let least = Infinity
  for (let row = 0; row < rows; row++) {
    if (!strongestCorners(gates, table, operations, row)) continue
    const [first = 0, second = 0] = [...gates.subarray(row * columns, (row + 1) * columns)]
      .filter((_, column) => operations[column] !== 'none')
      .sort((a, b) => b - a)
    if (first - second < least) {
      least = first - second
      best = row
    }
  }
  return best
}

/**
 * Index of the snapshot that what a drawing is about is chosen by: it moves on only each time that a
 * run has doubled, so that the drawing of a live run does not jump.
 */
export function settledIndex(count: number): number {
  return count > 0 ? 2 ** Math.floor(Math.log2(count)) - 1 : 0
}

const LINE = 14
const CLEAR = 7

interface Label extends Place {
  readonly name: string
}

export interface PlacedLabel extends Label {
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Names beside their points, of those that have room, in the order given. */
export function placedLabels(points: readonly Label[]): PlacedLabel[] {
  const taken = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }))
  return points.flatMap(({ name, x, y }) => {
    const width = smallTextWidth(name)
    const options = [
      { anchor: 'start', x: x + CLEAR, y: y + 4, left: x + CLEAR },
      { anchor: 'end', x: x - CLEAR, y: y + 4, left: x - CLEAR - width },
      { anchor: 'middle', x, y: y - CLEAR - 1, left: x - width / 2 },
      { anchor: 'middle', x, y: y + CLEAR + 10, left: x - width / 2 },
    ] as const
    for (const { anchor, left, ...at } of options) {
      const box = { left, right: left + width, top: at.y - LINE + 3, bottom: at.y + 3 }
      const free = taken.every(
        (other) =>
          box.right < other.left ||
          box.left > other.right ||
          box.bottom < other.top ||
          box.top > other.bottom,
      )
      if (!free) continue
      taken.push(box)
      return [{ name, anchor, ...at }]
    }
    return []
  })
}
