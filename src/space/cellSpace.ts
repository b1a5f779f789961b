import type { EdgeRule } from './edgeRule'
import type { OperationName } from './operations'

export type CellType = 'normal' | 'reduce'
export const CELL_TYPES: readonly CellType[] = ['normal', 'reduce']

/** Every cell reads the outputs of the two cells before it. */
export const CELL_INPUTS = 2

/** Every node of a derived cell keeps its two strongest edges. */
export const EDGES_PER_NODE = 2

/** The DARTS family of cell spaces: which cells may be found, and the supernet they are searched in. */
export interface CellSpace {
  readonly kind: 'cell'
  /** Intermediate nodes of a cell, 1–5. */
  readonly nodes: number
  /** Candidates on every edge, in the order of the gate columns. */
  readonly operations: readonly OperationName[]
  /** Cells in the supernet; those at ⌊L/3⌋ and ⌊2L/3⌋ reduce. */
  readonly cells: number
  /** Channels C of the first cell; the stem has 3C, reduction cells double. */
  readonly channels: number
  /** Edges that are not free, by the state they lead to, then by the one they read; absent: all are. */
  readonly rules?: CellRules<OperationName>
}

/** Rules of each kind of cell; a kind without any is absent. */
export type CellRules<Operation extends string> = Readonly<
  Partial<Record<CellType, readonly EdgeRule<Operation>[]>>
>

/** An edge of a cell: states 0 and 1 are the inputs, state 2 + i is node i. */
export interface CellEdge {
  /** Row in the gate table. */
  readonly row: number
  readonly from: number
  readonly to: number
}

/** Edges in the order of DARTS' alphas: node by node, inputs ascending. */
export function cellEdges(nodes: number): CellEdge[] {
  const edges: CellEdge[] = []
  for (let to = CELL_INPUTS; to < CELL_INPUTS + nodes; to++) {
    for (let from = 0; from < to; from++) edges.push({ row: edges.length, from, to })
  }
  return edges
}

/** The states of a cell's nodes. */
export function nodeStates(nodes: number): number[] {
  return Array.from({ length: nodes }, (_, node) => CELL_INPUTS + node)
}

/** Cell indices that reduce, as `model_search.py` places them. */
export function reductionCells(cells: number): number[] {
  return [...new Set([Math.floor(cells / 3), Math.floor((2 * cells) / 3)])]
}

/** One chosen operation: which, and the state it reads. */
export interface GenotypeEdge {
  readonly operation: OperationName
  readonly input: number
}

export interface CellGenotype {
  /** One list per intermediate node; DARTS keeps two edges each. */
  readonly nodes: readonly (readonly GenotypeEdge[])[]
  /** States joined into the cell's output. */
  readonly concat: readonly number[]
}

/** An architecture of a cell space. */
export interface Genotype {
  readonly normal: CellGenotype
  readonly reduce: CellGenotype
}

/** How often a cell uses an operation; skip connections are the classic sign of a collapsed search. */
export function operationCount(cell: CellGenotype, operation: OperationName): number {
  return cell.nodes.flat().filter((edge) => edge.operation === operation).length
}
