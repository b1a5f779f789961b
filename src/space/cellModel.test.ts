import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellChoices, cellModel } from './cellModel'
import type { CellSpace } from './cellSpace'
import { countArchitectures } from './counting'
import { parseGenotype } from './genotype'
import { GenotypeError } from './genotypeError'
import { DARTS_OPERATIONS } from './operations'
import { PUBLISHED } from './published'
import { anyChoices, everyChoice } from './spaces.fixture'

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
