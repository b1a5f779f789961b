import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomKey, splitKey } from '../random/random'
import { canonical, drawUniform } from '../space/draws'
import { SPACE_KINDS, ruledSpaces } from '../space/anyRules.fixture'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices, SpaceModel } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { everyOpenChoice } from '../space/spaces.fixture'
import { crossover, mutateEach, mutateOne, neighbours } from './operators'

/** Few enough architectures to list. */
const LISTED = 400n

const isMember = (model: SpaceModel, choices: Choices | null) =>
  choices !== null && canonical(model, choices)?.join() === choices.join()

describe.each(SPACE_KINDS)('under rules, in spaces of the kind %s', (kind) => {
  const seeds = fc.integer()
  const property = (holds: (model: SpaceModel, key: number, space: SearchSpace) => void) =>
    fc.assert(
      fc.property(ruledSpaces(kind), seeds, (space, seed) => {
        holds(spaceModel(space), randomKey(seed), space)
      }),
    )

  it('draws, mutants, children and neighbours are architectures of the space', () => {
    property((model, key) => {
      const [first, second] = [0, 1].map((i) => drawUniform(model, splitKey(key, i)))
      expect(isMember(model, first ?? null)).toBe(true)
      expect(isMember(model, second ?? null)).toBe(true)
      if (!first || !second) return
      for (const probability of [0, 0.3, 1]) {
        expect(isMember(model, mutateEach(model, first, probability, key))).toBe(true)
      }
      expect(isMember(model, crossover(model, first, second, key))).toBe(true)
      const mutant = mutateOne(model, first, key)
      if (mutant || model.size > 1n) expect(isMember(model, mutant)).toBe(true)
      expect(mutant).not.toEqual(first)
      for (const near of neighbours(model, first).slice(0, 40)) {
        expect(isMember(model, near)).toBe(true)
        expect(near).not.toEqual(first)
      }
    })
  })

  it('crossing and mutating an architecture with itself, with probability 0, keeps it', () => {
    property((model, key) => {
      const parent = drawUniform(model, key) as Choices
      expect(crossover(model, parent, parent, key)).toEqual(parent)
      expect(mutateEach(model, parent, 0, key)).toEqual(parent)
    })
  })

  it('neighbours lead from any architecture to every other', () => {
    const listed = ruledSpaces(kind).filter((space) => spaceModel(space).size <= LISTED)
    fc.assert(
      fc.property(listed, seeds, (space, seed) => {
        const model = spaceModel(space)
        const members = everyOpenChoice(model)
        expect(BigInt(members.length)).toBe(model.size)
        const reached = new Map<string, Choices>()
        const start = drawUniform(model, randomKey(seed)) as Choices
        const waiting = [start]
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          if (reached.has(next.join())) continue
          reached.set(next.join(), next)
          waiting.push(...neighbours(model, next))
        }
        expect([...reached.keys()].sort()).toEqual(members.map((one) => one.join()).sort())
      }),
      { numRuns: 25 },
    )
  })
})
