import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateSpace } from './bounds'
import { chainModel, chosenBlocks } from './chainModel'
import type { ChainSpace } from './chainSpace'
import { CHAIN_BLOCKS, chainPlaces } from './chainSpace'
import { GenotypeError } from './genotypeError'
import { anyChoices, everyChoice, hostileTexts } from './spaces.fixture'

const SMALL: ChainSpace = {
  kind: 'chain',
  stem: { channels: 8, stride: 1 },
  stages: [
    { blocks: 2, channels: 16, stride: 2 },
    { blocks: 1, channels: 16, stride: 1 },
  ],
  choices: ['shuffle_3x3', 'skip_connect', 'xception_3x3'],
  head: 32,
  widths: [0.5, 1],
}

const SPOS: ChainSpace = {
  kind: 'chain',
  stem: { channels: 16, stride: 2 },
  stages: [
    { blocks: 4, channels: 64, stride: 2 },
    { blocks: 4, channels: 160, stride: 2 },
    { blocks: 8, channels: 320, stride: 2 },
    { blocks: 4, channels: 640, stride: 2 },
  ],
  choices: ['shuffle_3x3', 'shuffle_5x5', 'shuffle_7x7', 'xception_3x3'],
  head: 1024,
  widths: [1],
}

describe('a chain as choices', () => {
  const model = chainModel(SMALL)

  it('places blocks one after another', () => {
    expect(chainPlaces(SMALL)).toEqual([
      { name: 'stages.0/block.0', inputChannels: 8, channels: 16, stride: 2 },
      { name: 'stages.0/block.1', inputChannels: 16, channels: 16, stride: 1 },
      { name: 'stages.1/block.0', inputChannels: 16, channels: 16, stride: 1 },
    ])
  })

  it('is 4²⁰ as SPOS searches it', () => {
    expect(chainModel(SPOS).size).toBe(4n ** 20n)
  })

  it('offers skip_connect only where the shape stays, and a width to every block', () => {
    expect(model.decisions.map(({ kind, options }) => [kind, options])).toEqual([
      ['operation', ['shuffle_3x3', 'xception_3x3']],
      ['width', ['0.5', '1']],
      ['operation', SMALL.choices],
      ['width', ['0.5', '1']],
      ['operation', SMALL.choices],
      ['width', ['0.5', '1']],
    ])
    const texts = new Set(everyChoice(model.decisions).map((choices) => model.format(choices)))
    expect(BigInt(texts.size)).toBe(model.size)
    expect(model.size).toBe(2n * 2n * 3n * 2n * 3n * 2n)
  })

  it('is written with the numbers of the space’s choices, then of its widths', () => {
    const choices = model.parse('[2, 1, 0]\n[1, 0, 1]')
    expect(chosenBlocks(SMALL, choices).map(({ block, width }) => [block, width])).toEqual([
      ['xception_3x3', 1],
      ['skip_connect', 0],
      ['shuffle_3x3', 1],
    ])
    expect(model.format(choices)).toBe('[2, 1, 0]\n[1, 0, 1]')
  })

  it('comes back from its text', () => {
    for (const space of [model, chainModel(SPOS), chainModel({ ...SPOS, choices: CHAIN_BLOCKS })]) {
      fc.assert(
        fc.property(anyChoices(space.decisions), (choices) => {
          expect(space.parse(space.format(choices))).toEqual(choices)
        }),
      )
    }
  })

  it('meets any text with an architecture or a GenotypeError', () => {
    expect(() => model.parse('[1, 0, 0]\n[0, 0, 0]')).toThrow('no block 1 for stages.0/block.0')
    expect(() => model.parse('[0, 0, 0]\n[0, 0, 2]')).toThrow('no width 2')
    fc.assert(
      fc.property(hostileTexts, (text) => {
        try {
          model.parse(text)
        } catch (error) {
          expect(error).toBeInstanceOf(GenotypeError)
        }
      }),
    )
  })
})

