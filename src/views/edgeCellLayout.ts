import type { Point } from './route'

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
