import { CELL_INPUTS, cellEdges, type CellGenotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'

export interface Strand {
  readonly operation: OperationName
  /** Share of the ribbon, 0–1. */
  readonly share: number
}

/** An edge as drawn: a ribbon of strands, one per operation, in the order of the gate columns. */
export interface DrawnEdge {
  readonly key: string
  /** Row of the gate table of a cell with this many nodes. */
  readonly row: number
  readonly from: number
  readonly to: number
  readonly strands: readonly Strand[]
  /** The operation derived (or fixed) for this edge; null when the edge is dropped or undecided. */
  readonly derived: OperationName | null
}

export interface CellContent {
  readonly nodes: number
  /** Columns of `gates`. */
  readonly operations: readonly OperationName[]
  /** One gate table, rows × operations. */
  readonly gates?: Float32Array | undefined
  readonly genotype?: CellGenotype | undefined
}

/**
 * Edges to draw. With gates, every edge of the space, mixed; a genotype marks the derived ones. With a
 * genotype alone, only its edges, each a single strand (two edges may join the same pair of states).
 */
export function drawnEdges({ nodes, operations, gates, genotype }: CellContent): DrawnEdge[] {
  const edges = cellEdges(nodes)
  if (!gates) return genotype ? fixedEdges(nodes, genotype) : edges.map(undecided)
  return edges.map(({ row, from, to }) => ({
    key: `${from}-${to}`,
    row,
    from,
    to,
    strands: operations.map((operation, column) => ({
      operation,
      share: gates[row * operations.length + column] ?? 0,
    })),
    derived: derivedOperation(genotype, from, to),
  }))
}

/** States whose outputs make the cell's output: the genotype's, or every node. */
export function concatStates(nodes: number, genotype: CellGenotype | undefined): number[] {
  return genotype
    ? [...genotype.concat]
    : Array.from({ length: nodes }, (_, node) => CELL_INPUTS + node)
}

/** Operation a genotype keeps on the edge, or null. */
export function derivedOperation(
  genotype: CellGenotype | undefined,
  from: number,
  to: number,
): OperationName | null {
  const kept = genotype?.nodes[to - CELL_INPUTS]?.find(({ input }) => input === from)
  return kept?.operation ?? null
}

function fixedEdges(nodes: number, genotype: CellGenotype): DrawnEdge[] {
  const rows = new Map(cellEdges(nodes).map(({ row, from, to }) => [`${from}-${to}`, row]))
  return genotype.nodes.flatMap((kept, node) =>
    kept.map(({ operation, input }, position) => ({
      key: `${input}-${CELL_INPUTS + node}-${position}`,
      row: rows.get(`${input}-${CELL_INPUTS + node}`) ?? -1,
      from: input,
      to: CELL_INPUTS + node,
      strands: [{ operation, share: 1 }],
      derived: operation,
    })),
  )
}

function undecided({ row, from, to }: { row: number; from: number; to: number }): DrawnEdge {
  return { key: `${from}-${to}`, row, from, to, strands: [], derived: null }
}
