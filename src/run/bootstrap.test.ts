import { mean, sampleRankCorrelation } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { normal, randomKey, splitKey } from '../random/random'
import { bootstrapInterval } from './bootstrap'

const draws = (count: number, seed: number) => {
  const key = randomKey(seed)
  return Array.from({ length: count }, (_, i) => normal(key, i))
}

const meanOf = (values: readonly number[]) => mean([...values])

describe('bootstrapInterval', () => {
  it('of a mean is as wide as the normal approximation says', () => {
    const sample = draws(400, 1)
    const { value, low, high } = bootstrapInterval(sample, meanOf, randomKey(2))
    expect(value).toBeCloseTo(meanOf(sample), 12)
    // ±1.96 σ/√n, σ = 1.
    expect(high - low).toBeGreaterThan(0.85 * 2 * (1.96 / 20))
    expect(high - low).toBeLessThan(1.15 * 2 * (1.96 / 20))
  })

  it('covers the truth about 95 times in 100', () => {
    const covered = Array.from({ length: 100 }, (_, trial) => {
      const { low, high } = bootstrapInterval(draws(60, 100 + trial), meanOf, randomKey(trial))
      return low <= 0 && 0 <= high
    })
    const hits = covered.filter(Boolean).length
    // Binomial(100, 0.95), at 99.9 %, and a little for the approximation.
    expect(hits).toBeGreaterThanOrEqual(86)
    expect(hits).toBeLessThan(100)
  })

  it('is the same for the same key, and leaves out what is not defined', () => {
    const pairs = draws(6, 4).map((x, i) => ({ x, y: x + i }))
    const spearman = (values: readonly { x: number; y: number }[]) =>
      sampleRankCorrelation(
        values.map(({ x }) => x),
        values.map(({ y }) => y),
      )
    const interval = bootstrapInterval(pairs, spearman, splitKey(randomKey(5), 'rank'))
    expect(interval).toEqual(bootstrapInterval(pairs, spearman, splitKey(randomKey(5), 'rank')))
    expect(Number.isFinite(interval.low)).toBe(true)
    expect(interval.high).toBeLessThanOrEqual(1)
  })

  it('has no width for one value', () => {
    expect(bootstrapInterval([3], meanOf, 1)).toEqual({ value: 3, low: 3, high: 3 })
  })
})
