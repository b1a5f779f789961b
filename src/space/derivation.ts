import type { CellEdge, CellGenotype, CellSpace, CellType, Genotype } from './cellSpace'
import { CELL_TYPES, EDGES_PER_NODE, cellEdges, nodeStates } from './cellSpace'
import { edgeCandidates, forcedStates } from './edgeRules'
import type { OperationName } from './operations'

export type EdgeVerdict =
  /** Kept: every architecture has it. */
  | 'kept-forced'
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
  /** Gate of `none` on this edge, which the rule ignores; null where `none` is no candidate. */
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
  /** One per state the node may read, ascending; those that rules close are not there. */
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
 * strongest edges, strongest first, the earlier input winning ties; all nodes are joined. Rules of the
 * space leave fewer candidates, and give forced edges their place before all others.
 *
 * @param gates softmax of the alphas, edges × operations: the normal cell's, then the reduction
 *   cell's, as the supernet lays them out
 * @throws RangeError when the gates do not fit the space or are not finite, or when rules leave a node
 *   nothing to read
 */
export function explainDerivation(space: CellSpace, gates: Float32Array): Derivation {
  const tableSize = cellEdges(space.nodes).length * space.operations.length
  if (gates.length !== CELL_TYPES.length * tableSize) {
    throw new RangeError(
      `The space has ${CELL_TYPES.length * tableSize} gates, not ${gates.length}`,
    )
  }
  if (!gates.every(Number.isFinite)) throw new RangeError('Gates must be finite')
  const normal = explainCell(space, 'normal', gates.subarray(0, tableSize))
  const reduce = explainCell(space, 'reduce', gates.subarray(tableSize))
  return {
    genotype: { normal: keptCell(normal), reduce: keptCell(reduce) },
    cells: { normal, reduce },
  }
}

export function isKept({ verdict }: EdgeDerivation): boolean {
  return verdict.startsWith('kept')
}

function explainCell(space: CellSpace, type: CellType, table: Float32Array): NodeDerivation[] {
  const columns = space.operations.length
  const edges = cellEdges(space.nodes).flatMap((edge) => {
    const row = table.subarray(edge.row * columns, (edge.row + 1) * columns)
    const best = strongest(space, type, edge, row)
    return best ? [{ ...edge, ...best }] : []
  })
  return nodeStates(space.nodes).map((state) => {
    const entering = edges.filter(({ to }) => to === state)
    if (entering.length === 0) {
      throw new RangeError(`Rules leave node ${state} of the ${type} cell nothing to read`)
    }
    return { state, edges: judge(entering, forcedStates(space, type, state)) }
  })
}

type Candidate = Omit<EdgeDerivation, 'rank' | 'verdict' | 'rival'>

/** Null for an edge that no architecture has. */
function strongest(space: CellSpace, type: CellType, { from, to }: CellEdge, row: Float32Array) {
  const candidates = edgeCandidates(space, type, from, to)
  const gateOf = (operation: OperationName) => row[space.operations.indexOf(operation)] as number
  const best = candidates.reduce<{ operation: OperationName; gate: number } | null>(
    (leader, operation) => {
      const gate = gateOf(operation)
      return operation === 'none' || (leader && gate <= leader.gate) ? leader : { operation, gate }
    },
    null,
  )
  return best && { ...best, noneGate: candidates.includes('none') ? gateOf('none') : null }
}

function judge(candidates: readonly Candidate[], forced: readonly number[]): EdgeDerivation[] {
  // Array sort is stable, so of equal edges the one reading the earlier state comes first.
  const ranked = [...candidates].sort((a, b) => b.gate - a.gate)
  const rivals = ranked.filter(({ from }) => !forced.includes(from))
  const places = EDGES_PER_NODE - forced.length
  const weakestKept = rivals[places - 1]?.gate ?? null
  const strongestDropped = rivals[places]?.gate ?? null
  return candidates.map((candidate) => {
    const rank = ranked.indexOf(candidate) + 1
    const place = rivals.indexOf(candidate)
    if (place < 0) return { ...candidate, rank, rival: null, verdict: 'kept-forced' }
    const kept = place < places
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
