import {
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  type SymbolType,
} from 'd3-shape'
import type { Method } from '../run/methods'

/**
 * How a method looks wherever methods are compared. What they have in common shares a colour; a mark
 * is filled where weights are shared and hollow where every architecture is trained from scratch.
 */
export interface MethodStyle {
  /** CSS colour, a variable of bestSoFar.css. */
  readonly color: string
  readonly mark: SymbolType
  readonly hollow: boolean
}

const style = (family: string, mark: SymbolType, hollow: boolean): MethodStyle => ({
  color: `var(--method-${family})`,
  mark,
  hollow,
})

export const METHOD_STYLE: Readonly<Record<Method, MethodStyle>> = {
  darts: style('gradient', symbolCircle, false),
  darts2: style('gradient-second', symbolSquare, false),
  enas: style('policy', symbolDiamond, false),
  rl: style('policy', symbolDiamond, true),
  spos: style('evolution', symbolTriangle, false),
  evolution: style('evolution', symbolTriangle, true),
  random: style('random', symbolCross, false),
  'random-scratch': style('random', symbolCross, true),
  local: style('local', symbolSquare, true),
}
