import { cellEdges, type CellGenotype } from '../space/cellSpace'
import type { AnyOperation } from '../space/anyOperation'
import type { OperationName } from '../space/operations'
import { derivedOperation } from './cellModel'
import { edgeName, OPERATION_STYLE } from './operationStyle'

/** What the rows and columns of a heatmap stand for. */
export interface HeatGrid {
  readonly rows: readonly HeatRowHead[]
  readonly columns: readonly HeatColumnHead[]
  /**
   * Rows × columns: the gate that each cell is compared with, what it would be if nothing were
   * preferred; 0 where the space has no such branch.
   */
  readonly expected: Float32Array
}

export interface HeatRowHead {
  readonly name: string
  /** Rows of one group stand together. */
  readonly group: string
}

export interface HeatColumnHead {
  /** The field's own term, for tables. */
  readonly term: string
  /** In full, in the reader's language. */
  readonly name: string
  readonly short: string
  /** Shown by its glyph; null for what is none. */
  readonly operation: AnyOperation | null
  /** Columns of one group stand together under its name; empty where there is one group only. */
  readonly group: string
}

/** Heads of columns that are operations. */
export function operationColumns<Operation extends AnyOperation>(
  operations: readonly Operation[],
  names: Readonly<Record<Operation, string>>,
  group = '',
): HeatColumnHead[] {
  return operations.map((operation) => ({
    term: operation,
    name: names[operation],
    short: OPERATION_STYLE[operation].short,
    operation,
    group,
  }))
}

/**
 * The edges of a cell by its operations, as they are mixed: nothing is preferred at 1/|O| of those that
 * an edge has.
 *
 * @param allowed which branches there are, edges × operations; absent: all are
 */
export function cellHeatGrid(
  nodes: number,
  operations: readonly OperationName[],
  names: Readonly<Record<OperationName, string>>,
  allowed?: readonly boolean[],
): HeatGrid {
  const rows = cellEdgeRows(nodes)
  const count = operations.length
  const openIn = rows.map(
    (_, row) => allowed?.slice(row * count, (row + 1) * count).filter(Boolean).length ?? count,
  )
  return {
    rows,
    columns: operationColumns(operations, names),
    expected: Float32Array.from({ length: rows.length * count }, (_, index) =>
      (allowed?.[index] ?? true) ? 1 / (openIn[Math.floor(index / count)] ?? count) : 0,
    ),
  }
}

/** A row per edge of a cell, in the order of its gates; those into one node stand together. */
export function cellEdgeRows(nodes: number): HeatRowHead[] {
  return cellEdges(nodes).map(({ from, to }) => ({ name: edgeName(from, to), group: String(to) }))
}

/** The cells of a grid of edges that a genotype keeps. */
export function keptCells(
  nodes: number,
  operations: readonly OperationName[],
  genotype: CellGenotype | undefined,
): ReadonlySet<number> {
  const kept = cellEdges(nodes).flatMap(({ row, from, to }) => {
    const operation = derivedOperation(genotype, from, to)
    return operation ? [row * operations.length + operations.indexOf(operation)] : []
  })
  return new Set(kept)
}

/** How many groups begin after the first, up to each head: what stands between them is shifted. */
export function groupsBefore(heads: readonly { readonly group: string }[]): number[] {
  let groups = 0
  return heads.map(({ group }, index) => {
    if (index > 0 && group !== heads[index - 1]?.group) groups++
    return groups
  })
}
