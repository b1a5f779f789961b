import { decompose } from '../network/blocks'
import { multiplyAccumulates } from '../network/cost'
import type { Network } from '../network/network'
import type { LatencyTable } from '../run/latency'
import { countDispatches } from './dispatches'

/**
 * What a learned predictor sees of a network: its MACs, the numbers of its operations and of its
 * dispatches, and how many operations there are of each kind, in the order of the table's.
 */
export function networkFeatures(network: Network, { rows }: LatencyTable): number[] {
  const counts = new Map(rows.map(({ operation }) => [operation, 0]))
  const blocks = decompose(network)
  for (const { operation } of blocks) counts.set(operation, (counts.get(operation) ?? 0) + 1)
  const dispatches = countDispatches(network)
  return [multiplyAccumulates(network), blocks.length, dispatches, ...counts.values()]
}
