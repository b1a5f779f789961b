import { describe, expect, it } from 'vitest'
import { cosineDecay, linearDecay } from './schedule'

describe('cosineDecay', () => {
  it('starts at one rate, ends at the other and is half-way in the middle', () => {
    expect(cosineDecay(0.025, 0.001, 0, 50)).toBe(0.025)
    expect(cosineDecay(0.025, 0.001, 25, 50)).toBeCloseTo(0.013, 12)
    expect(cosineDecay(0.025, 0.001, 50, 50)).toBeCloseTo(0.001, 12)
    expect(cosineDecay(0.025, 0.001, 80, 50)).toBeCloseTo(0.001, 12)
  })

  it('has covered (1 + cos 36°) / 2 of the way down after a fifth, with cos 36° = (1 + √5) / 4', () => {
    const rest = (1 + (1 + Math.sqrt(5)) / 4) / 2
    expect(cosineDecay(0.025, 0.001, 10, 50)).toBeCloseTo(0.001 + 0.024 * rest, 15)
  })
})

describe('linearDecay', () => {
  it('falls by the same amount every step, and stays at its end', () => {
    expect([0, 1, 2, 3, 4, 9].map((step) => linearDecay(0.5, 0.1, step, 4))).toEqual(
      [0.5, 0.4, 0.3, 0.2, 0.1, 0.1].map((rate) => expect.closeTo(rate, 12) as number),
    )
  })
})
