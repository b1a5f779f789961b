import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'
import type { OperationName } from '../space/operations'
import { openBranches } from './edgeEntropy'
import { OPERATION_STYLE } from './operationStyle'
import type { TableTwin } from './table'
import type { AlphaTrajectoriesText } from './text'

/** Whose gates to follow: one edge's, or for every operation the strongest of all edges. */
export type TrajectorySelection =
  { readonly kind: 'edge'; readonly row: number } | { readonly kind: 'strongest' }

export interface Trajectory {
  readonly operation: OperationName
  readonly points: readonly { readonly step: number; readonly value: number }[]
}

/** One trajectory per operation that there is to choose, in the order of the gate columns. */
export function trajectories(
  snapshots: readonly Snapshot[],
  table: GateTable,
  operations: readonly OperationName[],
  selection: TrajectorySelection,
): Trajectory[] {
  return operations.flatMap((operation, column) => {
    const rows = rowsOf(table, column, selection)
    if (rows.length === 0) return []
    const points = snapshots.map(({ step, gates }) => ({
      step,
      value: strongest(gates, table, column, rows),
    }))
    return [{ operation, points }]
  })
}

/** The gate of every operation if none were preferred: on the edge, or on most edges. */
export function uniformGate(table: GateTable, selection: TrajectorySelection): number {
  const open = openBranches(table)
  const branches = selection.kind === 'edge' ? open[selection.row] : Math.max(...open)
  return 1 / Math.max(1, branches ?? table.columns)
}

/** Rows of the edges followed that have the operation. */
function rowsOf(
  { rows, columns, allowed }: GateTable,
  column: number,
  selection: TrajectorySelection,
): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter(
    (row) =>
      (selection.kind === 'strongest' || selection.row === row) &&
      (allowed?.[row * columns + column] ?? true),
  )
}

function strongest(
  gates: Float32Array,
  { columns, offset }: GateTable,
  column: number,
  rows: readonly number[],
): number {
  let most = 0
  for (const row of rows) {
    const gate = gates[offset + row * columns + column] ?? 0
    if (gate > most) most = gate
  }
  return most
}

/** The drawing in one sentence. */
export function summariseTrajectories(
  title: string,
  series: readonly Trajectory[],
  text: AlphaTrajectoriesText,
): string {
  const ends = series
    .map(({ operation, points }) => ({ operation, end: points.at(-1)?.value ?? 0 }))
    .sort((a, b) => b.end - a.end)
    .slice(0, 3)
    .map(({ operation, end }) => `${text.operations[operation]} ${end.toFixed(3)}`)
  return text.summary(title, series[0]?.points.at(-1)?.step ?? 0, ends.join(', '))
}

/** One row per snapshot, one column per operation. */
export function trajectoriesTable(
  series: readonly Trajectory[],
  text: AlphaTrajectoriesText,
): TableTwin {
  const [first] = series
  return {
    columns: [text.step, ...series.map(({ operation }) => OPERATION_STYLE[operation].short)],
    rows: (first?.points ?? []).map(({ step }, index) => [
      step,
      ...series.map(({ points }) => points[index]?.value ?? 0),
    ]),
  }
}
