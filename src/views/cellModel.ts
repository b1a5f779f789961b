import {
  CELL_INPUTS,
  cellEdges,
  type CellGenotype,
  type CellSpace,
  type CellType,
} from '../space/cellSpace'
import { allowedBranches, ruleOf } from '../space/edgeRules'
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
  /** How much of the edge is there: 1, or less while it leaves the picture. */
  readonly presence: number
  /** What the space's rules say of it, if anything: every architecture has it, or none. */
  readonly rule: 'forced' | 'forbidden' | null
}

/** What the rules of a space leave of a cell's branches. */
export interface CellRestrictions {
  /** Rows × columns of the gate table; absent where all are open. */
  readonly allowed?: readonly boolean[] | undefined
  /** Rows that every architecture has. */
  readonly forced: readonly number[]
}

export interface CellContent {
  readonly nodes: number
  /** Columns of `gates`. */
  readonly operations: readonly OperationName[]
  /** One gate table, rows × operations. */
  readonly gates?: Float32Array | undefined
  readonly genotype?: CellGenotype | undefined
  readonly restrictions?: CellRestrictions | undefined
  /**
   * How far the mixture has gone over into the genotype, 0–1: strands of derived operations grow to the
   * whole ribbon and the others shrink to nothing, while edges that are not kept fade. 0 unless given.
   */
  readonly settled?: number | undefined
  /** Which branches the genotype keeps, if not as `keptBranches` says: on the way from one to another. */
  readonly kept?: Float32Array | undefined
}

/** What a space's rules leave of one of its cells; undefined where there are none. */
export function cellRestrictions(space: CellSpace, type: CellType): CellRestrictions | undefined {
  const rules = space.rules?.[type]
  if (!rules) return undefined
  const forced = cellEdges(space.nodes).filter(({ from, to }) => ruleOf(rules, from, to)?.forced)
  return { allowed: allowedBranches(space, type), forced: forced.map(({ row }) => row) }
}

/**
 * Edges to draw. With gates, every edge of the space, mixed; a genotype marks the derived ones. With a
 * genotype alone, only its edges, each a single strand (two edges may join the same pair of states).
 */
export function drawnEdges(content: CellContent): DrawnEdge[] {
  const { nodes, operations, gates, genotype, settled = 0, kept = keptBranches(content) } = content
  const columns = operations.length
  const edges = cellEdges(nodes)
  if (!gates) return genotype ? fixedEdges(nodes, genotype) : edges.map(undecided)
  return edges.map(({ row, from, to }) => {
    const open = openColumns(content, row)
    const keptHere = kept.subarray(row * columns, (row + 1) * columns)
    const decided = settled * keptHere.reduce((sum, share) => sum + share, 0)
    return {
      key: `${from}-${to}`,
      row,
      from,
      to,
      derived: derivedOperation(genotype, from, to),
      // An edge that is not kept keeps its mixture while it fades.
      strands: open.map((column) => ({
        operation: operations[column] as OperationName,
        share:
          (1 - decided) * (gates[row * columns + column] ?? 0) + settled * (keptHere[column] ?? 0),
      })),
      presence: genotype ? 1 - settled + decided : 1,
      rule: ruleOn(content, row, open.length),
    }
  })
}

/** 1 for every branch that the genotype keeps, rows × operations. */
export function keptBranches({ nodes, operations, genotype }: CellContent): Float32Array {
  return Float32Array.from(
    cellEdges(nodes).flatMap(({ from, to }) => {
      const derived = derivedOperation(genotype, from, to)
      return operations.map((operation) => Number(operation === derived))
    }),
  )
}

function openColumns({ operations, restrictions }: CellContent, row: number): number[] {
  const columns = operations.map((_, column) => column)
  const { allowed } = restrictions ?? {}
  return allowed ? columns.filter((column) => allowed[row * columns.length + column]) : columns
}

function ruleOn({ restrictions }: CellContent, row: number, open: number): DrawnEdge['rule'] {
  if (open === 0) return 'forbidden'
  return restrictions?.forced.includes(row) ? 'forced' : null
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
      presence: 1,
      rule: null,
    })),
  )
}

function undecided({ row, from, to }: { row: number; from: number; to: number }): DrawnEdge {
  const nothing = { strands: [], derived: null, presence: 1, rule: null }
  return { key: `${from}-${to}`, row, from, to, ...nothing }
}
