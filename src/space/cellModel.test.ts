import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellChoices, cellModel } from './cellModel'
import type { CellSpace, GenotypeEdge } from './cellSpace'
import { countArchitectures } from './counting'
import { parseGenotype } from './genotype'
import { GenotypeError } from './genotypeError'
import { formatGenotype } from './genotypeFormat'
import { DARTS_OPERATIONS } from './operations'
import { PUBLISHED } from './published'
import { anyChoices, everyChoice, everyOpenChoice } from './spaces.fixture'

const DARTS: CellSpace = {
  kind: 'cell',
  nodes: 4,
  operations: DARTS_OPERATIONS,
  cells: 8,
  channels: 16,
}

describe('DARTS cells as choices', () => {
  const model = cellModel(DARTS)

  it('take 3 decisions per node and type: inputs, then both operations', () => {
    expect(model.decisions).toHaveLength(2 * 4 * 3)
    expect(model.decisions.slice(3, 6)).toEqual([
      { name: 'normal/node.1/inputs', kind: 'inputs', options: ['0 + 1', '0 + 2', '1 + 2'] },
      { name: 'normal/node.1/edge.0', kind: 'operation', options: DARTS_OPERATIONS.slice(1) },
      { name: 'normal/node.1/edge.1', kind: 'operation', options: DARTS_OPERATIONS.slice(1) },
    ])
    expect(new Set(model.decisions.map(({ name }) => name)).size).toBe(24)
  })

  it('are as many as counted', () => {
    expect(model.size).toBe(countArchitectures(DARTS))
    const options = model.decisions.map((decision) => BigInt(decision.options.length))
    expect(options.reduce((product, count) => product * count, 1n)).toBe(model.size)
  })

  it('list every architecture of a small space once', () => {
    const small = cellModel({
      ...DARTS,
      nodes: 2,
      operations: ['none', 'skip_connect', 'max_pool_3x3'],
    })
    const texts = new Set(everyChoice(small.decisions).map((choices) => small.format(choices)))
    expect(BigInt(texts.size)).toBe(small.size)
  })

  it('come back from their text and their genotype', () => {
    fc.assert(
      fc.property(anyChoices(model.decisions), (choices) => {
        expect(model.parse(model.format(choices))).toEqual(choices)
        expect(cellChoices(DARTS, model.genotype(choices))).toEqual(choices)
      }),
    )
  })

  it('know the published cells, whichever of a node’s edges is named first', () => {
    const choices = cellChoices(DARTS, PUBLISHED.DARTS_V2)
    const sorted = (edges: readonly { input: number }[]) =>
      [...edges].sort((a, b) => a.input - b.input)
    expect(model.genotype(choices).reduce.nodes).toEqual(
      PUBLISHED.DARTS_V2.reduce.nodes.map(sorted),
    )
    expect(choices.slice(0, 3)).toEqual([0, 3, 3])
  })

  it.each([
    ['another number of nodes', PUBLISHED.NASNet],
    [
      'an operation that is not searched',
      parseGenotype(model.format(model.decisions.map(() => 0)).replace('max_pool_3x3', 'none')),
    ],
    [
      'a state read twice',
      parseGenotype(model.format(model.decisions.map(() => 0)).replace("', 1)", "', 0)")),
    ],
    [
      'a node not joined',
      parseGenotype(model.format(model.decisions.map(() => 0)).replace('[2, 3, 4, 5]', '[4, 5]')),
    ],
  ])('refuse %s', (_, genotype) => {
    expect(() => cellChoices(DARTS, genotype)).toThrow(GenotypeError)
  })

  it('refuse choices that do not fit', () => {
    expect(() => model.format([0, 1])).toThrow(RangeError)
    expect(() => model.format(model.decisions.map(() => 7))).toThrow(RangeError)
    expect(() => model.format(model.decisions.map(() => -1))).toThrow(RangeError)
  })
})

