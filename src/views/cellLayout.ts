import { assignLanes, laneCount, nodePorts, type Laned, type LayoutEdge } from './cellLanes'
import type { Point, Route } from './route'

/*
 * The cell as a metro map. Nodes stand on one line. Edges of the first input run in lanes above it and
 * come down into their node, edges of the second input run below and come up; edges between neighbouring
 * nodes are straight; longer ones leap over in lanes close to the nodes. Every vertical stays within the
 * width of a node and every label between two nodes, so no strand runs through a box or a label, and
 * only a few edges cross, at right angles. Positions depend on the edges and the width, never on gates.
 */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface EdgeRoute extends Route {
  /** Where the label stands: its right end, and the room to the left of it. */
  readonly label: { readonly x: number; readonly y: number; readonly room: number }
}

export interface CellLayout {
  readonly width: number
  readonly height: number
  /** Boxes of the states: two inputs, then the nodes. */
  readonly states: readonly Box[]
  readonly output: Box
  /** One per edge given, in the same order. */
  readonly routes: readonly EdgeRoute[]
  /** Lines that join the states of `concat` into the output. */
  readonly bus: readonly (readonly Point[])[]
  /** Where states join the bus. */
  readonly joints: readonly Point[]
}

export interface LayoutOptions {
  readonly nodes: number
  readonly edges: readonly LayoutEdge[]
  /** States joined into the output. */
  readonly concat: readonly number[]
  /** Pixels; the drawing is laid out no narrower than `MIN_WIDTH`. */
  readonly width: number
}

export const MIN_WIDTH = 440

const LANE = 20
const PORT = 14
const NODE_HEIGHT = 44
const INPUT_WIDTH = 42
const OUTPUT_GAP = 26
const BAND_GAP = 12
const LABEL_MARGIN = 3
const RADIUS = 15
/** A gap between nodes holds a label with a name from here on. */
const NAMED_GAP = 74
const NARROW_GAP = 32
/** A straight edge runs below the middle of its nodes, its label above it. */
const SPINE_SHIFT = 8

/** Deterministic; see the note at the top. */
export function layoutCell({ nodes, edges, concat, width: asked }: LayoutOptions): CellLayout {
  const width = Math.max(MIN_WIDTH, asked)
  const laned = assignLanes(edges)
  const leapLanes = {
    top: laneCount(laned, 'leap', 'top'),
    bottom: laneCount(laned, 'leap', 'bottom'),
  }
  const inputLanes = {
    top: Math.max(1, laneCount(laned, 'input', 'top')),
    bottom: Math.max(1, laneCount(laned, 'input', 'bottom')),
  }

  const topBand = inputLanes.top * LANE
  const nodeTop = topBand + leapLanes.top * LANE + BAND_GAP
  const nodeBottom = nodeTop + NODE_HEIGHT
  const busY = nodeBottom + BAND_GAP
  const firstBottomLane = busY + LANE * 0.8
  const bottomBand = firstBottomLane + (leapLanes.bottom + inputLanes.bottom - 0.5) * LANE
  const laneY = ({ side, kind, lane }: Laned) => {
    const level = kind === 'leap' ? lane : leapLanes[side] + lane
    return side === 'top'
      ? nodeTop - BAND_GAP - LANE / 2 - level * LANE
      : firstBottomLane + level * LANE
  }

  const ports = nodePorts(nodes, laned)
  const nodeWidth = Math.max(NODE_HEIGHT, ports.most * PORT + 6)
  const columns = nodeColumns(nodes, nodeWidth, width)
  const states: Box[] = [
    { x: 0, y: 0, width: INPUT_WIDTH, height: topBand },
    {
      x: 0,
      y: bottomBand - inputLanes.bottom * LANE,
      width: INPUT_WIDTH,
      height: inputLanes.bottom * LANE,
    },
    ...columns.map((x) => ({ x, y: nodeTop, width: nodeWidth, height: NODE_HEIGHT })),
  ]
  const output: Box = {
    x: width - INPUT_WIDTH,
    y: nodeTop,
    width: INPUT_WIDTH,
    height: busY - nodeTop + BAND_GAP,
  }

  const portX = (edge: Laned, state: number) => {
    const box = states[state] as Box
    const { position, count } = ports.of(state, edge)
    return box.x + box.width / 2 + (position - (count - 1) / 2) * PORT
  }
  const routes = laned.map((edge): EdgeRoute => {
    const source = states[edge.from] as Box
    const target = states[edge.to] as Box
    const boundary = edge.side === 'top' ? target.y : target.y + target.height
    const label = (y: number, left: number) => ({
      x: target.x - LABEL_MARGIN,
      y,
      room: target.x - left - 2 * LABEL_MARGIN,
    })
    if (edge.kind === 'spine') {
      const same = laned.filter((other) => other.kind === 'spine' && other.from === edge.from)
      const left = source.x + source.width
      const middle = nodeTop + NODE_HEIGHT / 2
      const alone = same.length === 1
      const y = alone
        ? middle + SPINE_SHIFT
        : middle + (same.indexOf(edge) - (same.length - 1) / 2) * (LANE - 1)
      return {
        points: [
          { x: left, y },
          { x: target.x, y },
        ],
        radius: RADIUS,
        label: label(alone ? middle - SPINE_SHIFT - 1 : y, left),
      }
    }
    const y = laneY(edge)
    const x = portX(edge, edge.to)
    if (edge.kind === 'input') {
      const left = source.x + source.width
      return {
        points: [
          { x: left, y },
          { x, y },
          { x, y: boundary },
        ],
        radius: RADIUS,
        label: label(y, left),
      }
    }
    const start = portX(edge, edge.from)
    const before = states[edge.to - 1] as Box
    return {
      points: [
        { x: start, y: boundary },
        { x: start, y },
        { x, y },
        { x, y: boundary },
      ],
      radius: RADIUS,
      label: label(y, before.x + before.width),
    }
  })

  const joints = concat.flatMap((state): Point[] => {
    const box = states[state]
    if (!box) return []
    return [{ x: box.x + box.width - 5, y: busY }]
  })
  return {
    width,
    height: bottomBand,
    states,
    output,
    routes,
    bus: busLines(joints, concat, states, output, busY),
    joints,
  }
}

/** The bus runs under the nodes into the output; states drop (or rise) into it. */
function busLines(
  joints: readonly Point[],
  concat: readonly number[],
  states: readonly Box[],
  output: Box,
  busY: number,
): Point[][] {
  const first = joints[0]
  if (!first) return []
  const start = Math.min(...joints.map(({ x }) => x))
  const stubs = joints.map((joint, index): Point[] => {
    const box = states[concat[index] as number] as Box
    const y = box.y > busY ? box.y : box.y + box.height
    return [{ x: joint.x, y }, joint]
  })
  return [
    [
      { x: start, y: busY },
      { x: output.x, y: busY },
    ],
    ...stubs,
  ]
}

/** Left edges of the nodes. The first gap keeps room for a label as long as the width allows. */
function nodeColumns(nodes: number, nodeWidth: number, width: number): number[] {
  const fixed = 2 * INPUT_WIDTH + OUTPUT_GAP + nodes * nodeWidth
  const free = width - fixed
  const even = free / nodes
  const first = Math.max(even, Math.min(NAMED_GAP, free - (nodes - 1) * NARROW_GAP))
  const rest = nodes > 1 ? (free - first) / (nodes - 1) : 0
  return Array.from({ length: nodes }, (_, node) => INPUT_WIDTH + first + node * (nodeWidth + rest))
}
