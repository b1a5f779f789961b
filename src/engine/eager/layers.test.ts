import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import { gateCount, parameterCount } from '../../network/network'
import type { LayerId } from '../../network/network'
import { initialRunningStatistics } from '../../network/runningStatistics'
import type { Moments } from './batchNorm'
import { updateRunningStatistics } from './batchNorm'
import { layerContext } from './context'
import goldens from './layerGoldens.json'
import { runLayers } from './layers'

// Goldens by PyTorch; layerGoldens.py is the recipe.

beforeAll(() => tf.setBackend('cpu'))

const BATCH = 2
const IMAGE = { height: 5, width: 4, channels: 2 }
const GATES = [0.3, -1.2]
const RUNNING = Float32Array.of(0.2, -0.1, 0.5, 2)

/** Element i is sin(phase + 0.7 i), as in layerGoldens.py. */
const wave = (size: number, phase: number): Float32Array =>
  Float32Array.from({ length: size }, (_, i) => Math.sin(phase + 0.7 * i))

type Build = (builder: NetworkBuilder, input: LayerId) => LayerId

/** Output, its derivatives under the weights of a wave, and what batch norm saw. */
function run(build: Build, mode: 'train' | 'eval' = 'train') {
  const builder = new NetworkBuilder()
  const output = build(builder, builder.input(IMAGE))
  const network = builder.build(output)
  const observed: Moments[] = []
  const size = BATCH * IMAGE.height * IMAGE.width * IMAGE.channels
  const images = tf.tensor4d(wave(size, 0.1), [BATCH, IMAGE.height, IMAGE.width, IMAGE.channels])
  const weights = tf.tensor1d(wave(parameterCount(network), 0.5))
  const gates = tf.tensor1d(GATES.slice(0, gateCount(network)))
  let values = new Float32Array()
  const loss = () => {
    const context = layerContext(
      network,
      weights,
      gates,
      mode === 'train'
        ? { mode, observe: (moments) => observed.push(tf.keep(moments.mean) && moments) }
        : { mode, runningStatistics: RUNNING },
    )
    const y = runLayers(network, images, context)[output] as tf.Tensor4D
    values = y.dataSync<'float32'>().slice()
    const statistics = observed.flatMap(({ mean, variance }) => [mean, variance])
    if (statistics.length > 0) seen = tf.concat(statistics).dataSync<'float32'>().slice()
    return tf.sum<tf.Scalar>(tf.mul(y, tf.tensor4d(wave(y.size, 0.9), y.shape)))
  }
  let seen = new Float32Array()
  const { grads } = tf.engine().gradients(loss, [images, weights, gates], undefined, true)
  const gradient = (index: number) => grads[index]?.dataSync<'float32'>() ?? new Float32Array()
  return {
    network,
    seen,
    output: values,
    imageGradient: gradient(0),
    weightGradient: gradient(1),
    gateGradient: gradient(2),
  }
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]) {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i], `element ${i}`).toBeCloseTo(value, 4))
}

const CASES: Record<keyof typeof goldens.cases, { build: Build; mode?: 'eval' }> = {
  conv: { build: (b, x) => b.conv('c', x, 3, { kernel: 3 }) },
  'strided conv': { build: (b, x) => b.conv('c', x, 3, { kernel: 3, stride: 2 }) },
  'conv with bias': { build: (b, x) => b.conv('c', x, 3, { kernel: 1, bias: true }) },
  'dilated conv': { build: (b, x) => b.conv('c', x, 1, { kernel: 3, dilation: 2 }) },
  'tall conv': {
    build: (b, x) => b.conv('c', x, 2, { kernel: [7, 1], stride: 2, strideAxis: 'height' }),
  },
  'factorized reduce': {
    build: (b, x) =>
      b.concat('join', [
        b.conv('even', x, 1, { kernel: 1, stride: 2, padding: 0 }),
        b.conv('odd', x, 1, { kernel: 1, stride: 2, padding: -1 }),
      ]),
  },
  'depthwise conv': { build: (b, x) => b.depthwiseConv('d', x, { kernel: 3 }) },
  'strided depthwise conv': { build: (b, x) => b.depthwiseConv('d', x, { kernel: 5, stride: 2 }) },
  'dilated depthwise conv': {
    build: (b, x) => b.depthwiseConv('d', x, { kernel: 5, dilation: 2 }),
  },
  'strided dilated depthwise conv': {
    build: (b, x) => b.depthwiseConv('d', x, { kernel: 3, stride: 2, dilation: 2 }),
  },
  'max pool': { build: (b, x) => b.pool('maxPool', 'p', x, { kernel: 3 }) },
  'strided max pool': { build: (b, x) => b.pool('maxPool', 'p', x, { kernel: 3, stride: 2 }) },
  'average pool': { build: (b, x) => b.pool('avgPool', 'p', x, { kernel: 3 }) },
  'strided average pool': { build: (b, x) => b.pool('avgPool', 'p', x, { kernel: 3, stride: 2 }) },
  'batch norm, training': { build: (b, x) => b.batchNorm('n', x, { affine: true }) },
  'batch norm, evaluation': {
    build: (b, x) => b.batchNorm('n', x, { affine: true }),
    mode: 'eval',
  },
  relu: { build: (b, x) => b.relu('r', x) },
  'gated sum': {
    build: (b, x) => {
      const { offset } = b.gateTable('t', 1, 2)
      return b.sum('s', [
        { input: x, gate: offset },
        { input: b.relu('r', x), gate: offset + 1 },
        { input: b.conv('c', x, 2, { kernel: 1 }), gate: null },
      ])
    },
  },
  'global average pool and dense': { build: (b, x) => b.dense('d', b.globalAvgPool('g', x), 3) },
}

describe('a layer in eager tfjs', () => {
  it.each(Object.entries(goldens.cases))('%s agrees with PyTorch', (name, golden) => {
    const { build, mode } = CASES[name as keyof typeof goldens.cases]
    const result = run(build, mode)
    expectClose(result.output, golden.output)
    expectClose(result.imageGradient, golden.imageGradient)
    expectClose(result.weightGradient, golden.weightGradient)
  })

  it('moves running statistics as PyTorch does', () => {
    const { network, seen } = run(CASES['batch norm, training'].build)
    const updated = updateRunningStatistics(network, RUNNING, seen, BATCH)
    expectClose(updated, goldens.runningStatistics)
    expectClose(initialRunningStatistics(network), [0, 0, 1, 1])
  })

  it('gives each gate the sum of its branch times the incoming gradient', () => {
    const { gateGradient } = run(CASES['gated sum'].build)
    const x = wave(BATCH * 40, 0.1)
    const incoming = wave(BATCH * 40, 0.9)
    const along = (branch: (value: number) => number) =>
      x.reduce((total, value, i) => total + branch(value) * (incoming[i] as number), 0)
    expectClose(gateGradient, [along((value) => value), along((value) => Math.max(value, 0))])
  })

  it('refuses a dilated pooling', () => {
    expect(() => run((b, x) => b.pool('maxPool', 'p', x, { kernel: 3, dilation: 2 }))).toThrow(
      'dilated',
    )
  })
})
