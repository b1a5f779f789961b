import { describe, expect, it } from 'vitest'
import { randomKey, splitKey } from '../random/random'
import { canonical, drawAccepted, drawUniform } from './draws'
import { lettersSpace } from './lettersSpace.fixture'

const PLAIN = lettersSpace([3, 3, 5, 1, 4])
const AWKWARD = lettersSpace([3, 3, 5, 1, 4], { unordered: true, forbidden: /c..$/ })

const draws = <T>(count: number, draw: (key: number) => T) =>
  Array.from({ length: count }, (_, i) => draw(splitKey(randomKey(9), i)))

/** Σ (observed − expected)² / expected over equally likely texts. */
function chiSquare(texts: readonly string[], outcomes: number): number {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const expected = texts.length / outcomes
  const seen = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
  return seen + (outcomes - counts.size) * expected
}

describe('drawUniform', () => {
  it('draws every architecture equally often', () => {
    const texts = draws(12_000, (key) => PLAIN.format(drawUniform(PLAIN, key)!))
    // 99.9 % quantile of χ² with 3·3·5·1·4 − 1 = 179 degrees of freedom is 242.
    expect(chiSquare(texts, 180)).toBeLessThan(242)
  })

  it('gives canonical forms, and null for what is no architecture', () => {
    const drawn = draws(500, (key) => drawUniform(AWKWARD, key))
    expect(drawn).toContain(null)
    for (const choices of drawn) if (choices) expect(canonical(AWKWARD, choices)).toEqual(choices)
  })
})

describe('drawAccepted', () => {
  it('returns what is accepted, or null after the tries', () => {
    const draw = (key: number) => drawUniform(AWKWARD, key)
    const first = drawAccepted(1000, 3, draw, ([letter]) => letter === 2)
    expect(first?.[0]).toBe(2)
    let asked = 0
    const refuse = () => {
      asked++
      return false
    }
    expect(drawAccepted(50, 3, (key) => drawUniform(PLAIN, key), refuse)).toBeNull()
    expect(asked).toBe(50)
  })
})
