import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { normal, randomKey, splitKey } from '../../random/random'
import { evaluateNetwork, networkGradients } from './forward'
import type { NetworkBatch } from './forward'
import { tinySupernetExample } from './tinySupernet.fixture'

beforeAll(() => tf.setBackend('cpu'))

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
    const batch = tinySupernetExample(mode)
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
    const batch = tinySupernetExample()
    const { loss, correct, logits } = await evaluateNetwork(batch)
    expect(loss).toBeGreaterThan(0.5)
    expect(loss).toBeLessThan(2.5)
    const predictions = [0, 3, 6].map((row) => {
      const scores = [...logits.slice(row, row + 3)]
      return scores.indexOf(Math.max(...scores))
    })
    expect(correct).toBe(predictions.filter((p, i) => p === batch.labels[i]).length)
  })

  it('spreads a share of the target over all classes, as PyTorch does', async () => {
    const batch = { ...tinySupernetExample(), labelSmoothing: 0.3 }
    const { loss, logits } = await evaluateNetwork(batch)
    const losses = [0, 1, 2].map((example) => {
      const scores = [...logits.slice(3 * example, 3 * example + 3)]
      const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0))
      const targets = scores.map((_, c) => (c === batch.labels[example] ? 0.7 + 0.1 : 0.1))
      return scores.reduce((sum, score, c) => sum - targets[c]! * (score - total), 0)
    })
    expect(loss).toBeCloseTo((losses[0]! + losses[1]! + losses[2]!) / 3, 5)
    expect((await evaluateNetwork(tinySupernetExample())).loss).not.toBeCloseTo(loss, 3)
  })

  it('touches running statistics in training only, and hands out activations', async () => {
    const batch = tinySupernetExample()
    const trained = await networkGradients(batch, { activations: [batch.network.logits] })
    expect(trained.activations.get(batch.network.logits)).toEqual(trained.logits)
    expect(trained.runningStatistics).not.toEqual(batch.runningStatistics)
    expect(trained.weightGradient).toBeNull()
    const evaluated = await evaluateNetwork(tinySupernetExample('eval'))
    expect(evaluated.runningStatistics).toEqual(batch.runningStatistics)
  })

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    const batch = tinySupernetExample()
    await networkGradients(batch, { weights: true, gates: true, activations: [1, 2] })
    await evaluateNetwork(batch)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('refuses vectors of the wrong size', async () => {
    const batch = { ...tinySupernetExample(), gates: new Float32Array(3) }
    await expect(evaluateNetwork(batch)).rejects.toThrow('needs 4 gates, not 3')
  })
})
