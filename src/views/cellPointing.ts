import type { OperationName } from '../space/operations'
import type { DrawnEdge } from './cellModel'

/** An edge of a cell, or one strand of it. */
export interface CellPlace {
  readonly row: number
  readonly operation: OperationName | null
}

/** What is pointed at in a cell, and where on the screen, in pixels of the window. */
export interface CellPoint extends CellPlace {
  readonly x: number
  readonly y: number
  readonly by: 'pointer' | 'keyboard'
}

/** What an edge and its strands are called when they have the focus. */
export interface StrandNames {
  readonly edge: string
  strand(operation: OperationName): string
}

/** Edges that can be pointed at. */
export function reachableEdges(edges: readonly DrawnEdge[]): DrawnEdge[] {
  return edges.filter(({ rule, presence }) => rule !== 'forbidden' && presence > 0)
}

/**
 * Where a key leads from a place: left and right to the edges beside it, down into its strands and
 * through them, up again and out; null for keys that lead nowhere.
 */
export function cellMove(
  key: string,
  { row, operation }: CellPlace,
  edges: readonly DrawnEdge[],
): CellPlace | null {
  const reachable = reachableEdges(edges)
  const at = reachable.findIndex((edge) => edge.row === row)
  const edgeAt = (index: number) => {
    const edge = reachable[Math.min(reachable.length - 1, Math.max(0, index))]
    return edge ? { row: edge.row, operation: null } : null
  }
  const strands = reachable[at]?.strands.map((strand) => strand.operation) ?? []
  const strandAt = (index: number) => ({ row, operation: strands[index] ?? null })
  const strand = operation === null ? -1 : strands.indexOf(operation)
  switch (key) {
    case 'ArrowRight':
      return edgeAt(at + 1)
    case 'ArrowLeft':
      return edgeAt(at - 1)
    case 'Home':
      return edgeAt(0)
    case 'End':
      return edgeAt(reachable.length - 1)
    case 'ArrowDown':
      return strandAt(Math.min(strands.length - 1, strand + 1))
    case 'ArrowUp':
      return strandAt(strand - 1)
    case 'Escape':
      return strandAt(-1)
    default:
      return null
  }
}
