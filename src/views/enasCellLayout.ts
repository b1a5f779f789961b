import { CELL_INPUTS, type CellGenotype, type GenotypeEdge } from '../space/cellSpace'
import type { Point } from './route'

/*
 * The ENAS cell as its paper draws it, on its side: nodes in order from left to right, each the sum of
 * two operations; what they read comes from rails below, one per state, the cell's inputs lowest; what
 * nothing reads is joined by a bar above. Lines are horizontal or vertical and only rails are crossed.
 */

export interface PlacedHalf {
  readonly edge: GenotypeEdge
  /** Centre of the operation's box. */
  readonly at: Point
  /** Where its line meets the rail of the state that it reads. */
  readonly tap: Point
}

export interface PlacedNode {
  readonly state: number
  /** Centre of the sum. */
  readonly at: Point
  readonly halves: readonly PlacedHalf[]
}

export interface Rail {
  readonly state: number
  /** From its source to its last reader. */
  readonly points: readonly Point[]
}

export interface EnasCellLayout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
  readonly rails: readonly Rail[]
  /** Boxes of the two inputs, left ends of their rails. */
  readonly inputs: readonly { readonly state: number; readonly at: Point }[]
  /** Lines from loose ends up into the bar. */
  readonly joints: readonly (readonly Point[])[]
  readonly bar: { readonly x: number; readonly y: number; readonly width: number }
  /** Side of an operation's box. */
  readonly box: number
}

export const BAR_HEIGHT = 20
export const SUM_RADIUS = 11
export const INPUT_WIDTH = 34
const BAR_TO_SUM = 30
const SUM_TO_BOX = 18
const BOX_TO_RAILS = 22
const RAIL = 13
const INPUT_RAIL = 25
const LARGEST_BOX = 38
/** Between an operation's box and the line that comes down beside its column. */
const CLEARANCE = 7

export function layoutEnasCell({ nodes, concat }: CellGenotype, width: number): EnasCellLayout {
  const pitch = (width - INPUT_WIDTH) / Math.max(1, nodes.length)
  const box = Math.min(LARGEST_BOX, pitch / 2 - CLEARANCE)
  const sumY = BAR_HEIGHT + BAR_TO_SUM
  const boxY = sumY + SUM_TO_BOX + SUM_RADIUS + box / 2
  const read = new Set(nodes.flat().map(({ input }) => input))
  const readNodes = nodes.map((_, node) => CELL_INPUTS + node).filter((state) => read.has(state))
  const firstRail = boxY + box / 2 + BOX_TO_RAILS
  // Later states run higher, so that a rail begins where no earlier one has to be crossed.
  const nodeRail = (state: number) =>
    firstRail + (readNodes.length - 1 - readNodes.indexOf(state)) * RAIL
  const inputsY = firstRail + readNodes.length * RAIL + RAIL / 2
  const railY = (state: number) =>
    state < CELL_INPUTS ? inputsY + (CELL_INPUTS - 1 - state) * INPUT_RAIL : nodeRail(state)
  const centre = (node: number) => INPUT_WIDTH + (node + 0.5) * pitch

  const placed = nodes.map((halves, node): PlacedNode => {
    const x = centre(node)
    return {
      state: CELL_INPUTS + node,
      at: { x, y: sumY },
      halves: halves.map((edge, half) => {
        const at = { x: x + (half - (halves.length - 1) / 2) * (box + 4), y: boxY }
        return { edge, at, tap: { x: at.x, y: railY(edge.input) } }
      }),
    }
  })
  const taps = placed.flatMap(({ halves }) => halves)
  const lastTap = (state: number) =>
    Math.max(...taps.filter(({ edge }) => edge.input === state).map(({ tap }) => tap.x))
  const beside = (state: number) => centre(state - CELL_INPUTS) + pitch / 2 - 1
  const rails = [...read]
    .sort((a, b) => a - b)
    .map((state): Rail => {
      const y = railY(state)
      const end = { x: lastTap(state), y }
      if (state < CELL_INPUTS) return { state, points: [{ x: INPUT_WIDTH, y }, end] }
      const x = beside(state)
      const from = { x: centre(state - CELL_INPUTS) + SUM_RADIUS, y: sumY }
      return { state, points: [from, { x, y: sumY }, { x, y }, end] }
    })
  const barX = concat.some((state) => state < CELL_INPUTS) ? 0 : INPUT_WIDTH
  return {
    width,
    height: inputsY + INPUT_RAIL + INPUT_RAIL / 2,
    nodes: placed,
    rails,
    inputs: [0, 1].map((state) => ({ state, at: { x: INPUT_WIDTH / 2, y: railY(state) } })),
    joints: concat.map((state) => jointOf(state, centre, sumY, railY(state))),
    bar: { x: barX, y: 0, width: width - barX },
    box,
  }
}

/** An input that nothing reads goes straight up, past the other one. */
function jointOf(
  state: number,
  centre: (node: number) => number,
  sumY: number,
  inputY: number,
): readonly Point[] {
  const x = state < CELL_INPUTS ? 7 + state * 12 : centre(state - CELL_INPUTS)
  const y = state < CELL_INPUTS ? inputY - INPUT_RAIL / 2 + 2 : sumY - SUM_RADIUS
  return [
    { x, y },
    { x, y: BAR_HEIGHT },
  ]
}
