import { describe, expect, it } from 'vitest'
import { nearestBefore, nearestIndex } from './nearestStep'

const points = [{ step: 0 }, { step: 10 }, { step: 20 }]

describe('steps', () => {
  it('lead to the nearest point', () => {
    expect([-5, 4, 5, 6, 10, 99].map((step) => nearestIndex(points, step))).toEqual([
      0, 0, 1, 1, 1, 2,
    ])
    expect(nearestIndex([], 3)).toBe(-1)
  })

  it('lead to the last point that is not after them', () => {
    expect([-1, 0, 9, 10, 99].map((step) => nearestBefore(points, step))).toEqual([-1, 0, 0, 1, 2])
    expect(nearestBefore([], 3)).toBe(-1)
  })
})
