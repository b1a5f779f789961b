import type { CellEdge, CellGenotype, CellSpace, CellType, Genotype } from './cellSpace'
import { CELL_INPUTS, CELL_TYPES, EDGES_PER_NODE, cellEdges } from './cellSpace'
import type { OperationName } from './operations'

export type EdgeVerdict =
  /** Kept: the node has no more edges than it keeps. */
  | 'kept-unopposed'
  /** Kept: stronger than every edge left out. */
  | 'kept-stronger'
  /** Kept: as strong as an edge left out, but reads an earlier state. */
  | 'kept-by-tie'
  /** Left out: weaker than every edge kept. */
  | 'dropped-weaker'
  /** Left out: as strong as an edge kept, but reads a later state. */
  | 'dropped-by-tie'

/** Why one edge of a cell is in the derived architecture, or is not. */
export interface EdgeDerivation extends CellEdge {
  /** The edge's strongest operation other than `none`, and its gate: the edge's strength. */
  readonly operation: OperationName
  readonly gate: number
  /** Gate of `none` on this edge, which the rule ignores; null when the space has no `none`. */
  readonly noneGate: number | null
  /** 1 for the strongest edge into the node. */
  readonly rank: number
  readonly verdict: EdgeVerdict
  /**
   * The gate this one was measured against: of the strongest edge left out for a kept edge, of the
   * weakest edge kept for a dropped one; null when unopposed.
   */
  readonly rival: number | null
}

export interface NodeDerivation {
  /** State of the node: 2 for the first. */
  readonly state: number
  /** One per state the node may read, ascending. */
  readonly edges: readonly EdgeDerivation[]
}

export interface Derivation {
  readonly genotype: Genotype
  readonly cells: Readonly<Record<CellType, readonly NodeDerivation[]>>
}

/** The architecture that the gates prefer; see `explainDerivation`. */
export function deriveGenotype(space: CellSpace, gates: Float32Array): Genotype {
  return explainDerivation(space, gates).genotype
}

/**
 * DARTS' derivation rule (darts/cnn/model_search.py, `genotype`), with its reasons. Each edge is as
 * strong as its strongest operation other than `none` (the first of equals); each node keeps its two
 * strongest edges, strongest first, the earlier input winning ties; all nodes are joined.
 *
 * @param gates softmax of the alphas, edges × operations: the normal cell's, then the reduction
 *   cell's, as the supernet lays them out
 * @throws RangeError when the gates do not fit the space or are not finite
 */
export function explainDerivation(space: CellSpace, gates: Float32Array): Derivation {
  const tableSize = cellEdges(space.nodes).length * space.operations.length
  if (gates.length !== CELL_TYPES.length * tableSize) {
    throw new RangeError(
      `The space has ${CELL_TYPES.length * tableSize} gates, not ${gates.length}`,
    )
  }
  if (!gates.every(Number.isFinite)) throw new RangeError('Gates must be finite')
  const normal = explainCell(space, gates.subarray(0, tableSize))
  const reduce = explainCell(space, gates.subarray(tableSize))
  return {
    genotype: { normal: keptCell(normal), reduce: keptCell(reduce) },
    cells: { normal, reduce },
  }
}

export function isKept({ verdict }: EdgeDerivation): boolean {
  return verdict.startsWith('kept')
}

function explainCell(space: CellSpace, table: Float32Array): NodeDerivation[] {
  const columns = space.operations.length
  const edges = cellEdges(space.nodes).map((edge) => ({
    ...edge,
    ...strongest(space.operations, table.subarray(edge.row * columns, (edge.row + 1) * columns)),
  }))
  return Array.from({ length: space.nodes }, (_, node) => {
    const state = CELL_INPUTS + node
    return { state, edges: judge(edges.filter(({ to }) => to === state)) }
  })
}

type Candidate = Omit<EdgeDerivation, 'rank' | 'verdict' | 'rival'>

function strongest(operations: readonly OperationName[], row: Float32Array) {
  const best = operations.reduce<{ operation: OperationName; gate: number } | null>(
    (leader, operation, column) => {
      const gate = row[column] as number
      return operation === 'none' || (leader && gate <= leader.gate) ? leader : { operation, gate }
    },
    null,
  )
  if (!best) throw new RangeError('The space has no operation besides none')
  const none = operations.indexOf('none')
  return { ...best, noneGate: none < 0 ? null : (row[none] as number) }
}

function judge(candidates: readonly Candidate[]): EdgeDerivation[] {
  // Array sort is stable, so of equal edges the one reading the earlier state comes first.
  const ranked = [...candidates].sort((a, b) => b.gate - a.gate)
  const weakestKept = ranked[EDGES_PER_NODE - 1]?.gate ?? null
  const strongestDropped = ranked[EDGES_PER_NODE]?.gate ?? null
  return candidates.map((candidate) => {
    const rank = ranked.indexOf(candidate) + 1
    const kept = rank <= EDGES_PER_NODE
    const rival = kept ? strongestDropped : weakestKept
    return { ...candidate, rank, rival, verdict: verdictOf(candidate.gate, rival, kept) }
  })
}

function verdictOf(gate: number, rival: number | null, kept: boolean): EdgeVerdict {
  if (rival === null) return 'kept-unopposed'
  if (kept) return gate > rival ? 'kept-stronger' : 'kept-by-tie'
  return gate < rival ? 'dropped-weaker' : 'dropped-by-tie'
}

function keptCell(nodes: readonly NodeDerivation[]): CellGenotype {
  return {
    nodes: nodes.map(({ edges }) =>
      edges
        .filter(isKept)
        .sort((a, b) => a.rank - b.rank)
        .map(({ operation, from }) => ({ operation, input: from })),
    ),
    concat: nodes.map(({ state }) => state),
  }
}
