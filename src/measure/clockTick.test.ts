import { describe, expect, it } from 'vitest'
import { normal, randomKey } from '../random/random'
import { clockTick } from './clockTick'

const times = (count: number) => {
  const key = randomKey(3)
  return Array.from({ length: count }, (_, i) => 50 + 4 * normal(key, i))
}

const quantised = (values: readonly number[], tick: number) =>
  values.map((ms) => Math.round(ms / tick) * tick)

describe('clockTick', () => {
  it.each([0.005, 0.1, 1, 16.6])('finds a tick of %f ms', (tick) => {
    expect(clockTick(quantised(times(12), tick))).toBeCloseTo(tick, 4)
  })

  it('finds it in differences of large readings, which floats round', () => {
    const start = 86_400_000.1
    const readings = quantised(times(12), 0.1).map((ms) => start + ms - start)
    expect(clockTick(readings)).toBeCloseTo(0.1, 4)
  })

  it('is next to nothing for a clock of nanoseconds', () => {
    expect(clockTick(quantised(times(12), 1e-6))).toBeLessThan(1e-3)
  })

  it('knows nothing from no time, and an upper bound from one', () => {
    expect(clockTick([])).toBe(0)
    expect(clockTick([0, 0])).toBe(0)
    expect(clockTick([0, 16, 0])).toBe(16)
  })
})
