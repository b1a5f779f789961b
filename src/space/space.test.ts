import { describe, expect, it } from 'vitest'
import { validateSpace } from './bounds'
import type { CellSpace } from './cellSpace'
import { cellEdges, reductionCells } from './cellSpace'
import { countArchitectures } from './counting'
import { DARTS_OPERATIONS } from './operations'

const DARTS: CellSpace = {
  kind: 'cell',
  nodes: 4,
  operations: DARTS_OPERATIONS,
  cells: 8,
  channels: 16,
}

describe('cellEdges', () => {
  it('numbers the 14 edges of a four-node cell as DARTS numbers its alphas', () => {
    const edges = cellEdges(4)
    expect(edges).toHaveLength(14)
    expect(edges.slice(0, 5).map(({ from, to }) => [from, to])).toEqual([
      ...[
        [0, 2],
        [1, 2],
        [0, 3],
        [1, 3],
        [2, 3],
      ],
    ])
    expect(edges.every(({ row }, index) => row === index)).toBe(true)
  })
})

describe('reductionCells', () => {
  it.each([
    [20, [6, 13]],
    [8, [2, 5]],
    [3, [1, 2]],
    [2, [0, 1]],
    [1, [0]],
  ])('of %i cells are %j', (cells, reducing) => {
    expect(reductionCells(cells)).toEqual(reducing)
  })
})

describe('countArchitectures', () => {
  it('is the DARTS paper’s number: (∏ (k + 1) k / 2 · 7²)² over k = 1 … 4, about 10¹⁸', () => {
    expect(countArchitectures(DARTS)).toBe(1_076_746_950_455_072_400n)
  })

  it('agrees with listing every cell of a small space', () => {
    const operations = ['none', 'skip_connect', 'max_pool_3x3', 'avg_pool_3x3'] as const
    const cells = listCells(2, operations.slice(1))
    expect(new Set(cells).size).toBe(cells.length)
    expect(countArchitectures({ ...DARTS, nodes: 2, operations })).toBe(BigInt(cells.length) ** 2n)
    expect(countArchitectures({ ...DARTS, nodes: 1, operations: ['skip_connect'] })).toBe(1n)
  })
})

/** Every cell as text: all pairs of inputs and all pairs of operations, node by node. */
function listCells(nodes: number, operations: readonly string[]): string[] {
  if (nodes === 0) return ['']
  const states = 1 + nodes
  const choices: string[] = []
  for (let second = 1; second < states; second++) {
    for (let first = 0; first < second; first++) {
      for (const a of operations) {
        for (const b of operations) choices.push(`${a}(${first})+${b}(${second})`)
      }
    }
  }
  return listCells(nodes - 1, operations).flatMap((cell) =>
    choices.map((choice) => `${cell}|${choice}`),
  )
}

describe('validateSpace', () => {
  it('accepts what can be searched', () => {
    expect(validateSpace(DARTS)).toEqual([])
    expect(validateSpace({ ...DARTS, nodes: 1, cells: 1, operations: ['skip_connect'] })).toEqual(
      [],
    )
  })

  it('names the field and the bound that is broken', () => {
    expect(validateSpace({ ...DARTS, nodes: 6, channels: 2.5 })).toEqual([
      { code: 'out-of-bounds', field: 'nodes', value: 6, bound: { min: 1, max: 5 } },
      { code: 'out-of-bounds', field: 'channels', value: 2.5, bound: { min: 1, max: 64 } },
    ])
    expect(validateSpace({ ...DARTS, cells: NaN })).toHaveLength(1)
  })

  it('wants at least one operation, each once, and only those that are searched', () => {
    const codes = (operations: readonly string[]) =>
      validateSpace({ ...DARTS, operations } as CellSpace).map(({ code }) => code)
    expect(codes([])).toEqual(['no-operation'])
    expect(codes(['none'])).toEqual(['no-operation'])
    expect(codes(['skip_connect', 'skip_connect'])).toEqual(['repeated-operation'])
    expect(codes(['skip_connect', 'sep_conv_7x7'])).toEqual([])
    expect(codes(['skip_connect', 'shuffle_3x3'])).toEqual(['not-searchable'])
  })
})
