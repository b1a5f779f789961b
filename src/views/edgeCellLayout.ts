import { round, type Point } from './route'

/*
 * A cell whose edges join four nodes on a line: neighbours by straight lines, the others by arcs, above
 * where they start at the first node and below otherwise, so that no two edges cross.
 */

export interface PlacedEdge {
  readonly from: number
  readonly to: number
  readonly path: string
  /** Where what the edge holds is shown. */
  readonly middle: Point
}

export interface EdgeCellLayout {
  readonly nodes: readonly Point[]
  readonly edges: readonly PlacedEdge[]
  readonly top: number
  readonly bottom: number
}

export const NODE_RADIUS = 13
/** Control points of an arc stand at four thirds of its height. */
const APEX = 0.75

/** Straight pieces that an arc is drawn with where strands run beside one another. */
const PIECES = 24

/** The middle of an edge as points: a straight line, or an arc over the nodes between. */
export function edgeLine(layout: EdgeCellLayout, { from, to, middle }: PlacedEdge): Point[] {
  const [start, end] = [layout.nodes[from], layout.nodes[to]]
  if (!start || !end) return []
  const control = middle.y / APEX
  const pieces = middle.y === 0 ? 1 : PIECES
  return Array.from({ length: pieces + 1 }, (_, piece) => {
    const t = piece / pieces
    const across = 3 * (1 - t) * t * t + t ** 3
    return {
      x: start.x + (end.x - start.x) * across,
      y: 3 * (1 - t) * t * control,
    }
  })
}

/** The line moved to the right of its direction of travel, as an SVG path. */
export function besideLine(points: readonly Point[], offset: number): string {
  return points
    .map((point, index) => {
      const before = points[Math.max(0, index - 1)] ?? point
      const after = points[Math.min(points.length - 1, index + 1)] ?? point
      const length = Math.hypot(after.x - before.x, after.y - before.y) || 1
      const x = point.x - ((after.y - before.y) / length) * offset
      const y = point.y + ((after.x - before.x) / length) * offset
      return `${index ? 'L' : 'M'}${round(x)} ${round(y)}`
    })
    .join('')
}

/** @param rise height of an arc over one node, and of each further one; @param room beyond the highest */
export function layoutEdgeCell(
  count: number,
  edges: readonly { readonly from: number; readonly to: number }[],
  width: number,
  { rise, room }: { readonly rise: number; readonly room: number },
): EdgeCellLayout {
  const pitch = (width - 2 * NODE_RADIUS - 2) / (count - 1)
  const x = (node: number) => NODE_RADIUS + 1 + node * pitch
  const placed = edges.map(({ from, to }): PlacedEdge => {
    const side = from === 0 ? -1 : 1
    const apex = side * rise * (to - from - 1)
    const control = apex / APEX
    return {
      from,
      to,
      path:
        apex === 0
          ? `M${x(from)} 0H${x(to)}`
          : `M${x(from)} 0C${x(from)} ${control} ${x(to)} ${control} ${x(to)} 0`,
      middle: { x: (x(from) + x(to)) / 2, y: apex },
    }
  })
  const heights = placed.map(({ middle }) => middle.y)
  return {
    nodes: Array.from({ length: count }, (_, node) => ({ x: x(node), y: 0 })),
    edges: placed,
    top: Math.min(...heights) - room,
    bottom: Math.max(...heights) + room,
  }
}
