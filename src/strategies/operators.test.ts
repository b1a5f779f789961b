import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomKey, splitKey } from '../random/random'
import { canonical } from '../space/draws'
import { lettersSpace } from '../space/lettersSpace.fixture'
import type { Choices, SpaceModel } from '../space/spaceModel'
import { crossover, mutateEach, mutateOne, neighbours } from './operators'

const PLAIN = lettersSpace([3, 3, 5, 1, 4])
const AWKWARD = lettersSpace([3, 3, 5, 1, 4], { unordered: true, forbidden: /c..$/ })

const draws = <T>(count: number, draw: (key: number) => T) =>
  Array.from({ length: count }, (_, i) => draw(splitKey(randomKey(9), i)))

const changes = (from: Choices, to: Choices) =>
  from.flatMap((option, decision) => (option === to[decision] ? [] : [decision]))

/** Σ (observed − expected)² / expected over equally likely texts. */
function chiSquare(texts: readonly string[], outcomes: number): number {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const expected = texts.length / outcomes
  const seen = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
  return seen + (outcomes - counts.size) * expected
}

const anyParent = (space: SpaceModel) =>
  fc
    .tuple(...space.decisions.map(({ options }) => fc.nat(options.length - 1)))
    .map((choices) => canonical(space, choices))
    .filter((choices) => choices !== null)

describe('mutateOne', () => {
  it('changes exactly one decision to another option', () => {
    fc.assert(
      fc.property(anyParent(PLAIN), fc.integer(), (parent, seed) => {
        expect(changes(parent, mutateOne(PLAIN, parent, randomKey(seed))!)).toHaveLength(1)
      }),
    )
  })

  it('leads to another network also where networks have two texts', () => {
    fc.assert(
      fc.property(anyParent(AWKWARD), fc.integer(), (parent, seed) => {
        const child = mutateOne(AWKWARD, parent, randomKey(seed))
        if (!child) return
        expect(AWKWARD.format(child)).not.toBe(AWKWARD.format(parent))
        expect(neighbours(AWKWARD, parent)).toContainEqual(child)
      }),
    )
  })

  it('chooses evenly among decisions, then among their other options', () => {
    const space = lettersSpace([4, 1, 4])
    const texts = draws(6000, (key) => space.format(mutateOne(space, [1, 0, 2], key)!))
    // 99.9 % quantile of χ² with 5 degrees of freedom is 20.5.
    expect(chiSquare(texts, 6)).toBeLessThan(20.5)
  })

  it('has nothing to change in a space of one', () => {
    expect(mutateOne(lettersSpace([1, 1]), [0, 0], 1)).toBeNull()
  })
})

describe('mutateEach', () => {
  it('leaves the parent as it is with probability 0 and draws afresh with 1', () => {
    expect(mutateEach(PLAIN, [2, 1, 4, 0, 3], 0, 7)).toEqual([2, 1, 4, 0, 3])
    const texts = draws(12_000, (key) => PLAIN.format(mutateEach(PLAIN, [2, 1, 4, 0, 3], 1, key)!))
    expect(chiSquare(texts, 180)).toBeLessThan(242)
  })

  it('redraws each decision with the probability given, the present option included', () => {
    const space = lettersSpace(new Array<number>(10).fill(4))
    const parent = new Array<number>(10).fill(2)
    const changed = draws(2000, (key) => changes(parent, mutateEach(space, parent, 0.1, key)!))
    // 0.1 · 3/4 of 20,000 decisions, within 4 standard errors of √(20,000 · 0.075 · 0.925) = 37.
    expect(Math.abs(changed.flat().length - 1500)).toBeLessThan(150)
  })
})

describe('crossover', () => {
  it('takes every decision from one parent or the other, each equally often', () => {
    const space = lettersSpace([2, 2, 2, 2])
    const texts = draws(4000, (key) =>
      space.format(crossover(space, [0, 0, 0, 0], [1, 1, 1, 1], key)!),
    )
    // 99.9 % quantile of χ² with 15 degrees of freedom is 37.7.
    expect(chiSquare(texts, 16)).toBeLessThan(37.7)
  })

  it('passes on what both parents share', () => {
    fc.assert(
      fc.property(anyParent(PLAIN), anyParent(PLAIN), fc.integer(), (first, second, seed) => {
        const child = crossover(PLAIN, first, second, randomKey(seed))!
        for (const [decision, option] of child.entries()) {
          expect([first[decision], second[decision]]).toContain(option)
        }
      }),
    )
  })
})

describe('neighbours', () => {
  it('are all that differ in one decision, once each', () => {
    const found = neighbours(PLAIN, [0, 1, 2, 0, 3])
    expect(found).toHaveLength(2 + 2 + 4 + 0 + 3)
    expect(new Set(found.map((choices) => PLAIN.format(choices))).size).toBe(found.length)
    for (const choices of found) expect(changes([0, 1, 2, 0, 3], choices)).toHaveLength(1)
  })

  it('are mutual, and without what is no architecture', () => {
    fc.assert(
      fc.property(anyParent(AWKWARD), (centre) => {
        for (const neighbour of neighbours(AWKWARD, centre)) {
          expect(neighbours(AWKWARD, neighbour)).toContainEqual(centre)
        }
      }),
    )
  })
})
