import { describe, expect, it } from 'vitest'
import { classProbabilities, predictedClasses } from './logits'

const LOGITS = Float32Array.of(0, 1, -1, 3, 3, 2)

describe('logits', () => {
  it('are read as the likeliest class, of equal ones the first', () => {
    expect([...predictedClasses(LOGITS, 3)]).toEqual([1, 0])
  })

  it('become probabilities that add up to one for each example', () => {
    const probabilities = classProbabilities(LOGITS, 3)
    const total = 1 + Math.exp(1) + Math.exp(-1)
    expect(probabilities[0]).toBeCloseTo(1 / total, 6)
    expect(probabilities[1]).toBeCloseTo(Math.E / total, 6)
    expect(probabilities[3]! + probabilities[4]! + probabilities[5]!).toBeCloseTo(1, 6)
  })
})
