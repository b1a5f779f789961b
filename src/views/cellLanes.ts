import { CELL_INPUTS } from '../space/cellSpace'

export interface LayoutEdge {
  readonly from: number
  readonly to: number
}

export type Side = 'top' | 'bottom'

/** An edge with the side it runs on and its lane there; lane 0 is the innermost. */
export interface Laned {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly kind: 'input' | 'spine' | 'leap'
  readonly side: Side
  readonly lane: number
}

/** Edges of an input: the farther the target, the outer the lane. Leaps: the shorter, the inner. */
export function assignLanes(edges: readonly LayoutEdge[]): Laned[] {
  const laned: (Laned | undefined)[] = edges.map(() => undefined)
  const indexed = edges.map((edge, index) => ({ ...edge, index }))

  for (const input of [0, 1]) {
    indexed
      .filter(({ from }) => from === input)
      .sort((a, b) => a.to - b.to || a.index - b.index)
      .forEach((edge, lane) => {
        laned[edge.index] = { ...edge, kind: 'input', side: input === 0 ? 'top' : 'bottom', lane }
      })
  }
  const taken: Record<Side, LayoutEdge[][]> = { top: [], bottom: [] }
  indexed
    .filter(({ from }) => from >= CELL_INPUTS)
    .sort((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from || a.index - b.index)
    .forEach((edge) => {
      if (edge.to === edge.from + 1) {
        laned[edge.index] = { ...edge, kind: 'spine', side: 'top', lane: 0 }
        return
      }
      const side: Side = (edge.from - CELL_INPUTS) % 2 === 0 ? 'top' : 'bottom'
      const lanes = taken[side]
      let lane = lanes.findIndex((lane) => lane.every((other) => apart(edge, other)))
      if (lane < 0) lane = lanes.push([]) - 1
      lanes[lane]?.push(edge)
      laned[edge.index] = { ...edge, kind: 'leap', side, lane }
    })
  return laned.filter((edge) => edge !== undefined)
}

/** Whether two leaps can share a lane; touching at a node is fine, one lands where the other starts. */
function apart(a: LayoutEdge, b: LayoutEdge): boolean {
  return a.to <= b.from || b.to <= a.from
}

/** Lanes in use on one side. */
export function laneCount(edges: readonly Laned[], kind: Laned['kind'], side: Side): number {
  return edges.reduce(
    (count, edge) =>
      edge.kind === kind && edge.side === side ? Math.max(count, edge.lane + 1) : count,
    0,
  )
}

export interface Ports {
  /** The largest number of ports on one side of any node. */
  readonly most: number
  of(state: number, edge: Laned): { position: number; count: number }
}

/**
 * Order of the verticals on a node's top and bottom, left to right: leaps that land (inner lanes first),
 * edges of the inputs (inner first), leaps that leave (outer first). So none crosses another at the node.
 */
export function nodePorts(nodes: number, edges: readonly Laned[]): Ports {
  const order = new Map<string, Laned[]>()
  let most = 1
  for (let state = CELL_INPUTS; state < CELL_INPUTS + nodes; state++) {
    for (const side of ['top', 'bottom'] as const) {
      const here = edges.filter((edge) => edge.kind !== 'spine' && edge.side === side)
      const byLane = (a: Laned, b: Laned) => a.lane - b.lane
      const list = [
        ...here.filter(({ kind, to }) => kind === 'leap' && to === state).sort(byLane),
        ...here.filter(({ kind, to }) => kind === 'input' && to === state).sort(byLane),
        ...here
          .filter(({ kind, from }) => kind === 'leap' && from === state)
          .sort(byLane)
          .reverse(),
      ]
      order.set(`${state} ${side}`, list)
      most = Math.max(most, list.length)
    }
  }
  return {
    most,
    of(state, edge) {
      const list = order.get(`${state} ${edge.side}`) ?? []
      return { position: list.indexOf(edge), count: list.length }
    },
  }
}
