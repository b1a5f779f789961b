import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'
import { snapshotSeries } from './snapshotSeries'

/** Branches that each edge has, by row of the table. */
export function openBranches({ rows, columns, allowed }: GateTable): number[] {
  return Array.from({ length: rows }, (_, row) =>
    allowed ? allowed.slice(row * columns, (row + 1) * columns).filter(Boolean).length : columns,
  )
}

/**
 * Entropy −Σ p ln p (nats) of the gates of every edge, by row; as a share of ln of the edge's branches
 * it is 1 while nothing is preferred and 0 once a single branch has everything.
 */
export const edgeEntropies = snapshotSeries((snapshot: Snapshot, table: GateTable) => {
  const { rows, columns, offset } = table
  return Float32Array.from({ length: rows }, (_, row) => {
    const start = offset + row * columns
    let entropy = 0
    for (const gate of snapshot.gates.subarray(start, start + columns)) {
      if (gate > 0) entropy -= gate * Math.log(gate)
    }
    return entropy
  })
})

/** Entropy of an edge over the run, as a share of the most there can be. */
export interface EntropyLine {
  readonly row: number
  /** Nats of an edge that prefers nothing: ln of its branches. */
  readonly most: number
  readonly points: readonly { readonly step: number; readonly value: number }[]
}

/** A line per edge that has anything to choose, in the order of their rows. */
export function entropyLines(
  snapshots: readonly Snapshot[],
  entropies: readonly Float32Array[],
  table: GateTable,
): EntropyLine[] {
  return openBranches(table).flatMap((open, row) => {
    if (open < 2) return []
    const most = Math.log(open)
    const points = snapshots.map(({ step }, index) => ({
      step,
      value: (entropies[index]?.[row] ?? most) / most,
    }))
    return [{ row, most, points }]
  })
}

/** The lines' mean at every step. */
export function meanLine(lines: readonly EntropyLine[]): EntropyLine['points'] {
  return (lines[0]?.points ?? []).map(({ step }, index) => ({
    step,
    value: lines.reduce((sum, { points }) => sum + (points[index]?.value ?? 0), 0) / lines.length,
  }))
}