describe('rules of single blocks', () => {
  const ruled: ChainSpace = {
    ...SMALL,
    rules: [
      { stage: 0, block: 1, choices: ['skip_connect', 'xception_3x3'] },
      { stage: 1, block: 0, choices: ['shuffle_3x3'] },
    ],
  }
  const model = chainModel(ruled)

  it('leave each block its own candidates, in the numbers of the space', () => {
    const blocks = model.decisions.filter(({ kind }) => kind === 'operation')
    expect(blocks.map(({ options }) => options)).toEqual([
      ['shuffle_3x3', 'xception_3x3'],
      ['skip_connect', 'xception_3x3'],
      ['shuffle_3x3'],
    ])
    expect(model.size).toBe(2n * 2n * 1n * 2n ** 3n)
    expect(model.format(model.parse('[0, 1, 0]\n[0, 0, 0]'))).toBe('[0, 1, 0]\n[0, 0, 0]')
    expect(() => model.parse('[0, 0, 0]\n[0, 0, 0]')).toThrow('no block 0 for stages.0/block.1')
    expect(() => model.parse('[0, 1, 2]\n[0, 0, 0]')).toThrow('no block 2 for stages.1/block.0')
  })

  it('make a space impossible where they leave a block nothing that fits', () => {
    const only = (choices: ChainSpace['choices']) =>
      validateSpace({ ...SMALL, rules: [{ stage: 0, block: 0, choices }] })
    expect(only(['xception_3x3'])).toEqual([])
    const nothing = [{ code: 'nothing-left', field: 'stages.0/block.0' }]
    expect(only(['skip_connect'])).toEqual(nothing)
    expect(only([])).toEqual(nothing)
  })

  it('let a block narrow that is left no shuffle', () => {
    const narrowing: ChainSpace = {
      ...SMALL,
      stages: [{ blocks: 1, channels: 4, stride: 2 }],
      choices: ['shuffle_3x3', 'mbconv_3_3'],
    }
    expect(validateSpace(narrowing)).toMatchObject([{ code: 'no-widening' }])
    const rules = [{ stage: 0, block: 0, choices: ['mbconv_3_3'] }] as const
    expect(validateSpace({ ...narrowing, rules })).toEqual([])
  })
})

describe('what a chain may be', () => {
  it('accepts SPOS and the small one', () => {
    expect(validateSpace(SPOS)).toEqual([])
    expect(validateSpace(SMALL)).toEqual([])
  })

  const codes = (change: Partial<ChainSpace>) =>
    validateSpace({ ...SMALL, ...change }).map((problem) =>
      'field' in problem ? `${problem.code} ${problem.field}` : problem.code,
    )

  it('names what is out of bounds', () => {
    expect(codes({ stages: [] })).toEqual(['out-of-bounds stages'])
    expect(codes({ stages: [{ blocks: 1e9, channels: NaN, stride: 1 }] })).toEqual([
      'out-of-bounds stages.0.blocks',
      'out-of-bounds stages.0.channels',
    ])
    expect(codes({ widths: [], head: 0 })).toEqual(['out-of-bounds head', 'out-of-bounds widths'])
    expect(codes({ widths: [1, 3, 1] })).toEqual(['out-of-bounds widths.1', 'repeated-width'])
  })

  it('wants even channels, a choice for every block, and room for shuffle blocks to widen', () => {
    expect(codes({ stem: { channels: 7, stride: 1 } })).toEqual(['odd-channels stem.channels'])
    expect(codes({ choices: ['skip_connect'] })).toEqual(['no-operation'])
    const narrowing = { stages: [{ blocks: 1, channels: 8, stride: 2 } as const] }
    expect(codes(narrowing)).toEqual(['no-widening stages.0/block.0'])
    expect(codes({ ...narrowing, choices: ['mbconv_3_3'] })).toEqual([])
  })
})
