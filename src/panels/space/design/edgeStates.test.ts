import { describe, expect, it } from 'vitest'
import { withEdges } from '../../../space/cellEdits'
import type { CellSpace } from '../../../space/cellSpace'
import { CELL_TYPES } from '../../../space/cellSpace'
import type { NasBench201Space } from '../../../space/nasBench201Space'
import { SPACE_PRESETS } from '../../../space/spacePresets'
import { edgeStates } from './edgeStates'

const cell = SPACE_PRESETS.darts.small as CellSpace
const bench = SPACE_PRESETS['nas-bench-201'].small as NasBench201Space
const first = [{ from: 0, to: 2 }]

describe('edgeStates', () => {
  it('finds every edge free where there are no rules', () => {
    const states = edgeStates(cell, CELL_TYPES)
    expect(states).toHaveLength(9)
    for (const state of states) {
      expect(state).toMatchObject({
        candidates: cell.operations,
        partly: [],
        closed: null,
        forced: false,
        differs: false,
        free: true,
      })
    }
  })

  it('tells what both kinds of cell agree on from what one has alone', () => {
    const space = withEdges(cell, ['reduce'], first, { kind: 'disallow', operation: 'none' })
    const [both] = edgeStates(space, CELL_TYPES)
    expect(both).toMatchObject({ partly: ['none'], differs: true, free: false })
    expect(both?.candidates).toEqual(cell.operations.slice(1))
    expect(edgeStates(space, ['normal'])[0]?.free).toBe(true)
    expect(edgeStates(space, ['reduce'])[0]).toMatchObject({ partly: [], differs: false })
  })

  it('tells what is forbidden from what forced edges leave no place for', () => {
    const forbidden = withEdges(cell, CELL_TYPES, first, { kind: 'forbid' })
    expect(edgeStates(forbidden, CELL_TYPES)[0]?.closed).toBe('forbidden')
    const pair = [1, 2].map((from) => ({ from, to: 3 }))
    const forced = withEdges(cell, CELL_TYPES, pair, { kind: 'force' })
    const into = edgeStates(forced, CELL_TYPES).filter(({ to }) => to === 3)
    expect(into.map(({ closed, forced: is }) => [closed, is])).toEqual([
      ['crowded', false],
      [null, true],
      [null, true],
    ])
  })

  it('reads none as the answer where every edge has one operation', () => {
    const edges = [{ from: 0, to: 1 }]
    const state = (kind: 'forbid' | 'force') =>
      edgeStates(withEdges(bench, [], edges, { kind }), [])[0]
    expect(state('forbid')).toMatchObject({ closed: 'forbidden', forced: false })
    expect(state('force')).toMatchObject({ closed: null, forced: true })
    expect(edgeStates(bench, [])[0]?.forced).toBe(false)
  })
})
