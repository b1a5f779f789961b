import { describe, expect, it } from 'vitest'
import { spaceModel } from '../space/spaceModels'
import { uniformEntropy } from './policySeries'

const CHAIN = {
  kind: 'enas-macro',
  layers: 2,
  operations: ['conv_3x3', 'sep_conv_3x3', 'max_pool_3x3'],
  channels: 4,
} as const

describe('the entropy of a policy that prefers nothing', () => {
  it('is the mean of the logarithms of the options', () => {
    const entropy = uniformEntropy(spaceModel(CHAIN))
    expect(entropy).toBeCloseTo((2 * Math.log(3) + Math.log(2)) / 3, 12)
  })

  it('counts what rules leave open alone', () => {
    const rules = {
      layers: [{ layer: 0, operations: ['conv_3x3', 'max_pool_3x3'] as const }],
      skips: [{ from: 0, to: 1, kept: true }],
    }
    const entropy = uniformEntropy(spaceModel({ ...CHAIN, rules }))
    expect(entropy).toBeCloseTo((Math.log(2) + Math.log(3)) / 3, 12)
  })

  it('is that of architectures drawn option by option where one decision closes others', () => {
    const cell = { kind: 'cell', nodes: 1, cells: 1, channels: 4 } as const
    const operations = ['max_pool_3x3', 'skip_connect', 'sep_conv_3x3'] as const
    const rules = { normal: [{ from: 0, to: 2, operations: ['skip_connect'] as const }] }
    const entropy = uniformEntropy(spaceModel({ ...cell, operations, rules }))
    // Inputs 0 and 1 in both cells; one operation on an edge, and three on each of three others.
    expect(entropy).toBeCloseTo((3 * Math.log(3)) / 6, 12)
  })
})
