import { describe, expect, it } from 'vitest'
import { NetworkBuilder } from './builder'
import { inferenceMemory } from './inferenceMemory'

const IMAGE = { height: 4, width: 4, channels: 1 }

describe('memory of inference', () => {
  it('of a chain is its weights and the widest pair of tensors', () => {
    const builder = new NetworkBuilder()
    const input = builder.input(IMAGE)
    const wide = builder.conv('wide', input, 3, { kernel: 3 })
    const narrow = builder.conv('narrow', wide, 2, { kernel: 1, stride: 2 })
    const pooled = builder.globalAvgPool('pool', narrow)
    const network = builder.build(builder.dense('head', pooled, 5))
    // Weights 27 + 6 + 15; alive together: 16 + 48, then 48 + 8, 8 + 2, 2 + 5.
    expect(inferenceMemory(network)).toBe(4 * (48 + 64))
  })

  it('counts no tensor for a ReLU or batch norm, whose input lives on', () => {
    const builder = new NetworkBuilder()
    const input = builder.input(IMAGE)
    const conv = builder.conv('conv', input, 2, { kernel: 1 })
    const norm = builder.batchNorm('norm', conv, { affine: false })
    const relu = builder.relu('relu', norm)
    const next = builder.conv('next', relu, 2, { kernel: 1 })
    const sum = builder.sum('sum', [
      { input: next, gate: null },
      { input: norm, gate: null },
    ])
    const pooled = builder.globalAvgPool('pool', sum)
    const network = builder.build(builder.dense('head', pooled, 2))
    // Weights 2 + 4 + 6; at the sum, conv's, next's and the sum's own 32 floats are alive.
    expect(inferenceMemory(network)).toBe(4 * (12 + 96))
  })

  it('keeps what is read again later, and frees it with its last reader', () => {
    const builder = new NetworkBuilder()
    const input = builder.input(IMAGE)
    const first = builder.conv('first', input, 1, { kernel: 1 })
    const second = builder.conv('second', first, 1, { kernel: 1 })
    const third = builder.conv('third', second, 1, { kernel: 1 })
    const joined = builder.concat('joined', [first, third])
    const pooled = builder.globalAvgPool('pool', joined)
    const network = builder.build(builder.dense('head', pooled, 2))
    // Weights 1 + 1 + 1 + 6; at the concat: first 16, third 16, and its own 32.
    expect(inferenceMemory(network)).toBe(4 * (9 + 64))
  })
})
