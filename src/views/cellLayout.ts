import { assignLanes, laneCount, nodePorts, type Laned, type LayoutEdge } from './cellLanes'
import { cellMetrics, type CellMetrics } from './cellMetrics'
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
  /** Pixels. A cell that cannot be drawn so narrow is laid out wider. */
  readonly width: number
}

/** Boxes of the states and heights of everything horizontal. */
interface Frame {
  readonly metrics: CellMetrics
  readonly states: readonly Box[]
  readonly output: Box
  readonly busY: number
  readonly height: number
  readonly laneY: (edge: Laned) => number
  /** Where the edge's vertical meets the state's box. */
  readonly portX: (edge: Laned, state: number) => number
}

/** Deterministic; see the note at the top. */
export function layoutCell({ nodes, edges, concat, width }: LayoutOptions): CellLayout {
  const laned = assignLanes(edges)
  const frame = frameOf(nodes, laned, width)
  const { states, output, height } = frame
  const joints = concat
    .filter((state) => state < states.length)
    .map((state) => jointOf(state, frame))
  return {
    width: output.x + output.width,
    height,
    states,
    output,
    routes: laned.map((edge) => routeOf(edge, laned, frame)),
    bus: busLines(joints, frame),
    joints: joints.map(({ at }) => at),
  }
}

function frameOf(nodes: number, laned: readonly Laned[], asked: number): Frame {
  const metrics = cellMetrics(asked)
  const { lane, port, nodeHeight, bandGap, inputWidth } = metrics
  const leaps = { top: laneCount(laned, 'leap', 'top'), bottom: laneCount(laned, 'leap', 'bottom') }
  const topBand = Math.max(1, laneCount(laned, 'input', 'top')) * lane
  const bottomBand = Math.max(1, laneCount(laned, 'input', 'bottom')) * lane

  const nodeTop = topBand + leaps.top * lane + bandGap
  const busY = nodeTop + nodeHeight + bandGap
  const bottomTop = busY + bandGap / 2 + leaps.bottom * lane

  const ports = nodePorts(nodes, laned)
  const nodeWidth = Math.max(metrics.leastNodeWidth, ports.most * port + 4)
  const { columns, outputX } = columnsOf(nodes, nodeWidth, asked, metrics)
  const states: Box[] = [
    { x: 0, y: 0, width: inputWidth, height: topBand },
    { x: 0, y: bottomTop, width: inputWidth, height: bottomBand },
    ...columns.map((x) => ({ x, y: nodeTop, width: nodeWidth, height: nodeHeight })),
  ]
  return {
    metrics,
    states,
    output: { x: outputX, y: nodeTop, width: inputWidth, height: nodeHeight + 2 * bandGap },
    busY,
    height: bottomTop + bottomBand,
    laneY: ({ side, kind, lane: level }) => {
      const inward = kind === 'leap' ? level : leaps[side] + level
      const distance = (inward + 0.5) * lane
      return side === 'top' ? nodeTop - bandGap - distance : busY + bandGap / 2 + distance
    },
    portX: (edge, state) => {
      const { position, count } = ports.of(state, edge)
      const { x, width } = boxOf(states, state)
      return x + width / 2 + (position - (count - 1) / 2) * port
    },
  }
}

/** Left edges of the nodes. The first gap keeps room for a label as long as the width allows. */
function columnsOf(nodes: number, nodeWidth: number, asked: number, metrics: CellMetrics) {
  const { inputWidth, outputGap, namedGap, leastGap } = metrics
  const fixed = 2 * inputWidth + outputGap + nodes * nodeWidth
  const free = Math.max(nodes * leastGap, asked - fixed)
  const first = Math.max(free / nodes, Math.min(namedGap, free - (nodes - 1) * leastGap))
  const rest = nodes > 1 ? (free - first) / (nodes - 1) : 0
  return {
    columns: Array.from(
      { length: nodes },
      (_, node) => inputWidth + first + node * (nodeWidth + rest),
    ),
    outputX: fixed + free - inputWidth,
  }
}

function routeOf(edge: Laned, all: readonly Laned[], frame: Frame): EdgeRoute {
  if (edge.kind === 'spine') return spineRoute(edge, all, frame)
  const { metrics, states, laneY, portX } = frame
  const target = boxOf(states, edge.to)
  const y = laneY(edge)
  const landing = [
    { x: portX(edge, edge.to), y },
    { x: portX(edge, edge.to), y: edge.side === 'top' ? target.y : target.y + target.height },
  ]
  const [, end] = landing
  if (edge.kind === 'input') {
    const left = rightOf(boxOf(states, edge.from))
    const label = labelPlace(left, target, y, metrics)
    return { points: [{ x: left, y }, ...landing], radius: metrics.radius, label }
  }
  const x = portX(edge, edge.from)
  return {
    points: [{ x, y: end?.y ?? y }, { x, y }, ...landing],
    radius: metrics.radius,
    label: labelPlace(rightOf(boxOf(states, edge.to - 1)), target, y, metrics),
  }
}

/** Straight from node to node; two such edges run side by side, their labels on them. */
function spineRoute(edge: Laned, all: readonly Laned[], { metrics, states }: Frame): EdgeRoute {
  const { lane, spineShift, radius } = metrics
  const source = boxOf(states, edge.from)
  const target = boxOf(states, edge.to)
  const same = all.filter(({ kind, from }) => kind === 'spine' && from === edge.from)
  const middle = source.y + source.height / 2
  const alone = same.length === 1
  const y = alone
    ? middle + spineShift
    : middle + (same.indexOf(edge) - (same.length - 1) / 2) * (lane - 1)
  const left = rightOf(source)
  return {
    points: [
      { x: left, y },
      { x: target.x, y },
    ],
    radius,
    label: labelPlace(left, target, alone ? middle - spineShift - 1 : y, metrics),
  }
}

function labelPlace(left: number, target: Box, y: number, { labelMargin }: CellMetrics) {
  return { x: target.x - labelMargin, y, room: target.x - left - 2 * labelMargin }
}

const JOINT_INSET = 5

interface Joint {
  readonly at: Point
  /** Where the line leaves the state's box. */
  readonly from: Point
}

function jointOf(state: number, { states, busY }: Frame): Joint {
  const box = boxOf(states, state)
  const x = rightOf(box) - JOINT_INSET
  return { at: { x, y: busY }, from: { x, y: box.y > busY ? box.y : box.y + box.height } }
}

/** The bus runs under the nodes into the output; states drop (or rise) into it. */
function busLines(joints: readonly Joint[], { output, busY }: Frame): Point[][] {
  if (joints.length === 0) return []
  const start = Math.min(...joints.map(({ at }) => at.x))
  const trunk = [
    { x: start, y: busY },
    { x: output.x, y: busY },
  ]
  return [trunk, ...joints.map(({ from, at }) => [from, at])]
}

function rightOf({ x, width }: Box): number {
  return x + width
}

/** @throws RangeError when an edge names a state the cell does not have */
function boxOf(states: readonly Box[], state: number): Box {
  const box = states[state]
  if (!box) throw new RangeError(`The cell has no state ${state}`)
  return box
}
