import type { Strand } from './cellModel'
import { offsetAt, type Point, type Route } from './route'
import type { AnyOperation } from '../space/anyOperation'
import type { OperationName } from '../space/operations'

/** Width of a ribbon whose gates add up to one, in pixels; and of the single strand of a fixed cell. */
const RIBBON_WIDTH = 12
const FIXED_WIDTH = 6

export function ribbonWidth(fixed: boolean): number {
  return fixed ? FIXED_WIDTH : RIBBON_WIDTH
}

interface AnyStrand {
  readonly operation: AnyOperation
  /** Share of the ribbon, 0–1. */
  readonly share: number
}

export interface StackedStrand<Operation extends AnyOperation> {
  readonly operation: Operation
  /** Pixels. */
  readonly thickness: number
  /** Distance of its middle from that of the ribbon, to the right of the direction of travel. */
  readonly offset: number
}

/** Strands side by side across the ribbon, in fixed order. */
export function stackStrands<Strand extends AnyStrand>(
  strands: readonly Strand[],
  width: number,
): StackedStrand<Strand['operation']>[] {
  let before = 0
  return strands.map(({ operation, share }) => {
    const offset = (before + share / 2 - 0.5) * width
    before += share
    return { operation, thickness: share * width, offset }
  })
}

/** The strand that a point on (or beside) the ribbon belongs to; null where there is none. */
export function strandAt(
  strands: readonly Strand[],
  route: Route,
  width: number,
  point: Point,
): OperationName | null {
  const at = offsetAt(route, point)
  const seen = stackStrands(strands, width).filter(({ thickness }) => thickness > 0)
  const within = seen.find(({ offset, thickness }) => at <= offset + thickness / 2)
  return (within ?? seen.at(-1))?.operation ?? null
}
