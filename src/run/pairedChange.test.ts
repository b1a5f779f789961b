import { describe, expect, it } from 'vitest'
import { pairedChange } from './pairedChange'

const images = (right: number, wrong: number) => [
  ...new Array<number>(right).fill(1),
  ...new Array<number>(wrong).fill(0),
]

describe('the change of an accuracy on the same images', () => {
  it('has the interval of Bonett and Price', () => {
    // n = 100, 10 lost, 4 won, worked out by hand: p12 = 5/102, p21 = 11/102, their difference
    // −0.058824 ± 1.959964 · √((16/102 − 0.0034602) / 102) = ±0.0760089.
    const before = images(80, 20)
    const after = [...images(70, 10), ...images(4, 16)]
    const { change, interval, lost, won } = pairedChange(before, after)
    expect([lost, won]).toEqual([10, 4])
    expect(change).toBeCloseTo(-0.06, 12)
    expect(interval[0]).toBeCloseTo(-0.134832, 5)
    expect(interval[1]).toBeCloseTo(0.017185, 5)
  })

  it('is never sure of no change', () => {
    const { change, interval } = pairedChange(images(90, 10), images(90, 10))
    expect(change).toBe(0)
    expect(interval[0]).toBeCloseTo(-interval[1], 12)
    expect(interval[1]).toBeGreaterThan(0.02)
  })
})
