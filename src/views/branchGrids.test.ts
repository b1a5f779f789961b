import { describe, expect, it } from 'vitest'
import { buildSpaceSupernet, gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import { ANY_OPERATIONS, type AnyOperation } from '../space/anyOperation'
import { RULED_SPACES } from '../space/closedBranches.fixture'
import { drawUniform } from '../space/draws'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices, SpaceModel } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS } from '../space/spacePresets'
import { branchGrids, gridGates, takenCells } from './branchGrids'

const text = {
  operations: Object.fromEntries(ANY_OPERATIONS.map((name) => [name, name])) as Record<
    AnyOperation,
    string
  >,
  operation: 'operation',
  skip: 'skip from',
  width: 'width',
}

const SPACES: readonly (readonly [string, SearchSpace])[] = [
  ...Object.entries(SPACE_PRESETS).map(([name, { small }]) => [name, small] as const),
  ...Object.values(RULED_SPACES).map((space) => [`${space.kind} with rules`, space] as const),
]
const INPUT = { height: 28, width: 28, channels: 1 }
const DRAWS = 4_000

function uniformDraw(model: SpaceModel, draw: number): Choices {
  const choices = drawUniform(model, splitKey(randomKey(5), draw))
  if (!choices) throw new Error('The space has no architecture')
  return choices
}

describe.each(SPACES)('branches of %s', (_, space) => {
  const model = spaceModel(space)
  const network = buildSpaceSupernet(space, INPUT, 10)
  const grids = branchGrids(space, text)

  it('are expected as often as uniform draws take them', () => {
    const counts = new Float32Array(
      network.gateTables.reduce((sum, { rows, columns }) => sum + rows * columns, 0),
    )
    for (let draw = 0; draw < DRAWS; draw++) {
      gatePath(space, network, uniformDraw(model, draw)).forEach((taken, gate) => {
        counts[gate]! += taken
      })
    }
    const drawn = counts.map((count) => count / DRAWS)
    for (const grid of grids) {
      const shares = gridGates(grid, network.gateTables, drawn)
      grid.expected.forEach((share, cell) => {
        const deviation = Math.sqrt((share * (1 - share)) / DRAWS)
        expect(Math.abs((shares[cell] ?? 0) - share)).toBeLessThanOrEqual(5 * deviation)
      })
    }
  })

  it('are each shown once, and a path rings those that it takes', () => {
    const choices = uniformDraw(model, 0)
    const path = Float32Array.from(gatePath(space, network, choices))
    for (const grid of grids) {
      const taken = takenCells(grid, space, choices)
      const onPath = gridGates(grid, network.gateTables, path)
      expect([...taken]).toEqual([...onPath.keys()].filter((cell) => onPath[cell] === 1))
      expect(taken.size).toBeGreaterThan(0)
    }
    const shown = grids.flatMap(({ branches }) =>
      branches.flatMap((branch) =>
        branch ? [`${branch.table} ${branch.row} ${branch.column}`] : [],
      ),
    )
    expect(new Set(shown).size).toBe(shown.length)
  })
})

describe('heads', () => {
  const heads = (name: keyof typeof SPACE_PRESETS) =>
    branchGrids(SPACE_PRESETS[name].small, text).map(({ rows, columns }) => [
      rows.map((row) => row.name).join(' | '),
      [...new Set(columns.map(({ group }) => group))].join(' | '),
      columns.length,
    ])

  it('name edges, halves, layers and blocks', () => {
    expect(heads('nas-bench-201')).toEqual([
      ['0 → 1 | 0 → 2 | 1 → 2 | 0 → 3 | 1 → 3 | 2 → 3', '', 5],
    ])
    expect(heads('enas-micro')[1]).toEqual([
      '0 x | 0 y | 1 x | 1 y | 2 x | 2 y',
      'cₖ₋₂ | cₖ₋₁ | 0 | 1',
      4 * 5,
    ])
    expect(heads('enas-macro')).toEqual([['0 | 1 | 2 | 3 | 4 | 5', 'operation | skip from', 6 + 5]])
    expect(heads('spos')).toEqual([['1.1 | 1.2 | 2.1 | 2.2', '', 4]])
    expect(heads('spos-widths')).toEqual([['1.1 | 1.2 | 2.1 | 2.2', 'operation | width', 4 + 3]])
  })

  it('leave the triangle of later layers empty', () => {
    const [grid] = branchGrids(SPACE_PRESETS['enas-macro'].small, text)
    const skips = [...Array(6).keys()].map(
      (row) => grid?.branches.slice(row * 11 + 6, (row + 1) * 11).filter(Boolean).length,
    )
    expect(skips).toEqual([0, 1, 2, 3, 4, 5])
  })
})
