import { describe, expect, it } from 'vitest'
import { softmaxRows } from '../network/gates'
import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'
import { cellEdges, type CellSpace } from '../space/cellSpace'
import { DARTS_OPERATIONS, type OperationName } from '../space/operations'
import { collapseLevels, collapseSigns, collapseState } from './collapse'
import { snapshots as recorded } from './views.fixture'

const space: CellSpace = {
  kind: 'cell',
  nodes: 4,
  operations: DARTS_OPERATIONS,
  cells: 8,
  channels: 16,
}
const ROWS = cellEdges(4).length
const COLUMNS = DARTS_OPERATIONS.length
const table: GateTable = { name: 'normal', rows: ROWS, columns: COLUMNS, offset: 0 }
const tables = [table, { ...table, name: 'reduce', offset: ROWS * COLUMNS }]
const SEP = 'sep_conv_3x3'

/** Alphas of the normal cell by edge and operation; the reduction cell stays uniform. */
const snapshotOf = (
  step: number,
  alpha: (row: number, operation: OperationName) => number,
): Snapshot => {
  const alphas = new Float32Array(2 * ROWS * COLUMNS)
  for (let row = 0; row < ROWS; row++) {
    DARTS_OPERATIONS.forEach((operation, column) => {
      alphas[row * COLUMNS + column] = alpha(row, operation)
    })
  }
  return { ...(recorded[0] as Snapshot), step, alphas, gates: softmaxRows(alphas, tables) }
}

/** Fifty steps in which skip connections gain faster than separable convolutions on every edge, or do not. */
const trajectory = (skip: number, separable: number) =>
  Array.from({ length: 51 }, (_, step) =>
    snapshotOf(step, (row, operation) => {
      const lead = 1 + row / (10 * ROWS)
      if (operation === 'skip_connect') return (skip * step * lead) / 50
      return operation === SEP ? (separable * Math.sqrt(step / 50)) / lead : 0
    }),
  )

const statesOf = (snapshots: readonly Snapshot[]) =>
  collapseSigns(snapshots, { space, table }).map(collapseState)

describe('a search', () => {
  it('that favours convolutions is told to be too young, and then healthy', () => {
    const states = statesOf(trajectory(0.2, 1.5))
    expect(states[0]).toBe('early')
    expect(new Set(states)).toEqual(new Set(['early', 'none']))
    expect(states.at(-1)).toBe('none')
  })

  it('whose skip connections overtake edge by edge goes through every state to collapse', () => {
    const states = statesOf(trajectory(2, 1.6))
    const passed = states.filter((state, index) => state !== states[index - 1])
    expect(passed).toEqual(['early', 'none', 'watch', 'collapsing', 'collapsed'])
  })

  it.each([
    [0, 'none'],
    [1, 'none'],
    [2, 'watch'],
    [3, 'watch'],
    [4, 'collapsing'],
    [5, 'collapsing'],
    [6, 'collapsed'],
    [8, 'collapsed'],
  ] as const)('with %i skip connections on eight kept edges is: %s', (skips, state) => {
    // Every node's two edges from the cell's inputs are kept; the first of them are skips.
    const kept = cellEdges(4).filter(({ from }) => from < 2)
    const snapshot = snapshotOf(9, (row, operation) => {
      const rank = kept.findIndex((edge) => edge.row === row)
      if (rank < 0) return 0
      return operation === (rank < skips ? 'skip_connect' : SEP) ? 1 : 0
    })
    const [signs] = collapseSigns([snapshot], { space, table })
    expect(signs).toMatchObject({ kept: 8, skips, weightless: skips })
    expect(signs && collapseState(signs)).toBe(state)
  })

  it('that keeps poolings alone has collapsed although no skip connection is left', () => {
    const pooled = snapshotOf(9, (row, operation) =>
      operation === (row % 2 ? 'max_pool_3x3' : 'avg_pool_3x3') ? 1 : 0,
    )
    const [signs] = collapseSigns([pooled], { space, table })
    expect(signs).toMatchObject({ kept: 8, skips: 0, weightless: 8 })
    expect(signs && collapseState(signs)).toBe('collapsed')
  })

  it('is judged by what derivation keeps: none does not count, however strong', () => {
    const hidden = snapshotOf(9, (_, operation) =>
      operation === 'none' ? 3 : operation === SEP ? 0.9 : 0,
    )
    const [signs] = collapseSigns([hidden], { space, table })
    expect(signs).toMatchObject({ skips: 0, leader: SEP })
    // 8 e^3 / (e^3 + e^0.9 + 6)
    expect(signs?.noneStrength).toBeCloseTo(5.629, 3)
    expect(signs && collapseState(signs)).toBe('none')
  })

  it('is not blamed for what its rules leave no choice in', () => {
    const allowed = Array.from({ length: ROWS * COLUMNS }, (_, index) => {
      const [row, operation] = [Math.floor(index / COLUMNS), DARTS_OPERATIONS[index % COLUMNS]]
      return row > 1 || operation === 'skip_connect'
    })
    const rules = {
      normal: [
        { from: 0, to: 2, operations: ['skip_connect' as const] },
        { from: 1, to: 2, operations: ['skip_connect' as const] },
      ],
    }
    const gates = snapshotOf(9, (row, operation) => {
      if (row < 2) return operation === 'skip_connect' ? 50 : -50
      return operation === SEP ? 1 : 0
    })
    const source = { space: { ...space, rules }, table: { ...table, allowed } }
    expect(collapseSigns([gates], source)[0]).toMatchObject({ kept: 6, skips: 0, leader: SEP })
  })

  it('measures dominance against uniform gates', () => {
    const [first] = collapseSigns([snapshotOf(0, () => 0)], { space, table })
    expect(first?.skipStrength).toBeCloseTo(1, 6)
    expect(first?.largest).toBeCloseTo(1, 6)
    const [skipped] = collapseSigns(
      [snapshotOf(1, (_, operation) => (operation === 'skip_connect' ? Math.log(7) : 0))],
      { space, table },
    )
    // e^(ln 7) / (e^(ln 7) + 7) = 1/2, of eight branches
    expect(skipped?.skipStrength).toBeCloseTo(4, 5)
    expect(skipped?.leader).toBe('skip_connect')
  })

  it('shows the levels that its states change at', () => {
    const levels = (kept: number) => collapseLevels(kept).map(({ state, count }) => [state, count])
    expect(levels(8)).toEqual([
      ['watch', 2],
      ['collapsing', 4],
      ['collapsed', 6],
    ])
    // With two nodes half of the kept edges are already as many as are watched for.
    expect(levels(4)).toEqual([
      ['collapsing', 2],
      ['collapsed', 3],
    ])
  })
})
