import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import type { SposSettings } from '../run/strategySettings'
import { InfeasibleError } from './objective'
import {
  everyChoices,
  plantedAccuracy,
  plantedConfig,
  PlantedRun,
  ruggedAccuracy,
  SPACE,
} from './plantedPaths.fixture'
import { SPOS } from './spos'

/** Proportions as published: a fifth are parents, half mutants, half crossed. */
const SHORT = { generations: 5, population: 10, parents: 4, mutations: 5, crossovers: 5 }

const config = (settings: Partial<SposSettings> = {}, changes: Partial<SearchConfig> = {}) =>
  plantedConfig('spos', { ...SHORT, ...settings }, { budget: { steps: 20 }, ...changes })

const search = (...args: Parameters<typeof config>) => new PlantedRun(SPOS, config(...args))

const { costs } = search().context
const macsOf = (choices: readonly number[]) => costs.of(choices).macs
const allMacs = everyChoices(SPACE)
  .map(macsOf)
  .sort((a, b) => a - b)

function chiSquare(observed: readonly number[]): number {
  const expected = observed.reduce((sum, count) => sum + count, 0) / observed.length
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

describe('SPOS: training the supernet', () => {
  it('trains every architecture equally often', async () => {
    const steps = 7290
    const run = await search({}, { budget: { steps } }).run(steps)
    const counts = new Map(everyChoices(SPACE).map((choices) => [choices.join(), 0]))
    for (const { choices } of run.engine.did('train')) {
      counts.set(choices.join(), counts.get(choices.join())! + 1)
    }
    // 99.9 % quantile of χ² with 728 degrees of freedom is 851.
    expect(chiSquare([...counts.values()])).toBeLessThan(851)
    const { gates } = run.outcomes.at(-1)!
    const perBranch = everyChoices(SPACE)[0]!.flatMap((_, decision) =>
      [0, 1, 2].map((option) => {
        const taken = run.engine.did('train').filter(({ choices }) => choices[decision] === option)
        return taken.length / steps
      }),
    )
    expect([...gates].sort()).toEqual(perBranch.map(Math.fround).sort())
  })

  it('trains every bin of MACs equally often, and only within the bins', async () => {
    const [least, most] = [allMacs[20]!, allMacs[708]!]
    const width = (most - least) / 4
    const sampling = { kind: 'macs-bins', least, most, width, tries: 500 } as const
    const steps = 2000
    const run = await search({ sampling }, { budget: { steps } }).run(steps)
    const binned = (macs: readonly number[]) =>
      [0, 1, 2, 3].map((bin) => {
        const inBin = (value: number) => Math.min(3, Math.floor((value - least) / width)) === bin
        return macs.filter((value) => value <= most && inBin(value)).length
      })
    const trained = run.engine.did('train').map(({ choices }) => macsOf(choices))
    expect(Math.min(...trained)).toBeGreaterThanOrEqual(least)
    expect(Math.max(...trained)).toBeLessThanOrEqual(most)
    // 99.9 % quantile of χ² with 3 degrees of freedom is 16.3; free draws are far beyond it.
    expect(chiSquare(binned(trained))).toBeLessThan(16.3)
    expect(chiSquare(binned(allMacs))).toBeGreaterThan(50)
  })

  it('draws freely when no architecture falls into the bin', async () => {
    const sampling = { kind: 'macs-bins', least: 0, most: 2, width: 1, tries: 5 } as const
    const run = await search({ sampling }).run(20)
    expect(new Set(run.engine.did('train').map(({ choices }) => choices.join())).size).toBe(20)
  })

  it('lets the rate fall in a straight line', async () => {
    const { outcomes } = await search().run(20)
    for (const [index, { learningRate, train, valid }] of outcomes.entries()) {
      expect(learningRate).toBeCloseTo(0.5 * (1 - index / 20), 12)
      expect([train !== null, valid]).toEqual([true, null])
    }
  })
})

describe('SPOS: evolution', () => {
  it('judges inherited weights, batch norm recalibrated for the very path just before', async () => {
    const run = await search().run()
    const { split } = run.context
    const trained = run.engine.deeds.slice(0, 20)
    expect(trained.every(({ kind }) => kind === 'train')).toBe(true)
    const judging = run.engine.deeds.slice(20)
    expect(judging).toHaveLength(2 * 50)
    const weights = new Set(run.engine.did('evaluate').map(({ weight }) => weight))
    expect([...weights]).toEqual([(await run.engine.exportState()).weights[0]])
    for (let i = 0; i < judging.length; i += 2) {
      const [before, judged] = [judging[i]!, judging[i + 1]!]
      if (before.kind !== 'recalibrate' || judged.kind !== 'evaluate') throw new Error('Order')
      expect(before.choices).toEqual(judged.choices)
      expect(before.images).toEqual([...split.weights.subarray(0, 16)])
      expect(judged.images).toEqual([...split.alphas.subarray(0, 12)])
    }
    for (const { accuracy, choices } of run.candidates) {
      expect(accuracy).toBeCloseTo(plantedAccuracy(choices), 12)
    }
  })

  it('breeds from the best so far: mutants, then crossed, then random; nothing twice', async () => {
    const { candidates } = await search({ mutations: 4, crossovers: 4 }).run()
    expect(candidates).toHaveLength(50)
    expect(new Set(candidates.map(({ text }) => text)).size).toBe(50)
    for (let generation = 0; generation < 5; generation++) {
      const born = candidates.filter((candidate) => candidate.generation === generation)
      expect(born).toHaveLength(10)
      const before = candidates.filter((candidate) => candidate.generation! < generation)
      const best = [...before].sort((a, b) => b.accuracy - a.accuracy).slice(0, 4)
      for (const { origin, parents, choices } of born) {
        if (generation === 0) expect(origin).toBe('random')
        expect(parents).toHaveLength({ mutation: 1, crossover: 2 }[origin as string] ?? 0)
        for (const parent of parents) expect(best.map(({ id }) => id)).toContain(parent)
        if (origin !== 'crossover') continue
        for (const [decision, option] of choices.entries()) {
          const genes = parents.map((parent) => candidates[parent]!.choices[decision])
          expect(genes).toContain(option)
        }
      }
    }
    const origins = candidates.slice(10).map(({ origin }) => origin)
    for (const origin of ['mutation', 'crossover', 'random']) expect(origins).toContain(origin)
  })

  it('never judges or concludes on an architecture beyond the limits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.integer({ min: 20, max: 700 }), async (seed, rank) => {
        const limit = allMacs[rank]!
        const objective = { kind: 'constrained', limits: { macs: limit } } as const
        const run = await search({ generations: 3 }, { seed, objective }).run()
        expect(run.candidates.length).toBeGreaterThan(0)
        for (const deed of run.engine.did('evaluate')) {
          expect(macsOf(deed.choices)).toBeLessThanOrEqual(limit)
        }
        expect(macsOf(await run.conclude())).toBeLessThanOrEqual(limit)
        const early = await search({}, { seed, objective }).run(5)
        expect(macsOf(await early.conclude())).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 15 },
    )
  })

  it('refuses limits that nothing keeps before it trains', () => {
    const objective = { kind: 'constrained', limits: { parameters: 1 } } as const
    expect(() => search({}, { objective })).toThrow(InfeasibleError)
  })

  it('takes empty steps when the limits leave fewer architectures than it asks for', async () => {
    const objective = { kind: 'constrained', limits: { macs: allMacs[5]! } } as const
    const left = allMacs.filter((macs) => macs <= allMacs[5]!).length
    const run = await search({ population: 20, generations: 2 }, { objective }).run()
    expect(left).toBeLessThan(20)
    expect(run.candidates).toHaveLength(left)
    expect(run.outcomes).toHaveLength(60)
    expect(run.outcomes.at(-1)).toMatchObject({ train: null, valid: null, candidates: [] })
  })

  it('finds the planted best far more often than chance at an equal number of judgements', async () => {
    let found = 0
    for (let seed = 0; seed < 20; seed++) {
      const run = await search({ generations: 10 }, { seed }).run()
      if (plantedAccuracy(await run.conclude()) === 1) found++
    }
    // Chance finds it in 100 of 729 runs: more than 10 of 20 have a probability below 10⁻⁵.
    expect(found).toBeGreaterThan(10)
  })

  it('keeps the front of several aims as parents', async () => {
    const objective = { kind: 'multi-objective', measures: ['macs'] } as const
    const run = await search({}, { objective }).run()
    const last = run.candidates.filter(({ generation }) => generation === 4)
    const before = run.candidates.filter(({ generation }) => generation! < 4)
    const beaten = (id: number) =>
      before.some(
        ({ accuracy, cost }) =>
          accuracy > before[id]!.accuracy && cost.macs < before[id]!.cost.macs,
      )
    const parents = new Set(last.flatMap((candidate) => candidate.parents))
    expect(parents.size).toBeGreaterThan(1)
    for (const id of parents) expect(beaten(id)).toBe(false)
  })
})

