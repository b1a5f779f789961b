import { describe, expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import type { LayerId, Network, Shape } from '../../network/network'
import { compareGradients, relativeDifference, TEST_OPTIONS, worstParameter } from './testing'

type Body = (builder: NetworkBuilder, input: LayerId) => LayerId

const CLASSES = 4

/** A stem that gives every body a non-trivial, normalised input, and a head that reads all of it. */
function around(body: Body, shape: Shape, channels: number): Network {
  const builder = new NetworkBuilder()
  const stem = builder.conv('stem/conv', builder.input(shape), channels, { kernel: 3 })
  const input = builder.batchNorm('stem/norm', stem, { affine: true })
  const pooled = builder.globalAvgPool('head/pool', body(builder, input))
  return builder.build(builder.dense('head/dense', pooled, CLASSES))
}

const relu =
  (then: Body): Body =>
  (builder, input) =>
    then(builder, builder.relu('relu', input))

const norm =
  (affine: boolean, before: Body): Body =>
  (builder, input) =>
    builder.relu('after', builder.batchNorm('norm', before(builder, input), { affine }))

const depthwise =
  (kernel: number, stride: number, dilation: number): Body =>
  (builder, input) =>
    builder.depthwiseConv('depthwise', input, { kernel, stride, dilation })

const conv =
  (channels: number, options: Parameters<NetworkBuilder['conv']>[3]): Body =>
  (builder, input) =>
    builder.conv('conv', input, channels, options)

const pool =
  (kind: 'maxPool' | 'avgPool', stride: number): Body =>
  (builder, input) =>
    builder.pool(kind, 'pool', input, { kernel: 3, stride })

const mixture: Body = (builder, input) => {
  const table = builder.gateTable('edges', 2, 3)
  const branch = (name: string) =>
    builder.batchNorm(`${name}/norm`, builder.conv(`${name}/conv`, input, 5, { kernel: 1 }), {
      affine: name === 'b',
    })
  const [a, b] = [branch('a'), branch('b')]
  const first = builder.sum('first', [
    { input: a, gate: table.offset },
    { input: b, gate: table.offset + 1 },
    { input, gate: table.offset + 2 },
  ])
  const second = builder.sum('second', [
    { input: a, gate: table.offset + 3 },
    { input: first, gate: table.offset + 4 },
    { input: builder.relu('seen', first), gate: table.offset + 5 },
  ])
  return builder.batchNorm('joined/norm', builder.concat('joined', [first, second, input]), {
    affine: false,
  })
}

const factorizedReduce: Body = (builder, input) => {
  const seen = builder.relu('relu', input)
  const halves = [0, -1].map((padding, half) =>
    builder.conv(`half${half}`, seen, 3, { kernel: 1, stride: 2, padding }),
  )
  return builder.batchNorm('norm', builder.concat('halves', halves), { affine: true })
}

const cases: [name: string, body: Body, shape: Shape, channels: number][] = [
  ['depthwise 3×3', relu(depthwise(3, 1, 1)), { height: 7, width: 7, channels: 1 }, 5],
  ['depthwise 5×5, odd width', depthwise(5, 1, 1), { height: 9, width: 11, channels: 2 }, 4],
  ['depthwise 7×7', relu(depthwise(7, 1, 1)), { height: 8, width: 8, channels: 1 }, 3],
  ['depthwise 3×3 dilated', relu(depthwise(3, 1, 2)), { height: 7, width: 14, channels: 1 }, 4],
  [
    'depthwise 5×5 dilated, odd width',
    relu(depthwise(5, 1, 2)),
    { height: 10, width: 9, channels: 1 },
    3,
  ],
  ['strided depthwise 3×3', relu(depthwise(3, 2, 1)), { height: 14, width: 14, channels: 1 }, 4],
  [
    'strided depthwise 5×5, odd',
    relu(depthwise(5, 2, 1)),
    { height: 9, width: 13, channels: 1 },
    3,
  ],
  ['strided depthwise 3×3 dilated', depthwise(3, 2, 2), { height: 11, width: 8, channels: 1 }, 5],
  [
    'strided depthwise 5×5 dilated',
    relu(depthwise(5, 2, 2)),
    { height: 14, width: 14, channels: 1 },
    2,
  ],
  [
    'depthwise then batch norm',
    norm(true, depthwise(3, 1, 1)),
    { height: 6, width: 6, channels: 1 },
    4,
  ],
  [
    'pointwise, few channels',
    norm(false, relu(conv(6, { kernel: 1 }))),
    { height: 5, width: 7, channels: 1 },
    3,
  ],
  [
    'pointwise in registers',
    norm(true, conv(10, { kernel: 1 })),
    { height: 6, width: 6, channels: 1 },
    8,
  ],
  [
    'pointwise, many channels',
    norm(true, relu(conv(7, { kernel: 1 }))),
    { height: 5, width: 5, channels: 1 },
    18,
  ],
  ['pointwise without batch norm', conv(6, { kernel: 1 }), { height: 6, width: 5, channels: 1 }, 5],
  [
    'convolution with bias',
    relu(conv(5, { kernel: 3, bias: true })),
    { height: 6, width: 9, channels: 3 },
    4,
  ],
  [
    'strided convolution',
    norm(true, conv(6, { kernel: 3, stride: 2 })),
    { height: 9, width: 7, channels: 2 },
    3,
  ],
  [
    'dilated 1×7 convolution',
    relu(conv(3, { kernel: [1, 7], padding: [0, 3] })),
    { height: 8, width: 9, channels: 1 },
    4,
  ],
  [
    'strided along one axis',
    relu(conv(4, { kernel: [1, 7], stride: 2, strideAxis: 'width' })),
    { height: 5, width: 9, channels: 1 },
    3,
  ],
  ['FactorizedReduce', factorizedReduce, { height: 8, width: 12, channels: 1 }, 4],
  ['max pooling', norm(false, relu(pool('maxPool', 1))), { height: 7, width: 7, channels: 1 }, 4],
  ['max pooling, stride 2', pool('maxPool', 2), { height: 9, width: 14, channels: 1 }, 3],
  ['average pooling', pool('avgPool', 1), { height: 7, width: 9, channels: 1 }, 3],
  [
    'average pooling, stride 2',
    norm(false, pool('avgPool', 2)),
    { height: 14, width: 11, channels: 1 },
    4,
  ],
  [
    'every other channel',
    norm(
      true,
      relu((builder, input) => builder.everyOtherChannel('odd', input, 1)),
    ),
    { height: 5, width: 6, channels: 1 },
    7,
  ],
  [
    'the first channels, read twice',
    (builder, input) =>
      builder.sum('both', [
        { input: builder.firstChannels('narrow', builder.relu('relu', input), 3), gate: null },
        { input, gate: null },
      ]),
    { height: 6, width: 6, channels: 1 },
    5,
  ],
  ['gated sums, joined', mixture, { height: 6, width: 5, channels: 2 }, 5],
]

describe('layers on the GPU against eager TensorFlow.js on the CPU', () => {
  it.each(cases)('%s', async (_, body, shape, channels) => {
    const network = around(body, shape, channels)
    const { plan, oracle, loss, weightGradient, gateGradient } = await compareGradients(network, {
      ...TEST_OPTIONS,
      batch: 5,
    })
    plan.destroy()
    expect(loss).toBeCloseTo(oracle.loss, 5)
    const worst = worstParameter(network, weightGradient, oracle.weightGradient!)
    expect(worst.difference, worst.name).toBeLessThan(1e-3)
    if (network.gateTables.length > 0) {
      expect(relativeDifference(gateGradient, oracle.gateGradient!)).toBeLessThan(1e-4)
    }
  })
})
