import { describe, expect, it } from 'vitest'
import { PUBLISHED } from '../space/published'
import { mergedMarks, timelineChanges } from './timelineChanges'

describe('changes of the derived architecture', () => {
  const { DARTS_V1, DARTS_V2 } = PUBLISHED

  it('are counted in edges that are new or carry another operation', () => {
    const changes = timelineChanges([
      { step: 0, genotype: DARTS_V1 },
      { step: 5, genotype: { ...DARTS_V1 } },
      { step: 9, genotype: { ...DARTS_V1, reduce: DARTS_V2.reduce } },
    ])
    // DARTS_V1 and V2 reduce: node 1 swaps max 0 for max 1; node 3 swaps avg 0 for max 1.
    expect(changes).toEqual([{ step: 9, count: 2 }])
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
