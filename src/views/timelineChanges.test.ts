import { describe, expect, it } from 'vitest'
import { PUBLISHED } from '../space/published'
import { changeBeside, mergedMarks, timelineChanges } from './timelineChanges'

describe('changes of the derived architecture', () => {
  const { DARTS_V1, DARTS_V2 } = PUBLISHED

  it('name the edges that are new or carry another operation', () => {
    const changes = timelineChanges([
      { step: 0, genotype: DARTS_V1 },
      { step: 5, genotype: { ...DARTS_V1 } },
      { step: 9, genotype: { ...DARTS_V1, reduce: DARTS_V2.reduce } },
    ])
    // DARTS_V1 and V2 reduce: node 1 swaps max 0 for max 1; node 3 swaps avg 0 for max 1.
    const max1 = { cell: 'reduce', from: 1, operation: 'max_pool_3x3' }
    expect(changes).toEqual([
      {
        step: 9,
        count: 2,
        edges: [
          { ...max1, to: 3, replaced: { from: 0, operation: 'max_pool_3x3' } },
          { ...max1, to: 5, replaced: { from: 0, operation: 'avg_pool_3x3' } },
        ],
        leader: null,
      },
    ])
  })

  it('see an edge with another operation as the same edge', () => {
    const [first, ...rest] = DARTS_V2.normal.nodes
    const nodes = [first?.map((edge) => ({ ...edge, operation: 'skip_connect' as const })) ?? []]
    const normal = { ...DARTS_V2.normal, nodes: [...nodes, ...rest] }
    const [change] = timelineChanges([
      { step: 0, genotype: { ...DARTS_V2, normal } },
      { step: 1, genotype: DARTS_V2 },
    ])
    expect(change?.edges.map(({ from, replaced }) => [from, replaced])).toEqual([
      [0, { from: 0, operation: 'skip_connect' }],
      [1, { from: 1, operation: 'skip_connect' }],
    ])
  })

  it('need something to compare with', () => {
    expect(timelineChanges([{ step: 0, genotype: DARTS_V1 }])).toEqual([])
  })
})

describe('marks on the timeline', () => {
  const changes = [
    { step: 0, count: 1 },
    { step: 1, count: 4 },
    { step: 2, count: 2 },
    { step: 9, count: 3 },
  ]

  it('stand alone where there is room', () => {
    expect(mergedMarks(changes, (step) => step * 10, 4)).toEqual(changes)
  })

  it('merge where they would touch, and keep the largest count', () => {
    expect(mergedMarks(changes, (step) => step, 4)).toEqual([
      { step: 0, count: 4 },
      { step: 9, count: 3 },
    ])
  })
})

describe('the change beside a step', () => {
  const changes = [3, 7, 9].map((step) => ({ step, count: 1, edges: [], leader: null }))

  it('is the nearest in each direction, and never the one stood at', () => {
    expect(changeBeside(changes, 7, 1)?.step).toBe(9)
    expect(changeBeside(changes, 7, -1)?.step).toBe(3)
    expect(changeBeside(changes, 8, -1)?.step).toBe(7)
    expect(changeBeside(changes, 9, 1)).toBeNull()
    expect(changeBeside(changes, 3, -1)).toBeNull()
  })
})