describe('DARTS cells with rules', () => {
  const space: CellSpace = {
    kind: 'cell',
    nodes: 2,
    operations: ['none', 'skip_connect', 'max_pool_3x3', 'sep_conv_3x3'],
    cells: 3,
    channels: 4,
    rules: {
      normal: [
        { from: 0, to: 2, operations: ['none', 'sep_conv_3x3'] },
        { from: 0, to: 3, operations: ['skip_connect', 'max_pool_3x3'] },
        { from: 2, to: 3, forced: true },
      ],
      reduce: [
        { from: 1, to: 2, operations: [] },
        { from: 0, to: 3, operations: ['none'] },
        { from: 1, to: 3, operations: ['sep_conv_3x3'] },
      ],
    },
  }
  const model = cellModel(space)

  /** Every node of a free cell, kept where it obeys what the rules say in words. */
  const texts = (() => {
    const operations = ['skip_connect', 'max_pool_3x3', 'sep_conv_3x3'] as const
    const nodes = (state: number, obeys: (edges: ReadonlyMap<number, string>) => boolean) => {
      const some: (readonly GenotypeEdge[])[] = []
      for (let high = 0; high < state; high++) {
        for (const operation of operations) {
          const last = { operation, input: high }
          some.push([last])
          for (let low = 0; low < high; low++) {
            for (const first of operations) some.push([{ operation: first, input: low }, last])
          }
        }
      }
      return some.filter((edges) =>
        obeys(new Map(edges.map(({ operation, input }) => [input, operation]))),
      )
    }
    const normal = [
      nodes(2, (edges) => edges.size === 2 && edges.get(0) === 'sep_conv_3x3'),
      nodes(3, (edges) => edges.size === 2 && edges.has(2) && edges.get(0) !== 'sep_conv_3x3'),
    ]
    const reduce = [
      nodes(2, (edges) => edges.size === 1 && edges.has(0)),
      nodes(3, (edges) => edges.size === 2 && !edges.has(0) && edges.get(1) === 'sep_conv_3x3'),
    ]
    const cells = ([first = [], second = []]: readonly (readonly (readonly GenotypeEdge[])[])[]) =>
      first.flatMap((one) => second.map((other) => ({ nodes: [one, other], concat: [2, 3] })))
    return cells(normal).flatMap((one) =>
      cells(reduce).map((other) => formatGenotype({ normal: one, reduce: other })),
    )
  })()

  it('have the architectures that obey them, and no others', () => {
    // Node 2: 1 × 3; node 3: 2 × 3 from 0 and 2, 3 × 3 from 1 and 2. Then 3, and 1 × 3.
    expect(texts).toHaveLength(3 * (6 + 9) * 3 * 3)
    expect(model.size).toBe(BigInt(texts.length))
    const open = everyOpenChoice(model)
    expect(new Set(open.map((choices) => model.format(choices)))).toEqual(new Set(texts))
    for (const choices of open) expect(model.parse(model.format(choices))).toEqual(choices)
  })

  it('refuse combinations that are closed', () => {
    const all = everyChoice(model.decisions).map((choices) => model.format(choices))
    const accepted = all.filter((text) => {
      try {
        return model.format(model.parse(text)) === text
      } catch (error) {
        expect(error).toBeInstanceOf(GenotypeError)
        return false
      }
    })
    expect(new Set(accepted)).toEqual(new Set(texts))
    expect(all.length).toBeGreaterThan(accepted.length)
  })

  it('say which rule an architecture breaks', () => {
    const text = texts[0] as string
    expect(() => model.parse(text.replace("('skip_connect', 0)", "('sep_conv_3x3', 0)"))).toThrow(
      'sep_conv_3x3 is used on edge 0 → 3, where rules do not allow it',
    )
    const free = cellModel({ ...space, rules: {} })
    const anything = free.format(free.decisions.map(() => 0))
    expect(() => model.parse(anything)).toThrow('In the normal cell, ')
  })

  it('are open where every option may follow every other', () => {
    const forced = cellModel({ ...space, rules: { normal: [{ from: 2, to: 3, forced: true }] } })
    expect(forced.open).toBeUndefined()
    expect(forced.decisions[3]?.options).toEqual(['0 + 2', '1 + 2'])
    expect(forced.size).toBe(9n * 18n * (9n * 27n))
  })
})
