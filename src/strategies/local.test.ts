import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../run/events'
import { HillClimber, LOCAL } from './local'
import { neighbours } from './operators'
import { plantedConfig, PlantedRun, ruggedAccuracy } from './plantedPaths.fixture'

const rugged = (seed: number, children: number) =>
  new PlantedRun(
    LOCAL,
    plantedConfig('local', {}, { seed, budget: { steps: 2 * children } }),
    ruggedAccuracy,
  )

/** Candidates by climb, in order. */
function climbsOf(candidates: readonly Candidate[]): Candidate[][] {
  const climbs: Candidate[][] = []
  for (const candidate of candidates) (climbs[candidate.generation ?? 0] ??= []).push(candidate)
  return climbs
}

describe('local search', () => {
  it('moves on the first improvement, judging neighbours of where it stands', async () => {
    const { candidates } = await rugged(2, 150).run()
    for (const climb of climbsOf(candidates)) {
      let centre = climb[0]!
      expect(centre.origin).toBe('random')
      for (const next of climb.slice(1)) {
        expect(next.origin).toBe('neighbour')
        expect(next.parents).toEqual([centre.id])
        expect(next.choices.filter((o, i) => o !== centre.choices[i])).toHaveLength(1)
        if (next.accuracy > centre.accuracy) centre = next
      }
    }
  })

  it('ends every climb in a local optimum, and only there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), async (seed) => {
        const run = await rugged(seed, 150).run()
        const climbs = climbsOf(run.candidates)
        expect(climbs.length).toBeGreaterThan(1)
        for (const climb of climbs.slice(0, -1)) {
          const top = Math.max(...climb.map(({ accuracy }) => accuracy))
          const end = climb.find(({ accuracy }) => accuracy === top)!
          const around = neighbours(run.context.space, end.choices)
          expect(Math.max(...around.map(ruggedAccuracy))).toBeLessThanOrEqual(top)
          // It left as soon as all of them were known.
          expect(climb.slice(climb.indexOf(end) + 1)).toHaveLength(around.length)
        }
      }),
      { numRuns: 6 },
    )
  })

  it('finds the top of a single hill in one climb', async () => {
    const config = plantedConfig('local', {}, { budget: { steps: 160 } })
    const run = await new PlantedRun(LOCAL, config).run()
    const [climb] = climbsOf(run.candidates)
    expect(Math.max(...climb!.map(({ accuracy }) => accuracy))).toBe(1)
  })

  it('takes neighbours in an order of chance, every one equally often first', () => {
    const { context } = rugged(1, 1)
    const first = new Map<string, number>()
    const draws = 2400
    for (let id = 0; id < draws; id++) {
      const start = { ...START, id, text: context.space.format(START.choices) }
      const { choices } = new HillClimber(context, [start]).propose(id + 1)
      first.set(choices.join(), (first.get(choices.join()) ?? 0) + 1)
    }
    // Two other options in each of six decisions; 99.9 % quantile of χ² with 11 degrees is 31.3.
    expect(first.size).toBe(12)
    const expected = draws / 12
    const chiSquare = [...first.values()].reduce((s, n) => s + (n - expected) ** 2 / expected, 0)
    expect(chiSquare).toBeLessThan(31.3)
  })
})

const START: Omit<Candidate, 'text'> = {
  id: 0,
  choices: [0, 1, 2, 0, 1, 2],
  accuracy: 0.5,
  loss: 1,
  score: 0.5,
  cost: { macs: 1, parameters: 1, latencyMs: null },
  step: 2,
  origin: 'random',
  parents: [],
  generation: 0,
  images: 8,
}
