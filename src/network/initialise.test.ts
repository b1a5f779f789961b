import { describe, expect, it } from 'vitest'
import { randomKey } from '../random/random'
import { NetworkBuilder } from './builder'
import { initialAlphas, initialWeights } from './initialise'

function smallNetwork() {
  const builder = new NetworkBuilder()
  builder.gateTable('normal', 14, 8)
  const image = builder.input({ height: 8, width: 8, channels: 4 })
  const conv = builder.conv('conv', image, 64, { kernel: 3 })
  const norm = builder.batchNorm('norm', conv, { affine: true })
  return builder.build(builder.dense('classifier', builder.globalAvgPool('pool', norm), 10))
}

const network = smallNetwork()

function weightsOf(name: string, weights: Float32Array): Float32Array {
  const parameter = network.parameters.find((candidate) => candidate.name === name)
  if (!parameter) throw new Error(`No parameter ${name}`)
  return weights.subarray(parameter.offset, parameter.offset + parameter.size)
}

describe('initialWeights', () => {
  const weights = initialWeights(network, randomKey(1))

  it('draws convolutions and dense layers from U(−1/√fanIn, 1/√fanIn)', () => {
    for (const [name, fanIn] of [
      ['conv.weight', 36],
      ['classifier.weight', 64],
    ] as const) {
      const drawn = weightsOf(name, weights)
      const bound = 1 / Math.sqrt(fanIn)
      const variance = drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length
      expect(Math.max(...drawn.map(Math.abs))).toBeLessThanOrEqual(bound)
      expect(Math.max(...drawn)).toBeGreaterThan(0.97 * bound)
      expect(Math.min(...drawn)).toBeLessThan(-0.97 * bound)
      expect(variance / (bound * bound)).toBeCloseTo(1 / 3, 1)
    }
  })

  it('starts batch norm as the identity', () => {
    expect([...weightsOf('norm.weight', weights)]).toEqual(new Array(64).fill(1))
    expect([...weightsOf('norm.bias', weights)]).toEqual(new Array(64).fill(0))
  })

  it('depends on the seed alone', () => {
    expect(initialWeights(network, randomKey(1))).toEqual(weights)
    expect(initialWeights(network, randomKey(2))).not.toEqual(weights)
  })
})

describe('initialAlphas', () => {
  it('draws a thousandth of a standard normal for every gate', () => {
    const alphas = initialAlphas(network, randomKey(1))
    const deviation = Math.sqrt(alphas.reduce((sum, a) => sum + a * a, 0) / alphas.length)
    expect(alphas).toHaveLength(112)
    expect(deviation).toBeGreaterThan(0.8e-3)
    expect(deviation).toBeLessThan(1.2e-3)
    expect(initialAlphas(network, randomKey(2))).not.toEqual(alphas)
  })
})
