import { describe, expect, it } from 'vitest'
import { PUBLISHED_STRATEGIES } from '../run/publishedStrategies'
import type { ControllerSettings } from '../run/strategySettings'
import { plantedConfig, PlantedRun } from './plantedPaths.fixture'
import { RL } from './rl'

const CONTROLLER: ControllerSettings = {
  ...PUBLISHED_STRATEGIES.rl.controller,
  hidden: 12,
  learningRate: 0.1,
  tanhConstant: 1.5,
  baselineDecay: 0.8,
  aggregate: 4,
}

/** Children of two steps each. */
const config = (children: number, controller: Partial<ControllerSettings> = {}, seed = 1) =>
  plantedConfig(
    'rl',
    { controller: { ...CONTROLLER, ...controller } },
    { budget: { steps: 2 * children }, seed },
  )

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

describe('search by reinforcement learning', { timeout: 120_000 }, () => {
  it('learns a planted architecture from 60 children, and does not without learning', async () => {
    const lastOf = async (learningRate: number) => {
      const run = await new PlantedRun(RL, config(60, { learningRate })).run()
      return mean(run.candidates.slice(-20).map(({ accuracy }) => accuracy))
    }
    expect(await lastOf(0.1)).toBeGreaterThan(0.7)
    expect(await lastOf(0)).toBeLessThan(0.5)
  })

  it('trains every child from scratch before it rewards it', async () => {
    const run = await new PlantedRun(RL, config(10)).run()
    expect(run.engine.did('born').length).toBeGreaterThanOrEqual(10)
    expect(run.engine.did('train')).toHaveLength(20)
    const judged = run.candidates.filter(({ repeats }) => repeats === undefined)
    expect(judged).toHaveLength(10)
    for (const { origin, images } of judged) expect([origin, images]).toEqual(['sample', 8])
  })

  it('updates after every fourth reward, and trains what it draws again', async () => {
    const run = await new PlantedRun(RL, config(40)).run()
    const updates = run.outcomes.filter(({ policy }) => policy)
    expect(run.candidates.length).toBe(40)
    expect(new Set(run.candidates.map(({ text }) => text)).size).toBeLessThan(40)
    let baseline = 0
    const baselines = run.candidates.flatMap(({ id, score }) => {
      baseline += 0.2 * (score - baseline)
      return id % 4 === 3 ? [baseline] : []
    })
    // A step tells the latest of its updates.
    for (const { policy } of updates) {
      expect(baselines.some((known) => Math.abs(known - policy!.baseline) < 1e-9)).toBe(true)
    }
    expect(updates.at(-1)!.policy!.baseline).toBeCloseTo(baselines.at(-1)!, 10)
  })

  it.each([5, 8, 11])('resumes after step %i as if never interrupted', async (at) => {
    const unbroken = await new PlantedRun(RL, config(12)).run()
    const interrupted = await new PlantedRun(RL, config(12)).run(at)
    const resumed = await (await interrupted.resumeAnew()).run()
    expect(resumed.outcomes).toEqual(unbroken.outcomes)
    expect(await resumed.conclude()).toEqual(await unbroken.conclude())
  })

  it('repeats itself for one seed, not for two', async () => {
    const drawn = async (seed: number) =>
      (await new PlantedRun(RL, config(6, {}, seed)).run()).candidates.map(({ text }) => text)
    expect(await drawn(1)).toEqual(await drawn(1))
    expect(await drawn(2)).not.toEqual(await drawn(1))
  })
})
