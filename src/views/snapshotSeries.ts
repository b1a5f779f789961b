import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'

/**
 * What is measured of every snapshot of a run, each measured once. The list is another one only when
 * the run has grown, so that what is drawn from it may be kept until then, however the timeline moves.
 *
 * @param measure of a snapshot, seen by what is the same for all snapshots of the run: its config, or
 *   one of its gate tables
 */
export function snapshotSeries<Source extends object, Value>(
  measure: (snapshot: Snapshot, source: Source) => Value,
): (snapshots: readonly Snapshot[], source: Source) => readonly Value[] {
  const kept = new WeakMap<Source, KeptSeries<Value>>()
  return (snapshots, source) => {
    const known = kept.get(source)
    const last = snapshots.at(-1)
    // A timeline's array grows in place, and its last snapshot may be replaced.
    if (known?.snapshots === snapshots && known.last === last) {
      if (known.series.length === snapshots.length) return known.series
    }
    const values = known?.values ?? new WeakMap<Snapshot, Value>()
    const series = snapshots.map((snapshot) => {
      const before = values.get(snapshot)
      if (before !== undefined) return before
      const value = measure(snapshot, source)
      values.set(snapshot, value)
      return value
    })
    kept.set(source, { snapshots, last, values, series })
    return series
  }
}

interface KeptSeries<Value> {
  readonly snapshots: readonly Snapshot[]
  readonly last: Snapshot | undefined
  readonly values: WeakMap<Snapshot, Value>
  readonly series: readonly Value[]
}

/** Gates of one kind of cell, rows × columns, in every snapshot. */
export const cellGates = snapshotSeries(
  ({ gates }: Snapshot, { offset, rows, columns }: GateTable) =>
    gates.subarray(offset, offset + rows * columns),
)
