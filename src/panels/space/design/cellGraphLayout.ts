import type { Point, Route } from '../../../views/route'

/*
 * The cell as stairs. States stand on a diagonal; an edge runs from its source to the right, one lane of
 * the source's row each, and turns down into its node, one port each. Its tile hangs from the lane where
 * it enters the column of its node, so every edge has a place of its own: row = source, column = node.
 * Lines cross at right angles only, and no line runs through a box or a tile.
 */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface GraphEdge {
  readonly from: number
  readonly to: number
}

export interface PlacedGraphEdge extends GraphEdge {
  readonly route: Route
  readonly tile: Box
}

interface GraphShape {
  /** States that nothing leads to, first of all. */
  readonly inputs: number
  /** All states, inputs included. */
  readonly states: number
  /** The most candidates that a tile has to show. */
  readonly candidates: number
  /** Whether nodes are joined into an output besides them. */
  readonly joined: boolean
  /** Pixels. A cell that cannot be drawn so narrow is laid out wider. */
  readonly width: number
}

export interface CellGraphLayout {
  readonly width: number
  readonly height: number
  readonly compact: boolean
  readonly states: readonly Box[]
  /** By the state they lead to, then by the one they read. */
  readonly edges: readonly PlacedGraphEdge[]
  /** Null where the last state is the output. */
  readonly output: Box | null
  /** Lines that join the nodes into the output. */
  readonly bus: readonly (readonly Point[])[]
  /** Centre of the place for one more node. */
  readonly next: Point
  /** Between nodes, along the stairs. */
  readonly step: number
  readonly tile: TileGrid
  /** Thickest that a ribbon may be. */
  readonly ribbon: number
}

/** How glyphs stand in a tile. */
export interface TileGrid {
  readonly columns: number
  /** Distance of glyphs, pixels. */
  readonly pitch: number
}

const COMPACT_BELOW = 480
const REGULAR = { lane: 9, input: 46, end: 56, node: 40, gap: 12, leastTile: 52, radius: 12 }
const COMPACT = { lane: 4, input: 30, end: 34, node: 26, gap: 5, leastTile: 30, radius: 6 }
/** Lanes of a cell with more states than this lie closer. */
const MANY_STATES = 6
const CLOSER = 2
const NODE_HEIGHT = 36
/** Above the highest lane and below the lowest one of a state's box. */
const BOX_PADDING = 6
const ROW_GAP = 10
const TILE_PADDING = 4
const LARGEST_PITCH = 24
/** Smaller glyphs take a second row instead, and much smaller ones a third. */
const COMFORTABLE_PITCH = 18
const SMALL_PITCH = 13
const MOST_ROWS = 3
const BUS_DROP = 20
const OUTPUT_HEIGHT = 32

export function layoutCellGraph(shape: GraphShape): CellGraphLayout {
  const { inputs, states: count, joined } = shape
  const compact = shape.width < COMPACT_BELOW
  const metrics = compact ? COMPACT : REGULAR
  const { gap, input, radius } = metrics
  const lane = metrics.lane - (count > MANY_STATES && !compact ? CLOSER : 0)
  const end = joined ? metrics.end : 0
  const nodes = count - inputs
  const nodeWidth = Math.max(metrics.node, (count - 1) * lane + 2 * BOX_PADDING)
  const leastStep = nodeWidth + metrics.leastTile + 2 * gap
  const step = Math.max(leastStep, (shape.width - input - end) / nodes)
  const tileWidth = step - nodeWidth - 2 * gap
  const tile = tileGrid(shape.candidates, tileWidth)
  const tileHeight = Math.ceil(shape.candidates / tile.columns) * tile.pitch + 2 * TILE_PADDING

  const targets = (state: number) => Math.min(nodes, count - 1 - state)
  const boxHeight = (state: number) =>
    Math.max(NODE_HEIGHT, targets(state) * lane + 2 * BOX_PADDING)
  const rowHeight = (state: number) =>
    targets(state) === 0
      ? boxHeight(state)
      : Math.max(
          boxHeight(state),
          BOX_PADDING + targets(state) * lane + TILE_PADDING + tileHeight,
        ) + ROW_GAP
  const rows = Array.from({ length: count }, (_, state) => state).reduce<number[]>(
    (tops, state) => [...tops, (tops.at(-1) ?? 0) + rowHeight(state)],
    [0],
  )
  const top = (state: number) => rows[state] ?? 0
  const columnX = (state: number) => input + (state - inputs) * step
  const states = Array.from({ length: count }, (_, state): Box => {
    const isInput = state < inputs
    return {
      x: isInput ? 0 : columnX(state) + step - nodeWidth,
      y: top(state),
      width: isInput ? input : nodeWidth,
      height: boxHeight(state),
    }
  })
  const place = ({ from, to }: GraphEdge): PlacedGraphEdge => {
    const source = states[from] as Box
    const target = states[to] as Box
    // The farther an edge leads, the higher its lane; the earlier it comes, the farther right its port.
    const farther = count - 1 - to
    const y = source.y + BOX_PADDING + (farther + 0.5) * lane
    const x = target.x + target.width - BOX_PADDING - (from + 0.5) * lane
    return {
      from,
      to,
      route: {
        points: [
          { x: source.x + source.width, y },
          { x, y },
          { x, y: target.y },
        ],
        radius,
      },
      tile: {
        x: columnX(to) + gap,
        y: y + lane / 2 + 1,
        width: tileWidth,
        height: tileHeight,
      },
    }
  }
  const last = states.at(-1) as Box
  const bottom = last.y + last.height
  const busY = bottom + BUS_DROP
  const outputX = input + nodes * step + end - input
  const output = joined
    ? { x: outputX, y: busY - OUTPUT_HEIGHT / 2, width: input, height: OUTPUT_HEIGHT }
    : null
  return {
    width: input + nodes * step + end,
    height: output ? output.y + output.height : bottom,
    compact,
    states,
    edges: edgesBetween(inputs, count).map(place),
    output,
    bus: output ? busLines(states.slice(inputs), busY, output.x) : [],
    next: { x: input + nodes * step + end - input / 2, y: last.y + last.height / 2 },
    step,
    tile,
    ribbon: lane - (compact ? 1 : 3),
  }
}

/** Every edge from an earlier state to a later one that is no input. */
export function edgesBetween(inputs: number, states: number): GraphEdge[] {
  return Array.from({ length: states - inputs }, (_, node) => inputs + node).flatMap((to) =>
    Array.from({ length: to }, (_, from) => ({ from, to })),
  )
}

/** As few rows as leave the glyphs a good size. */
function tileGrid(candidates: number, width: number): TileGrid {
  const [one, two, three] = Array.from({ length: MOST_ROWS }, (_, row): TileGrid => {
    const columns = Math.ceil(candidates / (row + 1))
    return { columns, pitch: Math.min(LARGEST_PITCH, Math.floor(width / columns)) }
  }) as [TileGrid, TileGrid, TileGrid]
  return (
    [one, two].find(({ pitch }) => pitch >= COMFORTABLE_PITCH) ??
    [one, two].find(({ pitch }) => pitch >= SMALL_PITCH) ??
    three
  )
}

/** Down from every node, and along into the output. */
function busLines(nodes: readonly Box[], y: number, end: number): Point[][] {
  const drops = nodes.map(({ x, y: top, width, height }) => [
    { x: x + width / 2, y: top + height },
    { x: x + width / 2, y },
  ])
  const start = drops[0]?.[1]
  return start ? [[start, { x: end, y }], ...drops] : []
}
