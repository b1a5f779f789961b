import type { LatencyRow } from '../run/latency'
import { placeName } from './latencyGrid'
import { rankDisagreements } from './latencyRanks'
import type { LatencyText } from './latencyText'
import type { TableTwin } from './table'

export type LatencySortColumn = 'operation' | 'place' | 'stride' | 'macs' | 'median' | 'frequency'

export interface LatencySorting {
  readonly column: LatencySortColumn
  readonly descending: boolean
}

const KEYS: Readonly<Record<LatencySortColumn, (row: LatencyRow) => number | string>> = {
  operation: ({ operation }) => operation,
  place: ({ input }) => input.height * input.width * input.channels,
  stride: ({ stride }) => stride,
  macs: ({ macs }) => macs,
  median: ({ latency }) => latency?.medianMs ?? -1,
  frequency: ({ frequency }) => frequency,
}

/** A copy in order; equal rows stay in the order they came. */
export function sortLatencyRows(
  rows: readonly LatencyRow[],
  { column, descending }: LatencySorting,
): LatencyRow[] {
  const key = KEYS[column]
  const ascending = (a: LatencyRow, b: LatencyRow) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
  return [...rows].sort((a, b) => (descending ? ascending(b, a) : ascending(a, b)))
}

/** Every figure of a table of operations, in its order. */
export function latencyRowsTable(rows: readonly LatencyRow[], text: LatencyText): TableTwin {
  const { columns, slower, faster } = text
  const than = new Map(rankDisagreements(rows).map((one) => [one.row.key, one.than]))
  return {
    columns: [
      columns.operation,
      columns.place,
      columns.stride,
      columns.macs,
      columns.median,
      columns.low,
      columns.high,
      columns.batches,
      columns.frequency,
      columns.rank,
    ],
    rows: rows.map((row) => {
      const { latency } = row
      const mark = than.get(row.key)
      return [
        row.operation,
        placeName(row),
        row.stride,
        row.macs,
        latency?.medianMs ?? '',
        latency?.lowMs ?? '',
        latency?.highMs ?? '',
        latency?.batches ?? '',
        row.frequency,
        mark === undefined ? '' : mark === 'slower' ? slower : faster,
      ]
    }),
  }
}
