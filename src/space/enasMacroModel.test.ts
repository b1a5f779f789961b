import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enasMacroLayers, enasMacroModel } from './enasMacroModel'
import type { EnasMacroSpace } from './enasMacroSpace'
import { ENAS_MACRO_OPERATIONS } from './enasMacroSpace'
import { GenotypeError } from './genotypeError'
import { ruledSpaces } from './anyRules.fixture'
import { spaceModel } from './spaceModels'
import { anyChoices, everyChoice, everyOpenChoice, hostileTexts } from './spaces.fixture'

const SPACE: EnasMacroSpace = {
  kind: 'enas-macro',
  layers: 12,
  operations: ENAS_MACRO_OPERATIONS,
  channels: 36,
}

describe('the ENAS macro space as choices', () => {
  const model = enasMacroModel(SPACE)

  it('has 6¹² · 2⁶⁶ architectures, as the paper counts', () => {
    expect(model.size).toBe(6n ** 12n * 2n ** 66n)
  })

  it('lists every architecture of a small space once', () => {
    const small = enasMacroModel({ ...SPACE, layers: 3, operations: ['conv_3x3', 'max_pool_3x3'] })
    const arcs = new Set(everyChoice(small.decisions).map((choices) => small.format(choices)))
    expect(BigInt(arcs.size)).toBe(small.size)
  })

  it('decides an operation, then one skip per layer before', () => {
    expect(model.decisions.slice(0, 6).map(({ name, kind }) => [name, kind])).toEqual([
      ['layer.0/operation', 'operation'],
      ['layer.1/operation', 'operation'],
      ['layer.1/skip.0', 'skip'],
      ['layer.2/operation', 'operation'],
      ['layer.2/skip.0', 'skip'],
      ['layer.2/skip.1', 'skip'],
    ])
  })

  it('reads and writes arcs, a layer to a line', () => {
    const small = enasMacroModel({ ...SPACE, layers: 3 })
    const choices = small.parse('4\n1 1\n5 0 1')
    expect(small.format(choices)).toBe('4\n1 1\n5 0 1')
    expect(small.parse('[4, 1, 1, 5, 0, 1]')).toEqual(choices)
    expect(enasMacroLayers({ ...SPACE, layers: 3 }, choices)[2]).toEqual({
      operation: 5,
      skips: [false, true],
    })
    expect(small.genotype(choices)).toBeNull()
  })

  it('comes back from its text', () => {
    fc.assert(
      fc.property(anyChoices(model.decisions), (choices) => {
        expect(model.parse(model.format(choices))).toEqual(choices)
      }),
    )
  })

  it('meets any text with an architecture or a GenotypeError', () => {
    const small = enasMacroModel({ ...SPACE, layers: 2 })
    expect(() => small.parse('0 6 1')).toThrow('operation 6')
    expect(() => small.parse('0 1 2')).toThrow('0 or 1')
    fc.assert(
      fc.property(hostileTexts, (text) => {
        try {
          small.parse(text)
        } catch (error) {
          expect(error).toBeInstanceOf(GenotypeError)
        }
      }),
    )
  })
})

describe('rules of layers and skips', () => {
  const FREE: EnasMacroSpace = {
    ...SPACE,
    layers: 3,
    operations: ['conv_3x3', 'sep_conv_3x3', 'max_pool_3x3'],
  }
  const RULED: EnasMacroSpace = {
    ...FREE,
    rules: {
      layers: [{ layer: 1, operations: ['conv_3x3', 'max_pool_3x3'] }],
      skips: [
        { from: 0, to: 1, kept: false },
        { from: 0, to: 2, kept: true },
      ],
    },
  }
  const model = enasMacroModel(RULED)

  it('leave exactly the arcs of the free space that keep them', () => {
    const free = enasMacroModel(FREE)
    const kept = everyChoice(free.decisions).filter((choices) => {
      const layers = enasMacroLayers(FREE, choices)
      return (
        layers[1]?.operation !== 1 && layers[1]?.skips[0] === false && layers[2]?.skips[0] === true
      )
    })
    expect(model.size).toBe(BigInt(kept.length))
    expect(model.size).toBe(3n * 2n * 1n * 3n * 1n * 2n)
    expect(everyOpenChoice(model)).toEqual(kept)
    for (const choices of everyChoice(free.decisions)) {
      const text = free.format(choices)
      if (kept.some((one) => one.join() === choices.join())) {
        expect(model.parse(text)).toEqual(choices)
      } else expect(() => model.parse(text)).toThrow(GenotypeError)
    }
  })

  it('are named where an arc breaks them', () => {
    expect(() => model.parse('0\n1 0\n0 1 0')).toThrow(
      'The rules of the space close 1 for layer.1/operation',
    )
    expect(() => model.parse('0\n0 1\n0 1 0')).toThrow('close 1 for layer.1/skip.0')
    expect(() => model.parse('0\n0 0\n0 0 0')).toThrow('close 0 for layer.2/skip.0')
  })

  it('are all that make a space have anything closed', () => {
    expect(enasMacroModel(FREE).open).toBeUndefined()
  })

  it.each(['enas-macro', 'chain'] as const)('are counted exactly: %s', (kind) => {
    const listed = ruledSpaces(kind).filter((space) => spaceModel(space).size < 3_000n)
    fc.assert(
      fc.property(listed, (space) => {
        const ruled = spaceModel(space)
        const texts = new Set(everyOpenChoice(ruled).map((choices) => ruled.format(choices)))
        expect(BigInt(texts.size)).toBe(ruled.size)
        for (const text of texts) expect(ruled.format(ruled.parse(text))).toBe(text)
      }),
      { numRuns: 30 },
    )
  })
})
