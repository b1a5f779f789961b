import { NetworkBuilder } from '../../network/builder'
import { initialWeights } from '../../network/initialise'
import type { Network } from '../../network/network'
import { normal, randomKey, splitKey } from '../../random/random'
import { initialRunningStatistics } from '../../network/runningStatistics'
import type { NetworkBatch } from './forward'

/** A stem, one node over four gated branches (one of them strided away), and a classifier. */
function tinySupernet(): Network {
  const b = new NetworkBuilder()
  const stem = b.conv('stem', b.input({ height: 6, width: 6, channels: 1 }), 4, { kernel: 3 })
  const state = b.batchNorm('stem.norm', stem, { affine: true })
  const active = b.relu('relu', state)
  const filtered = b.depthwiseConv('dil.depthwise', active, { kernel: 3, stride: 2, dilation: 2 })
  const mixed = b.conv('dil.pointwise', filtered, 4, { kernel: 1 })
  const halves = b.concat('skip.join', [
    b.conv('skip.even', active, 2, { kernel: 1, stride: 2 }),
    b.conv('skip.odd', active, 2, { kernel: 1, stride: 2, padding: -1 }),
  ])
  const branches = [
    b.pool('maxPool', 'max', state, { kernel: 3, stride: 2 }),
    b.pool('avgPool', 'avg', state, { kernel: 3, stride: 2 }),
    halves,
    mixed,
  ].map((branch, i) => b.batchNorm(`norm.${i}`, branch, { affine: false }))
  const { offset } = b.gateTable('normal', 1, branches.length)
  const node = b.sum(
    'node',
    branches.map((input, i) => ({ input, gate: offset + i })),
  )
  const cell = b.concat('cell', [
    node,
    b.pool('avgPool', 'half', state, { kernel: 2, stride: 2, padding: 0 }),
  ])
  return b.build(b.dense('classifier', b.globalAvgPool('gap', cell), 3))
}

/** The tiny supernet on three random images. */
export function tinySupernetExample(mode: 'train' | 'eval' = 'train'): NetworkBatch {
  const network = tinySupernet()
  const key = randomKey(7)
  const imageKey = splitKey(key, 'images')
  return {
    network,
    weights: initialWeights(network, key),
    gates: Float32Array.of(0.4, 0.3, 0.2, 0.1),
    images: Float32Array.from({ length: 3 * 36 }, (_, i) => normal(imageKey, i)),
    labels: [2, 0, 1],
    mode,
    runningStatistics: initialRunningStatistics(network),
  }
}
