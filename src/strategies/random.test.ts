import { describe, expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import type { RandomSettings } from '../run/strategySettings'
import {
  BEST,
  everyChoices,
  plantedAccuracy,
  plantedConfig,
  PlantedRun,
  ruggedAccuracy,
  SPACE,
} from './plantedPaths.fixture'
import { RANDOM } from './random'

const SHORT = { sharing: true, samples: 30, finalists: 3 }

function search(
  settings: Partial<RandomSettings> = {},
  changes: Partial<SearchConfig> = {},
  accuracyOf = plantedAccuracy,
) {
  const short = { budget: { steps: 20 }, ...changes }
  return new PlantedRun(
    RANDOM,
    plantedConfig('random', { ...SHORT, ...settings }, short),
    accuracyOf,
  )
}

function chiSquare(observed: readonly number[]): number {
  const expected = observed.reduce((sum, count) => sum + count, 0) / observed.length
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

const texts = (run: PlantedRun) => run.candidates.map(({ text }) => text)

describe('random search with weight sharing', () => {
  it('trains every architecture equally often', async () => {
    const steps = 7290
    const run = await search({}, { budget: { steps } }).run(steps)
    const counts = new Map(everyChoices(SPACE).map((choices) => [choices.join(), 0]))
    for (const { choices } of run.engine.did('train')) {
      counts.set(choices.join(), counts.get(choices.join())! + 1)
    }
    // 99.9 % quantile of χ² with 728 degrees of freedom is 851.
    expect(chiSquare([...counts.values()])).toBeLessThan(851)
  })

  it('judges samples on a few held-out images, and the best of them again on all', async () => {
    const run = await search({}, {}, ruggedAccuracy).run()
    const samples = run.candidates.slice(0, 30)
    const finalists = run.candidates.slice(30)
    expect(new Set(samples.map(({ text }) => text)).size).toBe(30)
    const best = [...samples].sort((a, b) => b.accuracy - a.accuracy).slice(0, 3)
    expect(finalists.map(({ parents }) => parents)).toEqual(best.map(({ id }) => [id]))
    expect(finalists.map(({ text }) => text)).toEqual(best.map(({ text }) => text))
    const judged = run.engine.did('evaluate')
    expect(judged.map(({ images }) => images.length)).toEqual([
      ...Array<number>(30).fill(12),
      ...Array<number>(3).fill(40),
    ])
    const { alphas } = run.context.split
    for (const { images } of judged) expect(images.every((i) => alphas.includes(i))).toBe(true)
    expect(await run.conclude()).toEqual(best[0]!.choices)
  })

  it('lets the finals decide, not the samples', async () => {
    // Accuracy falls with every judgement: the last finalist would win if the samples counted.
    let judged = 0
    const shifting = (choices: readonly number[]) => {
      judged += 1
      return judged > 30 ? judged / 100 : ruggedAccuracy(choices)
    }
    const run = await search({}, {}, shifting).run()
    expect(await run.conclude()).toEqual(run.candidates.at(-1)!.choices)
  })

  it('neither trains nor judges what is beyond a limit', async () => {
    const { costs } = search().context
    const macs = everyChoices(SPACE).map((choices) => costs.of(choices).macs)
    const limit = macs.sort((a, b) => a - b)[200]!
    const run = await search(
      {},
      { objective: { kind: 'constrained', limits: { macs: limit } } },
    ).run()
    for (const { choices } of [...run.engine.did('train'), ...run.engine.did('evaluate')]) {
      expect(costs.of(choices).macs).toBeLessThanOrEqual(limit)
    }
    expect(run.candidates).toHaveLength(33)
  })

  it('ends when the space is used up', async () => {
    const space = { ...SPACE, operations: ['skip_connect', 'nor_conv_1x1'] as const }
    const run = await search({ samples: 100 }, { space }).run()
    const samples = run.candidates.filter(({ generation }) => generation === 0)
    expect(new Set(samples.map(({ text }) => text)).size).toBe(samples.length)
    expect(samples).toHaveLength(64)
    expect(run.outcomes).toHaveLength(20 + 100 + 3)
  })

  it('repeats itself by seed', async () => {
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => search({}, { seed }).run()),
    )
    expect(texts(again!)).toEqual(texts(first!))
    expect(texts(other!)).not.toEqual(texts(first!))
  })
})

describe('random search without weight sharing', () => {
  it('trains each architecture from scratch, draws uniformly, and keeps the best', async () => {
    const run = await search({ sharing: false }, { budget: { steps: 2 * 300 } }).run()
    const judged = run.candidates.filter(({ repeats }) => repeats === undefined)
    expect(judged).toHaveLength(300)
    expect(run.engine.did('born')).toHaveLength(300)
    const perOption = BEST.flatMap((_, decision) =>
      [0, 1, 2].map(
        (option) => run.candidates.filter(({ choices }) => choices[decision] === option).length,
      ),
    )
    // Six decisions of two degrees of freedom each: the 99.9 % quantile of χ² is 32.9.
    expect(chiSquare(perOption)).toBeLessThan(32.9)
    const best = Math.max(...judged.map(({ accuracy }) => accuracy))
    expect(plantedAccuracy(await run.conclude())).toBe(best)
  })
})
