import { describe, expect, it } from 'vitest'
import { validateSpace } from './bounds'
import type { CellRules, CellSpace } from './cellSpace'
import { allowedBranches, edgeCandidates, readStates } from './edgeRules'
import type { EdgeRule } from './edgeRule'
import type { NasBench201Operation } from './nasBench201Space'
import { NAS_BENCH_201_OPERATIONS } from './nasBench201Space'
import type { OperationName } from './operations'

const OPERATIONS = ['none', 'max_pool_3x3', 'skip_connect'] as const

const cellWith = (normal: CellRules<OperationName>['normal']): CellSpace => ({
  kind: 'cell',
  nodes: 2,
  operations: OPERATIONS,
  cells: 3,
  channels: 4,
  ...(normal && { rules: { normal } }),
})

const benchWith = (rules: readonly EdgeRule<NasBench201Operation>[]) =>
  validateSpace({
    kind: 'nas-bench-201',
    operations: NAS_BENCH_201_OPERATIONS,
    cells: 1,
    channels: 4,
    rules,
  })

describe('rules of edges', () => {
  it('leave every candidate where there is none', () => {
    const space = cellWith(undefined)
    expect(edgeCandidates(space, 'normal', 0, 3)).toEqual(OPERATIONS)
    expect(allowedBranches(space, 'normal')).toBeUndefined()
  })

  it('close branches of their own kind of cell', () => {
    const space = cellWith([
      { from: 1, to: 2, operations: ['skip_connect'] },
      { from: 0, to: 3, operations: [] },
      { from: 1, to: 3, operations: ['none'] },
    ])
    const [free, closed] = [
      [true, true, true],
      [false, false, false],
    ]
    expect(allowedBranches(space, 'normal')).toEqual([
      ...free,
      ...[false, false, true],
      ...closed,
      ...closed,
      ...free,
    ])
    expect(allowedBranches(space, 'reduce')).toBeUndefined()
    expect(readStates(space, 'normal', 3)).toEqual([2])
  })

  it('close what forced edges leave no place for', () => {
    const space = cellWith([
      { from: 0, to: 3, forced: true },
      { from: 2, to: 3, forced: true },
    ])
    expect(readStates(space, 'normal', 3)).toEqual([0, 2])
    expect(edgeCandidates(space, 'normal', 1, 3)).toEqual([])
    expect(validateSpace(space)).toEqual([])
  })
})

describe('impossible rules of a cell', () => {
  const edge = (from: number, to: number) => ({ cell: 'normal', from, to })

  it.each<[string, readonly EdgeRule<OperationName>[], object]>([
    [
      'an edge that is not there',
      [{ from: 3, to: 2, operations: [] }],
      { code: 'no-edge', ...edge(3, 2) },
    ],
    [
      'two rules for an edge',
      [
        { from: 0, to: 2, forced: true },
        { from: 0, to: 2, operations: ['skip_connect'] },
      ],
      { code: 'unsorted-rule', ...edge(0, 2) },
    ],
    [
      'rules out of order',
      [
        { from: 0, to: 3, forced: true },
        { from: 1, to: 2, forced: true },
      ],
      { code: 'unsorted-rule', ...edge(1, 2) },
    ],
    ['a rule that says nothing', [{ from: 0, to: 2 }], { code: 'idle-rule', ...edge(0, 2) }],
    [
      'a rule that allows all',
      [{ from: 0, to: 2, operations: OPERATIONS }],
      { code: 'idle-rule', ...edge(0, 2) },
    ],
    [
      'an operation that is no candidate',
      [{ from: 0, to: 2, operations: ['sep_conv_3x3'] }],
      { code: 'edge-operation', ...edge(0, 2), operation: 'sep_conv_3x3' },
    ],
    [
      'candidates out of order',
      [{ from: 0, to: 2, operations: ['skip_connect', 'none'] }],
      { code: 'edge-operation', ...edge(0, 2), operation: 'none' },
    ],
    [
      'a forced edge without operations',
      [{ from: 0, to: 2, operations: ['none'], forced: true }],
      { code: 'forced-forbidden', ...edge(0, 2) },
    ],
    [
      'three edges forced into a node',
      [0, 1, 2].map((from) => ({ from, to: 3, forced: true as const })),
      { code: 'crowded-node', cell: 'normal', node: 3, forced: 3 },
    ],
    [
      'a node that may read nothing',
      [
        { from: 0, to: 2, operations: [] },
        { from: 1, to: 2, operations: ['none'] },
      ],
      { code: 'cut-node', cell: 'normal', node: 2 },
    ],
  ])('are %s', (_, rules, problem) => {
    expect(validateSpace(cellWith(rules))).toEqual([problem])
  })

  it('wait for sound numbers', () => {
    const space = { ...cellWith([{ from: 0, to: 2 }]), nodes: 1e12 }
    expect(validateSpace(space).map(({ code }) => code)).toEqual(['out-of-bounds'])
  })
})

describe('rules of NAS-Bench-201', () => {
  it('forbid by none alone, and force without it', () => {
    expect(
      benchWith([
        { from: 0, to: 1, operations: ['none'] },
        { from: 0, to: 2, operations: ['skip_connect', 'nor_conv_3x3'] },
      ]),
    ).toEqual([])
    const problem = { code: 'none-decides', cell: null, from: 0, to: 1 }
    expect(benchWith([{ from: 0, to: 1, operations: [] }])).toEqual([problem])
    expect(benchWith([{ from: 0, to: 1, forced: true }])).toEqual([problem])
  })

  it('cannot cut the output off', () => {
    const none = (from: number, to: number) => ({ from, to, operations: ['none' as const] })
    expect(benchWith([none(0, 3), none(1, 3)])).toEqual([])
    expect(benchWith([none(0, 2), none(1, 2), none(0, 3), none(1, 3)])).toEqual([
      { code: 'cut-output' },
    ])
  })
})
