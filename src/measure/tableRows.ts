import { decompose } from '../network/blocks'
import type { Network } from '../network/network'
import type { LatencyMeasurement, LatencyTable } from '../run/latency'

/** What a table knows of operations, by their keys. */
export type MeasuredRows = ReadonlyMap<string, LatencyMeasurement>

export function measuredRows({ rows }: LatencyTable): MeasuredRows {
  return new Map(rows.flatMap(({ key, latency }) => (latency ? [[key, latency]] : [])))
}

/** The rows of a network's operations, each as often as it stands there; null where one is missing. */
export function rowsOf(rows: MeasuredRows, network: Network): LatencyMeasurement[] | null {
  const found = decompose(network).map(({ key }) => rows.get(key))
  return found.every((row) => row !== undefined) ? found : null
}
