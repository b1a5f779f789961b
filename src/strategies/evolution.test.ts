import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../run/events'
import { AgingPopulation, EVOLUTION } from './evolution'
import {
  BEST,
  everyChoices,
  plantedAccuracy,
  plantedConfig,
  PlantedRun,
  SPACE,
} from './plantedPaths.fixture'

/** P and S of AutoDL-Projects' regularized_ea.py. */
const SETTINGS = { population: 10, tournament: 3 }

const config = (seed: number, children: number) =>
  plantedConfig('evolution', SETTINGS, { seed, budget: { steps: 2 * children } })

/** Ten members with accuracies of 0.0, 0.1, … 0.9, by age. */
function decade(run: PlantedRun): Candidate[] {
  return everyChoices(SPACE)
    .slice(100, 110)
    .map((choices, id) => ({
      id,
      choices,
      text: run.context.space.format(choices),
      accuracy: id / 10,
      loss: 1,
      score: id / 10,
      cost: run.context.costs.of(choices),
      step: id + 1,
      origin: 'random',
      parents: [],
      generation: 0,
      images: 8,
    }))
}

function chiSquare(observed: readonly number[], expected: readonly number[]): number {
  return observed.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0)
}

describe('regularised evolution', () => {
  it('changes exactly one decision of a living parent, and tells age and descent', async () => {
    const { candidates } = await new PlantedRun(EVOLUTION, config(3, 60)).run()
    expect(candidates.length).toBeGreaterThanOrEqual(60)
    for (const { id, choices, origin, parents, generation } of candidates) {
      expect(candidates[id]?.id).toBe(id)
      expect(origin).toBe(id < 10 ? 'random' : 'mutation')
      expect(generation).toBe(Math.floor(id / 10))
      if (id < 10) continue
      const parent = candidates[parents[0]!]!
      expect(id - parent.id).toBeGreaterThanOrEqual(1)
      expect(id - parent.id).toBeLessThanOrEqual(10)
      expect(choices.filter((option, i) => option !== parent.choices[i])).toHaveLength(1)
    }
  })

  it('drops the oldest, not the worst', () => {
    const run = new PlantedRun(EVOLUTION, config(1, 1))
    const members = decade(run).reverse()
    const breeder = new AgingPopulation(run.context, SETTINGS, members)
    const newcomer = { ...members[9]!, id: 10 }
    breeder.told(newcomer)
    const parents = Array.from({ length: 2000 }, (_, i) => breeder.propose(10 + i).parents[0])
    // The first-born was the best: were the worst dropped, it would win 27 % of tournaments.
    expect(parents).not.toContain(members[0]!.id)
    expect(parents).toContain(members[1]!.id)
  })

  it('draws its tournament with replacement', () => {
    const run = new PlantedRun(EVOLUTION, config(1, 1))
    const breeder = new AgingPopulation(run.context, SETTINGS, decade(run))
    const draws = 4000
    const wins = new Array<number>(10).fill(0)
    for (let i = 0; i < draws; i++) wins[breeder.propose(10 + i).parents[0]!]! += 1
    // P(best of 3 is the k-th worst of 10) = (k/10)³ − ((k−1)/10)³; without replacement the worst two
    // would never win. The worst three are taken together, to expect enough of them.
    const share = (k: number) => (k / 10) ** 3
    const bounds = [0, 3, 4, 5, 6, 7, 8, 9, 10]
    const expected = bounds.slice(1).map((k, i) => draws * (share(k) - share(bounds[i]!)))
    const observed = [wins[0]! + wins[1]! + wins[2]!, ...wins.slice(3)]
    expect(wins[0]! + wins[1]!).toBeGreaterThan(0)
    // 99.9 % quantile of χ² with 7 degrees of freedom is 24.3.
    expect(chiSquare(observed, expected)).toBeLessThan(24.3)
  })

  it('never trains an architecture beyond the limits', async () => {
    const model = new PlantedRun(EVOLUTION, config(1, 1)).context
    const macs = everyChoices(SPACE).map((choices) => model.costs.of(choices).macs)
    const sorted = [...macs].sort((a, b) => a - b)
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.integer({ min: 20, max: 700 }), async (seed, rank) => {
        const objective = { kind: 'constrained', limits: { macs: sorted[rank]! } } as const
        const limited = { ...config(seed, 15), objective }
        const run = await new PlantedRun(EVOLUTION, limited).run()
        for (const { choices } of run.engine.did('train')) {
          expect(model.costs.of(choices).macs).toBeLessThanOrEqual(sorted[rank]!)
        }
        expect(run.candidates.length).toBeGreaterThan(0)
        expect(model.costs.of(await run.conclude()).macs).toBeLessThanOrEqual(sorted[rank]!)
      }),
      { numRuns: 15 },
    )
  })

  it('says so when nothing keeps the limits', async () => {
    const objective = { kind: 'constrained', limits: { macs: 1 } } as const
    const run = new PlantedRun(EVOLUTION, { ...config(1, 1), objective })
    await expect(run.run()).rejects.toThrow('drawn at random keeps')
  })

  it('finds the planted best far more often than chance at an equal number of trainings', async () => {
    const children = 140
    let found = 0
    for (let seed = 0; seed < 20; seed++) {
      const run = await new PlantedRun(EVOLUTION, config(seed, children)).run()
      if (plantedAccuracy(await run.conclude()) === 1) found++
      expect(new Set(run.candidates.map(({ text }) => text)).size).toBeLessThanOrEqual(children)
    }
    // Chance, even without repeating itself, finds it in 140 of 729 runs: more than 12 of 20 have a
    // probability below 10⁻⁴.
    expect(found).toBeGreaterThan(12)
    expect(plantedAccuracy(BEST)).toBe(1)
  })
})
