import { describe, expect, it } from 'vitest'
import { normal, randomKey, splitKey } from '../random/random'
import { holm, relabellingTest, signFlipTest } from './exactTests'

const KEY = randomKey(1)
const range = (count: number, of: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => of(index))

describe('relabellingTest', () => {
  it('tries every way of choosing the first sample', () => {
    // Of the C(5, 2) = 10 pairs only {4, 5} is as far from the rest, and {1, 2} on the other side.
    expect(relabellingTest([4, 5], [1, 2, 3], KEY)).toEqual({
      p: 2 / 10,
      arrangements: 10,
      exact: true,
      leastP: 1 / 10,
    })
  })

  it('agrees with the textbook: Fisher’s tea tasting as zeros and ones', () => {
    // 3 of 4 right: 34 of 70 arrangements are at least as far from even, either way.
    const test = relabellingTest([1, 1, 1, 0], [0, 0, 0, 1], KEY)
    expect(test?.p).toBeCloseTo(34 / 70, 12)
  })

  it('finds nothing where all are equal, however rounded', () => {
    expect(relabellingTest([0.1 + 0.2, 0.3], [0.3, 0.3, 0.3], KEY)?.p).toBe(1)
  })

  it('knows how little one network against ten can say', () => {
    const test = relabellingTest(
      [1],
      range(10, (index) => index / 100),
      KEY,
    )
    expect(test).toMatchObject({ p: 1 / 11, leastP: 1 / 11 })
  })

  it('has no answer without values', () => {
    expect(relabellingTest([], [1], KEY)).toBeNull()
    expect(relabellingTest([1], [], KEY)).toBeNull()
  })

  it('samples where there are too many, repeatably and never down to zero', () => {
    const low = range(15, (index) => index)
    const high = range(15, (index) => 100 + index)
    const test = relabellingTest(high, low, KEY)
    expect(test).toMatchObject({ exact: false, p: 1 / 20_000 })
    expect(relabellingTest(high, low, KEY)).toEqual(test)
    expect(relabellingTest(low, low, KEY)?.p).toBe(1)
  })

  it('raises false alarms as often as it says', () => {
    const alarms = range(300, (trial) => {
      const values = range(9, (index) => normal(splitKey(randomKey(9), trial), index))
      const test = relabellingTest(values.slice(0, 3), values.slice(3), KEY)
      return test && test.p <= 0.1 ? 1 : 0
    }).reduce((total, alarm) => total + alarm, 0)
    // 30 expected; binomial, so 3 standard deviations are 16.
    expect(alarms).toBeGreaterThan(13)
    expect(alarms).toBeLessThan(47)
  })
})

describe('signFlipTest', () => {
  it('flips every sign', () => {
    expect(signFlipTest([1, 2, 3], KEY)).toEqual({
      p: 2 / 8,
      arrangements: 8,
      exact: true,
      leastP: 2 / 8,
    })
    // As far: all signs as they are or all flipped, and those with the 1 flipped: |−1 + 2 … | is less.
    expect(signFlipTest([-1, 2, 3], KEY)?.p).toBe(4 / 8)
  })

  it('says nothing of a single pair, nor of pairs that do not differ', () => {
    expect(signFlipTest([5], KEY)?.p).toBe(1)
    expect(signFlipTest([0, 0, 0], KEY)?.p).toBe(1)
    expect(signFlipTest([], KEY)).toBeNull()
  })

  it('samples where there are too many', () => {
    const test = signFlipTest(
      range(40, () => 1),
      KEY,
    )
    expect(test).toMatchObject({ exact: false, p: 1 / 20_000 })
  })
})

describe('holm', () => {
  it('multiplies the smallest most, never falls, and keeps the order given', () => {
    expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06])
  })

  it('stays a probability', () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1])
    expect(holm([])).toEqual([])
    expect(holm([0.2])).toEqual([0.2])
  })
})
