import { decompose } from '../network/blocks'
import type { Network } from '../network/network'
import type { LatencyMeasurement, LatencyTable } from '../run/latency'
import { countDispatches } from './dispatches'
import type { NetworkSum } from './latencyFit'

/** What a table knows of operations, by their keys. */
export type MeasuredRows = ReadonlyMap<string, LatencyMeasurement>

/** Which of the three times of a measurement. */
export type Quartile = 'lowMs' | 'medianMs' | 'highMs'

export function measuredRows({ rows }: LatencyTable): MeasuredRows {
  return new Map(rows.flatMap(({ key, latency }) => (latency ? [[key, latency]] : [])))
}

/** What the table adds up to for a network, by any quartile; null where a row is missing. */
export function sumRows(
  rows: MeasuredRows,
  network: Network,
): ((quartile: Quartile) => NetworkSum) | null {
  const found = decompose(network).map(({ key }) => rows.get(key))
  if (!found.every((row) => row !== undefined)) return null
  const dispatches = countDispatches(network)
  return (quartile) => ({
    tableMs: found.reduce((sum, row) => sum + row[quartile], 0),
    dispatches,
  })
}
