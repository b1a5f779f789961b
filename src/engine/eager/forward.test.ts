import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import { initialWeights } from '../../network/initialise'
import type { Network } from '../../network/network'
import { normal, randomKey, splitKey } from '../../random/random'
import { initialRunningStatistics } from '../runningStatistics'
import { evaluateNetwork, networkGradients } from './forward'
import type { NetworkBatch } from './forward'

beforeAll(() => tf.setBackend('cpu'))

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

function example(mode: 'train' | 'eval' = 'train'): NetworkBatch {
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

type Variable = 'weights' | 'gates' | 'images'

/** Central difference of the loss along `direction`. */
async function slope(batch: NetworkBatch, variable: Variable, direction: Float32Array) {
  const step = 2e-3
  const lossAt = async (scale: number) => {
    const moved = batch[variable].map((value, i) => value + scale * (direction[i] as number))
    return (await evaluateNetwork({ ...batch, [variable]: moved })).loss
  }
  return ((await lossAt(step)) - (await lossAt(-step))) / (2 * step)
}

const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((total, value, i) => total + value * (b[i] as number), 0)

describe('the eager network', () => {
  it.each(['train', 'eval'] as const)('has the gradients of its loss in %s mode', async (mode) => {
    const batch = example(mode)
    const gradients = await networkGradients(batch, { weights: true, gates: true, images: true })
    const gradientOf = {
      weights: gradients.weightGradient,
      gates: gradients.gateGradient,
      images: gradients.imageGradient,
    }
    for (const [variable, gradient] of Object.entries(gradientOf) as [Variable, Float32Array][]) {
      for (let trial = 0; trial < 4; trial++) {
        const key = splitKey(randomKey(trial), variable)
        const random = gradient.map((_, i) => normal(key, i))
        const length = Math.sqrt(dot(random, random))
        const direction = random.map((value) => value / length)
        const expected = await slope(batch, variable, direction)
        const scale = Math.sqrt(dot(gradient, gradient))
        expect(Math.abs(dot(gradient, direction) - expected) / scale, variable).toBeLessThan(5e-3)
      }
    }
  })

  it('starts near the loss of a guess and counts correct predictions', async () => {
    const batch = example()
    const { loss, correct, logits } = await evaluateNetwork(batch)
    expect(loss).toBeGreaterThan(0.5)
    expect(loss).toBeLessThan(2.5)
    const predictions = [0, 3, 6].map((row) => {
      const scores = [...logits.slice(row, row + 3)]
      return scores.indexOf(Math.max(...scores))
    })
    expect(correct).toBe(predictions.filter((p, i) => p === batch.labels[i]).length)
  })

  it('touches running statistics in training only, and hands out activations', async () => {
    const batch = example()
    const trained = await networkGradients(batch, { activations: [batch.network.logits] })
    expect(trained.activations.get(batch.network.logits)).toEqual(trained.logits)
    expect(trained.runningStatistics).not.toEqual(batch.runningStatistics)
    expect(trained.weightGradient).toBeNull()
    const evaluated = await evaluateNetwork(example('eval'))
    expect(evaluated.runningStatistics).toEqual(batch.runningStatistics)
  })

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    const batch = example()
    await networkGradients(batch, { weights: true, gates: true, activations: [1, 2] })
    await evaluateNetwork(batch)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('refuses vectors of the wrong size', async () => {
    const batch = { ...example(), gates: new Float32Array(3) }
    await expect(evaluateNetwork(batch)).rejects.toThrow('needs 4 gates, not 3')
  })
})
