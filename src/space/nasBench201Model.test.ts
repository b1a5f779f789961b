import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GenotypeError } from './genotypeError'
import { nasBench201Model } from './nasBench201Model'
import type { NasBench201Space } from './nasBench201Space'
import { NAS_BENCH_201_OPERATIONS } from './nasBench201Space'
import { anyChoices, everyChoice, hostileTexts } from './spaces.fixture'

const model = nasBench201Model({
  kind: 'nas-bench-201',
  operations: NAS_BENCH_201_OPERATIONS,
  cells: 5,
  channels: 16,
})

/** The best cell of CIFAR-10 in the paper's tables. */
const ARCH =
  '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|'

describe('NAS-Bench-201 as choices', () => {
  it('has 15,625 architectures, each with a text of its own', () => {
    expect(model.size).toBe(15_625n)
    const texts = everyChoice(model.decisions).map((choices) => model.format(choices))
    expect(new Set(texts).size).toBe(15_625)
  })

  it('reads and writes arch strings', () => {
    const choices = model.parse(ARCH)
    expect(choices).toEqual([3, 3, 3, 1, 3, 3])
    expect(model.format(choices)).toBe(ARCH)
    expect(model.parse(`  ${ARCH}\n`)).toEqual(choices)
    expect(model.decisions.map(({ name }) => name)).toEqual([
      'node.1/edge.0',
      'node.2/edge.0',
      'node.2/edge.1',
      'node.3/edge.0',
      'node.3/edge.1',
      'node.3/edge.2',
    ])
  })

  it('comes back from its text', () => {
    fc.assert(
      fc.property(anyChoices(model.decisions), (choices) => {
        expect(model.parse(model.format(choices))).toEqual(choices)
      }),
    )
  })

  it.each([
    ['an unknown operation', ARCH.replace('skip_connect', 'sep_conv_3x3'), 'unknown-operation'],
    ['a state out of order', ARCH.replace('skip_connect~0', 'skip_connect~1'), 'bad-input'],
    ['a node too few', ARCH.slice(0, ARCH.lastIndexOf('+')), 'bad-cell'],
    ['an edge too many', ARCH.replace('+|nor', '+|none~0|nor'), 'bad-cell'],
    ['an open end', ARCH.slice(0, -1), 'bad-cell'],
  ])('refuses %s', (_, text, code) => {
    expect(() => model.parse(text)).toThrow(expect.objectContaining({ code }) as Error)
  })

  it('says where the text is wrong', () => {
    const text = ARCH.replace('skip_connect', 'nonsense')
    const position = text.indexOf('nonsense')
    expect(() => model.parse(text)).toThrow(expect.objectContaining({ position }) as Error)
  })

  it('meets any text with an architecture or a GenotypeError', () => {
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

describe('NAS-Bench-201 with rules', () => {
  const free: NasBench201Space = {
    kind: 'nas-bench-201',
    operations: ['none', 'skip_connect', 'nor_conv_3x3'],
    cells: 1,
    channels: 4,
  }
  const space: NasBench201Space = {
    ...free,
    rules: [
      { from: 0, to: 1, operations: ['none'] },
      { from: 0, to: 2, operations: ['skip_connect', 'nor_conv_3x3'] },
      { from: 2, to: 3, operations: ['none', 'nor_conv_3x3'] },
    ],
  }
  const ruled = nasBench201Model(space)

  it('has the architectures that obey them, and no others', () => {
    const all = nasBench201Model(free)
    const texts = everyChoice(all.decisions).map((choices) => all.format(choices))
    const obeys = /^\|none~0\|\+\|(?!none).*\+\|.*\|(none|nor_conv_3x3)~2\|$/
    const expected = new Set(texts.filter((text) => obeys.test(text)))
    expect(ruled.size).toBe(BigInt(expected.size))
    const made = everyChoice(ruled.decisions).map((choices) => ruled.format(choices))
    expect(new Set(made)).toEqual(expected)
    for (const text of texts) {
      if (expected.has(text)) expect(ruled.format(ruled.parse(text))).toBe(text)
      else expect(() => ruled.parse(text)).toThrow(GenotypeError)
    }
  })

  it('names the operation that is closed', () => {
    const text = '|none~0|+|none~0|none~1|+|none~0|none~1|none~2|'
    expect(() => ruled.parse(text)).toThrow('Rules do not allow none on edge 0 → 2')
  })
})
