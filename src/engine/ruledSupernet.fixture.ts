import type { Network } from '../network/network'
import { gateCount } from '../network/network'
import { buildSupernet } from '../network/supernet'

/** A supernet of cells in which rules close edges and branches, and leave one row a single one. */
export function ruledSupernet(): Network {
  return buildSupernet(
    {
      kind: 'cell',
      nodes: 2,
      operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
      cells: 3,
      channels: 2,
      rules: {
        normal: [
          { from: 0, to: 2, operations: ['sep_conv_3x3'] },
          { from: 1, to: 3, operations: [] },
          { from: 2, to: 3, operations: ['none', 'skip_connect'], forced: true },
        ],
        reduce: [
          { from: 0, to: 3, operations: ['max_pool_3x3', 'sep_conv_3x3'], forced: true },
          { from: 1, to: 3, forced: true },
        ],
      },
    },
    { height: 8, width: 8, channels: 1 },
    3,
  )
}

/** Gates of branches that the network does not have. */
export function closedGates(network: Network): number[] {
  const closed = network.gateTables.flatMap(({ offset, allowed = [] }) =>
    [...allowed.keys()].filter((branch) => !allowed[branch]).map((branch) => offset + branch),
  )
  if (closed.length === 0 || closed.length === gateCount(network)) {
    throw new Error('Some branches should be closed, and some not')
  }
  return closed
}
