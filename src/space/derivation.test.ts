import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { cellModel } from './cellModel'
import type { CellSpace } from './cellSpace'
import { cellEdges, operationCount } from './cellSpace'
import type { NodeDerivation } from './derivation'
import { deriveGenotype, explainDerivation, isKept } from './derivation'
import { formatGenotype } from './genotypeFormat'
import { DARTS_OPERATIONS } from './operations'

const SPACE: CellSpace = {
  kind: 'cell',
  nodes: 2,
  operations: ['none', 'max_pool_3x3', 'skip_connect'],
  cells: 3,
  channels: 4,
}

// Edges 0-2, 1-2, then 0-3, 1-3, 2-3; columns none, max_pool, skip.
const NORMAL = [
  [0.5, 0.25, 0.25],
  [0.2, 0.375, 0.425],
  [0.125, 0.5, 0.375],
  [0.9, 0.0625, 0.0375],
  [0.125, 0.375, 0.5],
]
const REDUCE = NORMAL.map(() => [0.5, 0.25, 0.25])
const GATES = Float32Array.from([...NORMAL, ...REDUCE].flat())

describe('deriveGenotype', () => {
  it('keeps the two strongest edges of every node, strongest first, and never none', () => {
    expect(deriveGenotype(SPACE, GATES).normal).toEqual({
      nodes: [
        [
          { operation: 'skip_connect', input: 1 },
          { operation: 'max_pool_3x3', input: 0 },
        ],
        [
          { operation: 'max_pool_3x3', input: 0 },
          { operation: 'skip_connect', input: 2 },
        ],
      ],
      concat: [2, 3],
    })
  })

  it('breaks ties by the first operation and the earlier input', () => {
    expect(deriveGenotype(SPACE, GATES).reduce.nodes).toEqual(
      [0, 1].map(() => [
        { operation: 'max_pool_3x3', input: 0 },
        { operation: 'max_pool_3x3', input: 1 },
      ]),
    )
  })

  it('follows model_search.py, written out literally, on random gates', () => {
    const space: CellSpace = { ...SPACE, nodes: 4, operations: DARTS_OPERATIONS }
    // Few distinct values, so that ties are common.
    const gate = fc.integer({ min: 1, max: 6 }).map((value) => value / 8)
    const rows = fc.array(fc.array(gate, { minLength: 8, maxLength: 8 }), {
      minLength: 28,
      maxLength: 28,
    })
    fc.assert(
      fc.property(rows, (weights) => {
        const genotype = deriveGenotype(space, Float32Array.from(weights.flat()))
        expect(flatten(genotype.normal.nodes)).toEqual(publishedRule(weights.slice(0, 14)))
        expect(flatten(genotype.reduce.nodes)).toEqual(publishedRule(weights.slice(14)))
      }),
    )
  })

  it('refuses gates that cannot be the space’s', () => {
    expect(() => deriveGenotype(SPACE, GATES.subarray(1))).toThrow('has 30 gates, not 29')
    expect(() =>
      deriveGenotype(
        SPACE,
        GATES.map(() => NaN),
      ),
    ).toThrow('finite')
  })
})

describe('explainDerivation', () => {
  const { cells } = explainDerivation(SPACE, GATES)

  it('says for every edge what decided about it', () => {
    const summary = cells.normal.flatMap(({ edges }) =>
      edges.map(({ from, to, rank, verdict, rival }) => [from, to, rank, verdict, rival]),
    )
    expect(summary).toEqual([
      [0, 2, 2, 'kept-unopposed', null],
      [1, 2, 1, 'kept-unopposed', null],
      [0, 3, 1, 'kept-stronger', 0.0625],
      [1, 3, 3, 'dropped-weaker', 0.5],
      [2, 3, 2, 'kept-stronger', 0.0625],
    ])
    expect(cells.reduce[1]?.edges.map(({ verdict }) => verdict)).toEqual([
      'kept-by-tie',
      'kept-by-tie',
      'dropped-by-tie',
    ])
  })

  it('shows the gate of none, which the rule ignores', () => {
    const ignored = cells.normal[1]?.edges[1]
    expect(ignored).toMatchObject({ operation: 'max_pool_3x3', gate: 0.0625, row: 3 })
    expect(ignored?.noneGate).toBeCloseTo(0.9, 6)
    expect(ignored && isKept(ignored)).toBe(false)
  })
})

