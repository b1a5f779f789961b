import { describe, expect, it } from 'vitest'
import { classProbabilities, predictedClasses, ToldLogits } from './logits'

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

  it('are collected batch after batch, as far as anything was asked for', () => {
    const told = new ToldLogits(3, 3, { predictions: true, probabilities: true })
    told.take(LOGITS, 0)
    told.take(Float32Array.of(0, 0, 9), 2)
    expect([...told.results.predictions!]).toEqual([1, 0, 2])
    const whole = Float32Array.of(...LOGITS, 0, 0, 9)
    expect(told.results.probabilities).toEqual(classProbabilities(whole, 3))
    const silent = new ToldLogits(3, 3, {})
    silent.take(LOGITS, 0)
    expect([silent.wanted, silent.results]).toEqual([false, {}])
  })
})
