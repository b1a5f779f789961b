import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile, spreadOf, spreadOfPoints, spreadOfSteps } from './spread'

describe('quantile', () => {
  it('is linear between neighbours, as NumPy takes it', () => {
    // numpy.quantile([1, 2, 4, 8], [0, .25, .5, .75, 1])
    const shares = [0, 0.25, 0.5, 0.75, 1]
    expect(shares.map((share) => quantile([1, 2, 4, 8], share))).toEqual([1, 1.75, 3, 5, 8])
    expect(quantile([7], 0.25)).toBe(7)
    expect(() => quantile([], 0.5)).toThrow(RangeError)
  })
})

describe('spreadOf', () => {
  it('needs no order and leaves its values alone', () => {
    const values = [1, 0.25, 0.5]
    expect(spreadOf(values)).toEqual({ low: 0.375, median: 0.5, high: 0.75, count: 3 })
    expect(values).toEqual([1, 0.25, 0.5])
    expect(spreadOf([])).toBeNull()
  })

  it('keeps half of the values between the quartiles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (values) => {
          const spread = spreadOf(values)!
          const inside = values.filter((value) => value >= spread.low && value <= spread.high)
          expect(inside.length * 2).toBeGreaterThanOrEqual(values.length - 2)
          expect(spread.median).toBeGreaterThanOrEqual(spread.low)
          expect(spread.high).toBeGreaterThanOrEqual(spread.median)
        },
      ),
    )
  })
})

describe('spreadOfSteps', () => {
  const fast = [
    { x: 1, y: 0.25 },
    { x: 4, y: 0.5 },
  ]
  const slow = [
    { x: 3, y: 0.5 },
    { x: 6, y: 1 },
  ]

  it('holds every value until the next, from where all curves have one', () => {
    const points = spreadOfSteps([fast, slow])
    expect(points.map(({ x, median }) => [x, median])).toEqual([
      [3, 0.375],
      [4, 0.5],
      [6, 0.75],
    ])
    expect(points[0]).toMatchObject({ low: 0.3125, high: 0.4375, count: 2 })
  })

  it('leaves a single curve as it is, and empty ones out', () => {
    expect(spreadOfSteps([[], fast]).map(({ x, median }) => ({ x, y: median }))).toEqual(fast)
    expect(spreadOfSteps([])).toEqual([])
  })
})

describe('spreadOfPoints', () => {
  it('joins what was measured at the same share, each at the median of the places', () => {
    const points = spreadOfPoints([
      [null, { x: 10, y: 0.5 }],
      [
        { x: 4, y: 0.1 },
        { x: 12, y: 0.7 },
      ],
    ])
    expect(points).toEqual([
      { x: 4, low: 0.1, median: 0.1, high: 0.1, count: 1 },
      { x: 11, low: 0.55, median: 0.6, high: 0.6499999999999999, count: 2 },
    ])
  })
})
