import type { CellGenotype } from '../../space/cellSpace'
import { CELL_INPUTS } from '../../space/cellSpace'
import type { OperationName } from '../../space/operations'

export interface Arc {
  readonly key: string
  readonly operation: OperationName
  /** SVG path, from state to state; the line of states is y = 0. */
  readonly path: string
  /** Where the operation's glyph stands. */
  readonly apex: { readonly x: number; readonly y: number }
}

export interface ArcState {
  readonly state: number
  readonly x: number
  /** Whether it is part of the cell's output. */
  readonly joined: boolean
}

export interface ArcCell {
  readonly states: readonly ArcState[]
  readonly arcs: readonly Arc[]
  readonly radius: number
  /** Extent of the drawing above and below the line of states, with the title's room. */
  readonly top: number
  readonly bottom: number
}

const RADIUS = 14
const TITLE = 12
const GLYPH_ROOM = 13
/** Rise of an arc's control points over its length, and the least; its apex is at three quarters. */
const STEEPNESS = 0.36
const LEAST_RISE = 24
const APEX = 0.75

/**
 * Lays a cell out as an arc diagram of `width` pixels. Arcs rise above the line; a second edge between
 * the same two states hangs below it, so that no two arcs hide each other.
 */
export function arcCell({ nodes, concat }: CellGenotype, width: number): ArcCell {
  const count = CELL_INPUTS + nodes.length
  const pitch = (width - 2 * RADIUS - 2) / Math.max(1, count - 1)
  const xOf = (state: number) => RADIUS + 1 + state * pitch
  const seen = new Map<string, number>()
  const arcs = nodes.flatMap((edges, node) =>
    edges.map(({ operation, input }) => {
      const pair = `${input}-${CELL_INPUTS + node}`
      const repeat = seen.get(pair) ?? 0
      seen.set(pair, repeat + 1)
      return arc(`${pair}-${repeat}`, operation, xOf(input), xOf(CELL_INPUTS + node), repeat)
    }),
  )
  // The longest arc there may be, so that the drawing keeps its height while the cell changes.
  const highest = arc('', 'none', xOf(0), xOf(count - 1), 0).apex.y
  const lowest = Math.max(0, ...arcs.map(({ apex }) => apex.y))
  return {
    states: Array.from({ length: count }, (_, state) => ({
      state,
      x: xOf(state),
      joined: concat.includes(state),
    })),
    arcs,
    radius: RADIUS,
    top: highest - GLYPH_ROOM - TITLE,
    bottom: Math.max(RADIUS, lowest + GLYPH_ROOM) + 2,
  }
}

function arc(key: string, operation: OperationName, from: number, to: number, repeat: number): Arc {
  const side = repeat === 0 ? -1 : 1
  const control = side * ((to - from) * STEEPNESS + LEAST_RISE)
  return {
    key,
    operation,
    path: `M${from} 0 C${from} ${control} ${to} ${control} ${to} 0`,
    apex: { x: (from + to) / 2, y: APEX * control },
  }
}
