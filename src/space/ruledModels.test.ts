import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPACE_KINDS, ruledSpaces } from './anyRules.fixture'
import { canonical } from './draws'
import { spaceModel } from './spaceModels'
import { everyChoice, everyOpenChoice } from './spaces.fixture'

/** So small that all of their architectures can be listed. */
const TINY = { layers: 3, nodes: 2, stages: 1 }
const MOST_COMBINATIONS = 4000

describe.each(SPACE_KINDS)('the choices of a space of the kind %s, under any rules', (kind) => {
  const models = ruledSpaces(kind, TINY)
    .map((space) => spaceModel(space))
    .filter(
      ({ decisions }) =>
        decisions.reduce((all, { options }) => all * options.length, 1) <= MOST_COMBINATIONS,
    )

  it('are as many as counted, each once, and the way through what is open leads to all', () => {
    fc.assert(
      fc.property(models, (model) => {
        const open = everyOpenChoice(model)
        expect(BigInt(open.length)).toBe(model.size)
        const texts = new Set(open.map((choices) => model.format(choices)))
        expect(texts.size).toBe(open.length)
        const accepted = everyChoice(model.decisions).filter(
          (choices) => canonical(model, choices)?.join() === choices.join(),
        )
        expect(accepted).toEqual(open)
      }),
      { numRuns: 20 },
    )
  }, 30_000)
})
