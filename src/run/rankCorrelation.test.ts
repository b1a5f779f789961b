import { describe, expect, it } from 'vitest'
import { kendallTauB } from './rankCorrelation'

describe('kendallTauB', () => {
  it('is 1 for equal orders, −1 for opposite ones', () => {
    expect(kendallTauB([1, 2, 3], [10, 20, 40])).toBe(1)
    expect(kendallTauB([1, 2, 3], [3, 2, 1])).toBe(-1)
  })

  it('counts pairs', () => {
    // Five of six pairs are ordered alike.
    expect(kendallTauB([1, 2, 3, 4], [1, 2, 4, 3])).toBeCloseTo(4 / 6, 12)
  })

  it('takes ties as τ-b does', () => {
    // scipy.stats.kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), from its documentation.
    expect(kendallTauB([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.4714045207910316, 12)
  })

  it('is undefined where nothing differs, and for fewer than two', () => {
    expect(kendallTauB([1, 1, 1], [1, 2, 3])).toBeNaN()
    expect(kendallTauB([1, 2], [5, 5])).toBeNaN()
    expect(kendallTauB([1], [1])).toBeNaN()
    expect(kendallTauB([], [])).toBeNaN()
  })
})
