import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normal, randomBits, randomInteger, randomKey, shuffled, splitKey, uniform } from './random'

const draw = (count: number, value: (counter: number) => number) =>
  Array.from({ length: count }, (_, counter) => value(counter))

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function moment(values: number[], power: number): number {
  const centre = mean(values)
  return mean(values.map((value) => (value - centre) ** power))
}

/** Σ (observed − expected)² / expected over equal bins. */
function chiSquare(values: number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) counts[Math.floor(value * bins)]! += 1
  const expected = values.length / bins
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

describe('randomBits', () => {
  // Test vectors of MurmurHash3_x86_32 on one little-endian word: (word, seed, hash).
  it.each([
    [0x00000000, 0x00000000, 0x2362f9de],
    [0xffffffff, 0x00000000, 0x76293b50],
    [0x87654321, 0x00000000, 0xf55b516b],
    [0x87654321, 0x5082edee, 0x2362f9de],
  ])('hashes word %i under seed %i as MurmurHash3 does', (word, seed, hash) => {
    expect(randomBits(seed, word)).toBe(hash)
  })

  it('flips half of the output bits when one bit of the key or the counter flips', () => {
    const flips = (a: number, b: number) => (a ^ b).toString(2).replace(/[^1]/g, '').length
    for (let bit = 0; bit < 32; bit++) {
      const byKey = draw(400, (c) =>
        flips(randomBits(c, 7) >>> 1, randomBits(c ^ (1 << bit), 7) >>> 1),
      )
      const byCounter = draw(400, (c) =>
        flips(randomBits(5, c) >>> 1, randomBits(5, c ^ (1 << bit)) >>> 1),
      )
      expect(mean(byKey)).toBeGreaterThan(13)
      expect(mean(byKey)).toBeLessThan(18)
      expect(mean(byCounter)).toBeGreaterThan(13)
      expect(mean(byCounter)).toBeLessThan(18)
    }
  })
})

describe('splitKey', () => {
  it('gives distinct streams to labels, indices and nested paths', () => {
    const root = randomKey(1)
    const keys = [
      root,
      ...['', 'a', 'b', 'ab', 'weights', 'alphas'].map((label) => splitKey(root, label)),
      ...draw(2000, (index) => splitKey(root, index)),
      splitKey(splitKey(root, 'a'), 'b'),
      ...draw(100, (seed) => randomKey(seed + 2)),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('leaves neighbouring streams uncorrelated', () => {
    const [a, b] = [splitKey(randomKey(3), 0), splitKey(randomKey(3), 1)]
    const products = draw(20_000, (c) => (uniform(a, c) - 0.5) * (uniform(b, c) - 0.5))
    // Standard error of the mean product is 1/12/√20000 ≈ 0.0006.
    expect(Math.abs(mean(products))).toBeLessThan(0.0025)
  })
})

describe('uniform', () => {
  it('fills [0, 1) evenly', () => {
    const values = draw(100_000, (counter) => uniform(randomKey(2), counter))
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1)
    // 99.9 % quantile of χ² with 99 degrees of freedom is 149.
    expect(chiSquare(values, 100)).toBeLessThan(149)
  })

  it('is exact in 32-bit floats', () => {
    for (const value of draw(1000, (counter) => uniform(9, counter))) {
      expect(Math.fround(value)).toBe(value)
    }
  })
})

describe('normal', () => {
  it('has the moments of a standard normal', () => {
    const values = draw(100_000, (counter) => normal(randomKey(4), counter))
    expect(values.every(Number.isFinite)).toBe(true)
    expect(mean(values)).toBeCloseTo(0, 1.7)
    expect(moment(values, 2)).toBeCloseTo(1, 1.7)
    expect(moment(values, 3)).toBeCloseTo(0, 1)
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(0.1)
  })
})

describe('randomInteger', () => {
  it('stays within its bound and reaches every value', () => {
    const values = draw(6000, (counter) => randomInteger(6, counter, 6))
    expect(
      chiSquare(
        values.map((value) => value / 6),
        6,
      ),
    ).toBeLessThan(20.5)
    expect(randomInteger(6, 1, 1)).toBe(0)
  })
})

describe('shuffled', () => {
  it('is a permutation, repeatable by key', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer(), (count, seed) => {
        const order = shuffled(count, randomKey(seed))
        expect([...order].sort((a, b) => a - b)).toEqual(draw(count, (i) => i))
        expect(shuffled(count, randomKey(seed))).toEqual(order)
      }),
      { numRuns: 50 },
    )
  })

  it('puts every item in every place equally often', () => {
    const places = draw(6000, (seed) => shuffled(5, randomKey(seed)).indexOf(3))
    // 99.9 % quantile of χ² with 4 degrees of freedom is 18.5.
    expect(
      chiSquare(
        places.map((place) => place / 5),
        5,
      ),
    ).toBeLessThan(18.5)
  })
})