describe('with rules', () => {
  const ruled: CellSpace = {
    ...SPACE,
    rules: {
      normal: [
        { from: 1, to: 2, operations: [] },
        { from: 0, to: 3, operations: ['none', 'skip_connect'] },
        { from: 1, to: 3, forced: true },
      ],
      reduce: [
        { from: 0, to: 3, forced: true },
        { from: 2, to: 3, operations: ['skip_connect'], forced: true },
      ],
    },
  }
  const { genotype, cells } = explainDerivation(ruled, GATES)

  it('keeps forced edges, and the strongest of the others beside them', () => {
    expect(genotype.normal.nodes).toEqual([
      [{ operation: 'max_pool_3x3', input: 0 }],
      [
        { operation: 'skip_connect', input: 2 },
        { operation: 'max_pool_3x3', input: 1 },
      ],
    ])
    expect(genotype.reduce.nodes[1]).toEqual([
      { operation: 'max_pool_3x3', input: 0 },
      { operation: 'skip_connect', input: 2 },
    ])
    expect(cellModel(ruled).parse(formatGenotype(genotype))).toHaveLength(2 + 3 + 3 + 3)
  })

  it('says so', () => {
    const verdicts = (nodes: readonly NodeDerivation[]) =>
      nodes.flatMap(({ edges }) =>
        edges.map(({ from, to, rank, verdict, rival }) => [from, to, rank, verdict, rival]),
      )
    expect(verdicts(cells.normal)).toEqual([
      [0, 2, 1, 'kept-unopposed', null],
      [0, 3, 2, 'dropped-weaker', 0.5],
      [1, 3, 3, 'kept-forced', null],
      [2, 3, 1, 'kept-stronger', 0.375],
    ])
    expect(verdicts(cells.reduce).slice(2)).toEqual([
      [0, 3, 1, 'kept-forced', null],
      [2, 3, 2, 'kept-forced', null],
    ])
    expect(cells.reduce[1]?.edges[1]?.noneGate).toBeNull()
  })

  it('is one of the space’s architectures, whatever the gates', () => {
    const gates = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(gates, (values) => {
        const found = deriveGenotype(ruled, Float32Array.from(values))
        expect(() => cellModel(ruled).parse(formatGenotype(found))).not.toThrow()
      }),
    )
  })

  it('needs something to read', () => {
    const cut: CellSpace = {
      ...SPACE,
      rules: {
        reduce: [
          { from: 0, to: 2, operations: [] },
          { from: 1, to: 2, operations: ['none'] },
        ],
      },
    }
    expect(() => deriveGenotype(cut, GATES)).toThrow('node 2 of the reduce cell')
  })
})

describe('operationCount', () => {
  it('counts an operation in a cell', () => {
    expect(operationCount(deriveGenotype(SPACE, GATES).normal, 'skip_connect')).toBe(2)
  })
})

const flatten = (nodes: readonly (readonly { operation: string; input: number }[])[]) =>
  nodes.flatMap((edges) => edges.map(({ operation, input }) => [operation, input]))

/** `_parse` of darts/cnn/model_search.py, step by step. */
function publishedRule(weights: readonly number[][]): [string, number][] {
  const gene: [string, number][] = []
  let start = 0
  for (let i = 0; i < 4; i++) {
    const node = weights.slice(start, start + i + 2)
    const key = (j: number) =>
      -Math.max(...node[j]!.filter((_, k) => k !== DARTS_OPERATIONS.indexOf('none')))
    const edges = node
      .map((_, j) => j)
      .sort((a, b) => key(a) - key(b))
      .slice(0, 2)
    for (const j of edges) {
      let best = -1
      node[j]!.forEach((weight, k) => {
        if (k === 0) return
        if (best < 0 || weight > node[j]![best]!) best = k
      })
      gene.push([DARTS_OPERATIONS[best]!, j])
    }
    start += i + 2
  }
  expect(start).toBe(cellEdges(4).length)
  return gene
}
