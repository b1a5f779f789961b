import { describe, expect, it } from 'vitest'
import { differenceInterval, meanInterval, studentFactor } from './studentInterval'

describe('studentFactor', () => {
  // Abramowitz & Stegun, table 26.10, two-sided 95 %.
  it.each([
    [1, 12.706],
    [2, 4.303],
    [4, 2.776],
    [9, 2.262],
    [30, 2.042],
    [120, 1.98],
  ])('is that of tables for %i degrees of freedom', (freedom, factor) => {
    expect(studentFactor(freedom)).toBeCloseTo(factor, 3)
  })

  it('lies between its neighbours for degrees that are not whole', () => {
    expect(studentFactor(2.5)).toBeLessThan(studentFactor(2))
    expect(studentFactor(2.5)).toBeGreaterThan(studentFactor(3))
    expect(studentFactor(1.2)).toBeGreaterThan(studentFactor(1.3))
  })
})

describe('meanInterval', () => {
  it('is Student’s', () => {
    // R: t.test(c(1, 2, 3, 4, 5))$conf.int
    const [low, high] = meanInterval([1, 2, 3, 4, 5]) ?? []
    expect(low).toBeCloseTo(1.036757, 5)
    expect(high).toBeCloseTo(4.963243, 5)
  })

  it('does not exist for one value, and is a point for equal ones', () => {
    expect(meanInterval([])).toBeNull()
    expect(meanInterval([0.9])).toBeNull()
    expect(meanInterval([0.5, 0.5, 0.5])).toEqual([0.5, 0.5])
  })
})

describe('differenceInterval', () => {
  it('is Welch’s', () => {
    // Worked by hand: means 2 and 5, squared errors 1/3 and 20/12, so ν = 2² / ((1/3)²/2 + (5/3)²/3).
    const [low = 0, high = 0] = differenceInterval([1, 2, 3], [2, 4, 6, 8]) ?? []
    const half = studentFactor(4 / (1 / 18 + 25 / 27)) * Math.sqrt(2)
    expect(low).toBeCloseTo(-3 - half, 9)
    expect(high).toBeCloseTo(-3 + half, 9)
  })

  it('does not exist where one side is a single value', () => {
    expect(differenceInterval([1], [1, 2, 3])).toBeNull()
    expect(differenceInterval([1, 2], [1])).toBeNull()
  })

  it('is a point where nothing varies', () => {
    expect(differenceInterval([2, 2], [1, 1, 1])).toEqual([1, 1])
  })
})
