import { decompose } from '../network/blocks'
import { multiplyAccumulates } from '../network/cost'
import type { Network } from '../network/network'
import type { LatencyTable } from '../run/latency'
import { mergedOperations } from './merging'

/**
 * What a learned predictor sees of a network: its MACs, the number of its operations, those that
 * need no dispatch of their own, and how many there are of each kind, in the order of the table's.
 */
export function networkFeatures(network: Network, { rows }: LatencyTable): number[] {
  const counts = new Map(rows.map(({ operation }) => [operation, 0]))
  const blocks = decompose(network)
  for (const { operation } of blocks) counts.set(operation, (counts.get(operation) ?? 0) + 1)
  const counted = [multiplyAccumulates(network), blocks.length, mergedOperations(network)]
  return [...counted, ...counts.values()]
}
