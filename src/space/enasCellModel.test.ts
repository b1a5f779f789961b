import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enasCellModel, enasCells, looseEnds, mayBeLoose } from './enasCellModel'
import type { EnasCellSpace } from './enasCellSpace'
import { ENAS_CELL_OPERATIONS } from './enasCellSpace'
import { GenotypeError } from './genotypeError'
import { anyChoices, everyChoice, everyOpenChoice, hostileTexts } from './spaces.fixture'

const SPACE: EnasCellSpace = {
  kind: 'enas-cell',
  nodes: 5,
  operations: ENAS_CELL_OPERATIONS,
  cells: 8,
  channels: 20,
}

const PUBLISHED_ARC = `0 2 0 0 0 4 0 1 0 4 1 1 1 0 0 1 0 2 1 1
1 0 1 0 0 3 0 2 1 1 3 1 1 0 0 4 0 3 1 1`

describe('ENAS cells as choices', () => {
  const model = enasCellModel(SPACE)

  it('are decided as the published controller does: both inputs, then both operations', () => {
    expect(model.decisions).toHaveLength(2 * 5 * 4)
    expect(model.decisions.slice(4, 8).map(({ name, options }) => [name, options.length])).toEqual([
      ['normal/node.1/index.1', 3],
      ['normal/node.1/index.2', 3],
      ['normal/node.1/op.1', 5],
      ['normal/node.1/op.2', 5],
    ])
    expect(model.decisions[20]?.name).toBe('reduce/node.0/index.1')
  })

  it('are as many as arcs can be written: per cell ∏ (5 · states)² over 2 … 6 states', () => {
    expect(model.size).toBe((5n ** 5n * 2n * 3n * 4n * 5n * 6n) ** 4n)
    const small = enasCellModel({
      ...SPACE,
      nodes: 1,
      operations: ['skip_connect', 'avg_pool_3x3'],
    })
    const arcs = new Set(everyChoice(small.decisions).map((choices) => small.format(choices)))
    expect(BigInt(arcs.size)).toBe(small.size)
  })

  it('read and write the published arc', () => {
    const choices = model.parse(PUBLISHED_ARC)
    expect(model.format(choices)).toBe(PUBLISHED_ARC)
    // Node 0 of the normal cell is `0 2 0 0`: inputs 0 and 0, operations 2 and 0.
    expect(choices.slice(0, 4)).toEqual([0, 0, 2, 0])
    expect(model.parse(PUBLISHED_ARC.replace('\n', ' '))).toEqual(choices)
  })

  it('draw the published arc as the figure of the paper', () => {
    const genotype = model.genotype(model.parse(PUBLISHED_ARC))
    const edges = (cell: 'normal' | 'reduce') =>
      genotype?.[cell].nodes.map((node) =>
        node.map(({ operation, input }) => `${operation} ${input}`).join(' + '),
      )
    expect(edges('normal')).toEqual([
      'avg_pool_3x3 0 + sep_conv_3x3 0',
      'skip_connect 0 + sep_conv_5x5 0',
      'skip_connect 0 + sep_conv_5x5 1',
      'sep_conv_3x3 1 + sep_conv_5x5 0',
      'avg_pool_3x3 0 + sep_conv_5x5 1',
    ])
    expect(edges('reduce')).toEqual([
      'sep_conv_3x3 1 + sep_conv_3x3 1',
      'max_pool_3x3 0 + avg_pool_3x3 0',
      'sep_conv_5x5 1 + sep_conv_5x5 3',
      'sep_conv_3x3 1 + skip_connect 0',
      'max_pool_3x3 0 + sep_conv_5x5 1',
    ])
    expect(genotype?.normal.concat).toEqual([2, 3, 4, 5, 6])
    expect(genotype?.reduce.concat).toEqual([2, 4, 5, 6])
  })

  it('join an input of the cell that nothing reads', () => {
    const small = enasCellModel({ ...SPACE, nodes: 1 })
    expect(small.genotype(small.parse('0 0 0 1 1 0 0 4'))?.normal.concat).toEqual([1, 2])
    expect(small.genotype(small.parse('0 0 0 1 1 0 0 4'))?.reduce.concat).toEqual([2])
  })

  it('come back from their text', () => {
    fc.assert(
      fc.property(anyChoices(model.decisions), (choices) => {
        expect(model.parse(model.format(choices))).toEqual(choices)
      }),
    )
  })

  it.each([
    ['a state that does not exist yet', '2 0 0 0 1 0 0 0', 'bad-input', 0],
    ['an operation that does not exist', '0 0 1 5 1 0 0 0', 'unknown-operation', 6],
    ['too few numbers', '0 0 1 0', 'bad-cell', 7],
    ['words', '0 0 1 0 one 0 0 0', 'syntax', 8],
  ])('refuse %s', (_, text, code, position) => {
    const small = enasCellModel({ ...SPACE, nodes: 1 })
    expect(() => small.parse(text)).toThrow(expect.objectContaining({ code, position }) as Error)
  })

  it('meet any text with an architecture or a GenotypeError', () => {
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

describe('ENAS cells with rules', () => {
  const space: EnasCellSpace = {
    kind: 'enas-cell',
    nodes: 2,
    operations: ['sep_conv_3x3', 'skip_connect'],
    cells: 3,
    channels: 4,
    rules: {
      normal: [
        { from: 0, to: 2, operations: [] },
        { from: 1, to: 3, operations: ['skip_connect'], forced: true },
      ],
      reduce: [
        { from: 0, to: 3, forced: true },
        { from: 2, to: 3, operations: ['sep_conv_3x3'], forced: true },
      ],
    },
  }
  const model = enasCellModel(space)

  /** All arcs of the free space that obey what the rules say in words. */
  const arcs = everyChoice(enasCellModel({ ...space, rules: {} }).decisions).filter((choices) => {
    const halves = (node: number) => {
      const [index1, index2, op1, op2] = choices.slice(4 * node)
      return [
        { input: index1, skips: op1 === 1 },
        { input: index2, skips: op2 === 1 },
      ]
    }
    const [first, second, , last] = [0, 1, 2, 3].map(halves)
    const reads = (node: ReturnType<typeof halves>, state: number) =>
      node.some(({ input }) => input === state)
    return (
      first?.every(({ input }) => input === 1) &&
      second?.every(({ input, skips }) => input !== 1 || skips) &&
      reads(second, 1) &&
      last?.every(({ input, skips }) => input !== 1 && (input !== 2 || !skips)) &&
      reads(last, 0) &&
      reads(last, 2)
    )
  })

  it('have the arcs that obey them, and no others', () => {
    expect(model.size).toBe(BigInt(arcs.length))
    expect(everyOpenChoice(model)).toEqual(arcs)
    for (const choices of arcs) expect(model.parse(model.format(choices))).toEqual(choices)
  })

  it('refuse every other arc', () => {
    const known = new Set(arcs.map(String))
    fc.assert(
      fc.property(anyChoices(model.decisions), (choices) => {
        const parse = () => model.parse(model.format(choices))
        if (known.has(String(choices))) expect(parse()).toEqual(choices)
        else expect(parse).toThrow(GenotypeError)
      }),
    )
  })

  it.each([
    ['a forbidden edge', '0 0 1 0 1 1 1 1 1 0 0 0 0 0 2 0', 'read state 0 here', 0],
    ['a forced edge left out', '1 0 1 0 0 0 2 0 0 0 0 0 0 0 2 0', 'read state 2 here', 12],
    ['a closed operation', '1 0 1 0 1 0 1 1 0 0 0 0 0 0 2 0', 'sep_conv_3x3 on edge 1 → 3', 10],
  ])('name %s', (_, text, message, position) => {
    expect(() => model.parse(text)).toThrow(message)
    expect(() => model.parse(text)).toThrow(expect.objectContaining({ position }) as Error)
  })

  it('may leave a state to the output unless it is always read', () => {
    const loose = (type: 'normal' | 'reduce') =>
      [0, 1, 2, 3].filter((state) => mayBeLoose(space, type, state))
    expect(loose('normal')).toEqual([0, 2, 3])
    expect(loose('reduce')).toEqual([1, 3])
    const seen = everyOpenChoice(model).flatMap((choices) => {
      const { normal, reduce } = enasCells(space, choices)
      return [
        ...looseEnds(normal).map((state) => `normal ${state}`),
        ...looseEnds(reduce).map((state) => `reduce ${state}`),
      ]
    })
    expect([...new Set(seen)].sort()).toEqual([
      ...['normal 0', 'normal 2', 'normal 3'],
      ...['reduce 1', 'reduce 3'],
    ])
  })
})
