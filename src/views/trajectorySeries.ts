import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'
import type { OperationName } from '../space/operations'
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

/** One trajectory per operation, in the order of the gate columns. */
export function trajectories(
  snapshots: readonly Snapshot[],
  table: GateTable,
  operations: readonly OperationName[],
  selection: TrajectorySelection,
): Trajectory[] {
  return operations.map((operation, column) => ({
    operation,
    points: snapshots.map(({ step, gates }) => ({
      step,
      value: gateValue(gates, table, column, selection),
    })),
  }))
}

function gateValue(
  gates: Float32Array,
  { rows, columns, offset }: GateTable,
  column: number,
  selection: TrajectorySelection,
): number {
  if (selection.kind === 'edge') return gates[offset + selection.row * columns + column] ?? 0
  let strongest = 0
  for (let row = 0; row < rows; row++) {
    strongest = Math.max(strongest, gates[offset + row * columns + column] ?? 0)
  }
  return strongest
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
