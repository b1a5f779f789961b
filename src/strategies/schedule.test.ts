import { describe, expect, it } from 'vitest'
import { cosineDecay } from './schedule'

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
