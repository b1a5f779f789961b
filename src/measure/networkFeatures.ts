import { decompose } from '../network/blocks'
import { multiplyAccumulates } from '../network/cost'
import type { Network } from '../network/network'
import type { LatencyTable } from '../run/latency'
import { sharedParts } from './merging'

/**
 * What a learned predictor sees of a network: its MACs, the number of its operations, how much of
 * them needs no dispatch of its own, and how many there are of each kind, in the order of the table's.
 */
export function networkFeatures(network: Network, { rows }: LatencyTable): number[] {
  const counts = new Map(rows.map(({ operation }) => [operation, 0]))
  const blocks = decompose(network)
  for (const { operation } of blocks) counts.set(operation, (counts.get(operation) ?? 0) + 1)
  const shared = sharedParts(network, blocks).reduce((sum, part) => sum + part, 0)
  return [multiplyAccumulates(network), blocks.length, shared, ...counts.values()]
}