describe('SPOS: repeatability', () => {
  it('gives the same run by the same seed, and another by another', async () => {
    const runs = [search(), search(), search({}, { seed: 2 })]
    for (const run of runs) await run.run()
    expect(runs[1]!.outcomes).toEqual(runs[0]!.outcomes)
    expect(runs[2]!.candidates).not.toEqual(runs[0]!.candidates)
  })

  it.each([0, 7, 20, 23, 30, 44])('goes on from step %i as if never broken off', async (step) => {
    const rugged = () => new PlantedRun(SPOS, config(), ruggedAccuracy)
    const unbroken = await rugged().run()
    const broken = await rugged().run(step)
    const resumed = await (await broken.resumeAnew()).run()
    expect(resumed.outcomes).toEqual(unbroken.outcomes)
    expect(await resumed.conclude()).toEqual(await unbroken.conclude())
  })

  it('prepares its conclusion with shared weights and statistics of its own', async () => {
    const run = await search().run()
    const choices = await run.conclude()
    const weights = (await run.engine.exportState()).weights[0]
    expect(await run.prepareEvaluation(choices)).toBe('shared-weights')
    expect(run.engine.deeds.at(-1)).toMatchObject({ kind: 'recalibrate', choices })
    expect((await run.engine.exportState()).weights[0]).toBe(weights)
  })
})
