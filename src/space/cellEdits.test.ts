import { describe, expect, it } from 'vitest'
import { validateSpace } from './bounds'
import { withEdgeOperations, withEdges, withNodeMoved, withNodes, withoutNode } from './cellEdits'
import type { CellSpace } from './cellSpace'
import { CELL_TYPES } from './cellSpace'
import type { EnasCellSpace } from './enasCellSpace'
import type { NasBench201Space } from './nasBench201Space'
import { SPACE_PRESETS } from './spacePresets'

const free = SPACE_PRESETS.darts.published as CellSpace
const bench = SPACE_PRESETS['nas-bench-201'].published as NasBench201Space
const enas = SPACE_PRESETS['enas-micro'].small as EnasCellSpace

const edge = (from: number, to: number) => [{ from, to }]
const forbid = { kind: 'forbid' } as const
const force = { kind: 'force' } as const
const every = { kind: 'every' } as const
const release = { kind: 'release' } as const
const without = (operation: string) => ({ kind: 'disallow', operation }) as const

/** Rules of edges into every node, of both kinds of cell. */
const ruled = [
  [['normal'], edge(0, 2), without('none')],
  [CELL_TYPES, edge(1, 3), force],
  [['reduce'], edge(2, 4), forbid],
  [['normal'], edge(3, 5), without('skip_connect')],
] as const
const space = ruled.reduce<CellSpace>(
  (before, [types, edges, edit]) => withEdges(before, types, edges, edit),
  free,
)

describe('nodes of a cell', () => {
  it('are the same after one has come and gone', () => {
    expect(withNodes(withNodes(space, 5), 4)).toEqual(space)
    expect(withoutNode(withNodes(space, 5), 4)).toEqual(space)
    expect(withoutNode(withNodes(free, 5), 4)).toEqual(free)
  })

  it('leave with the rules of their edges, those of later ones are carried along', () => {
    // Node 0 is state 2: it took 0 → 2 and 2 → 4 with it.
    expect(withoutNode(space, 0)).toMatchObject({
      nodes: 3,
      rules: {
        normal: [
          { from: 1, to: 2, forced: true },
          { from: 2, to: 4 },
        ],
        reduce: [{ from: 1, to: 2, forced: true }],
      },
    })
    expect(withNodes(space, 1).rules).toEqual({ normal: space.rules?.normal?.slice(0, 1) })
  })

  it('move with their rules, whose edges go on pointing forward', () => {
    const moved = withNodeMoved(space, 3, 0)
    expect(moved.rules?.reduce).toEqual([
      { from: 1, to: 4, forced: true },
      { from: 3, to: 5, operations: [] },
    ])
    // The edge from node 1 to node 3 now leads from node 0 to node 2.
    expect(moved.rules?.normal?.[2]).toMatchObject({ from: 2, to: 4 })
    expect(withNodeMoved(moved, 0, 3)).toEqual(space)
    expect(validateSpace(moved)).toEqual([])
  })
})

describe('edges of a cell', () => {
  it('are free again as if nothing had been', () => {
    const edges = edge(1, 3)
    for (const edit of [forbid, force, without('sep_conv_3x3')]) {
      const there = withEdges(free, CELL_TYPES, edges, edit)
      expect(there).not.toEqual(free)
      const back = withEdges(withEdges(there, CELL_TYPES, edges, every), CELL_TYPES, edges, release)
      expect(back).toEqual(free)
      expect('rules' in back).toBe(false)
    }
  })

  it('are edited together, and in one kind of cell alone', () => {
    const both = [...edge(0, 2), ...edge(1, 2)]
    const { rules } = withEdges(free, ['reduce'], both, without('none'))
    expect(rules).toEqual({
      reduce: both.map((one) => ({ ...one, operations: free.operations.slice(1) })),
    })
  })

  it('keep their candidates in the order of the space, whichever way they came back', () => {
    const names = ['none', 'max_pool_3x3', 'skip_connect'] as const
    const gone = names.reduce(
      (s, name) => withEdges(s, ['normal'], edge(0, 2), without(name)),
      free,
    )
    const back = withEdges(gone, ['normal'], edge(0, 2), {
      kind: 'allow',
      operation: 'max_pool_3x3',
    })
    expect(back.rules?.normal?.[0]?.operations).toEqual(
      free.operations.filter((name) => name !== 'none' && name !== 'skip_connect'),
    )
  })

  it('are forbidden when only none is left, and allowed when they are forced', () => {
    const small: CellSpace = { ...free, operations: ['none', 'skip_connect'] }
    const only = withEdges(small, ['normal'], edge(0, 3), without('skip_connect'))
    expect(only.rules?.normal).toEqual([{ from: 0, to: 3, operations: [] }])
    expect(withEdges(only, ['normal'], edge(0, 3), force).rules?.normal).toEqual([
      { from: 0, to: 3, forced: true },
    ])
  })

  it('lose what the space loses, and no architecture comes of it', () => {
    const skips = withEdges(enas, ['normal'], edge(0, 2), { ...without('skip_connect') })
    const operations = enas.operations.filter((name) => name !== 'skip_connect')
    expect(withEdgeOperations(skips, operations).rules).toBeUndefined()
    const onlySkip = operations.reduce(
      (s, name) => withEdges(s, ['normal'], edge(0, 2), without(name)),
      enas,
    )
    expect(withEdgeOperations(onlySkip, operations).rules).toEqual({
      normal: [{ from: 0, to: 2, operations: [] }],
    })
  })
})

describe('edges of the NAS-Bench-201 cell', () => {
  it('are forbidden by none alone, and forced by its absence', () => {
    const forbidden = withEdges(bench, [], edge(0, 3), forbid)
    expect(forbidden.rules).toEqual([{ from: 0, to: 3, operations: ['none'] }])
    const forced = withEdges(forbidden, [], edge(0, 3), force)
    expect(forced.rules).toEqual([{ from: 0, to: 3, operations: bench.operations.slice(1) }])
    expect(withEdges(forced, [], edge(0, 3), release)).toEqual(bench)
    for (const edited of [forbidden, forced]) expect(validateSpace(edited)).toEqual([])
  })

  it('keep their last candidate, and are free when the space drops it', () => {
    const forbidden = withEdges(bench, [], edge(0, 3), forbid)
    expect(withEdges(forbidden, [], edge(0, 3), without('none'))).toEqual(forbidden)
    const operations = bench.operations.slice(1)
    expect(withEdgeOperations(forbidden, operations)).toEqual({ ...bench, operations })
  })
})
