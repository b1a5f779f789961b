import { describe, expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import { PUBLISHED_STRATEGIES } from '../run/publishedStrategies'
import type { ControllerSettings } from '../run/strategySettings'
import { ENAS } from './enas'
import { plantedAccuracy, plantedConfig, PlantedRun } from './plantedPaths.fixture'

const CONTROLLER: ControllerSettings = {
  ...PUBLISHED_STRATEGIES.enas.controller,
  hidden: 12,
  learningRate: 0.05,
  baselineDecay: 0.9,
  aggregate: 3,
}

/** Two phases of the weights, each followed by the controller, then three architectures to choose from. */
const config = (
  controller: Partial<ControllerSettings> = {},
  controllerUpdates = 4,
  changes: Partial<SearchConfig> = {},
) =>
  plantedConfig(
    'enas',
    {
      controller: { ...CONTROLLER, ...controller },
      weightPhaseSteps: 5,
      controllerUpdates,
      derivationSamples: 3,
    },
    { budget: { steps: 10 }, ...changes },
  )

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

describe('ENAS', { timeout: 120_000 }, () => {
  it('learns a planted architecture, and does not where the controller cannot', async () => {
    const lastTen = async (learningRate: number, updates: number) => {
      const run = await new PlantedRun(ENAS, config({ learningRate }, updates)).run()
      return mean(run.candidates.slice(-33, -3).map(({ accuracy }) => accuracy))
    }
    // The tanh constant bounds the probability of one option of three by e^2.2 / (e^2.2 + 2) = 0.82.
    expect(await lastTen(0.05, 35)).toBeGreaterThan(0.7)
    expect(await lastTen(0, 5)).toBeLessThan(0.5)
  })

  it('trains weights on the weight half, and rewards on single batches of the other', async () => {
    const run = await new PlantedRun(ENAS, config()).run()
    const { weights, alphas } = run.context.split
    const trained = run.engine.did('train')
    expect(trained).toHaveLength(10)
    for (const { images } of trained) expect(images.every((i) => weights.includes(i))).toBe(true)
    const judged = run.engine.did('evaluate')
    expect(judged).toHaveLength(2 * 4 * 3 + 3)
    for (const { images } of judged) expect(images.every((i) => alphas.includes(i))).toBe(true)
    expect(judged.slice(0, -3).every(({ images }) => images.length === 4)).toBe(true)
    const [first, ...others] = judged.slice(-3)
    expect(first!.images).toHaveLength(40)
    for (const { images } of others) expect(images).toEqual(first!.images)
    expect(new Set(trained.map(({ choices }) => choices.join())).size).toBeGreaterThan(5)
  })

  it('tells every architecture judged, numbered by birth, and keeps the best derived', async () => {
    const run = await new PlantedRun(ENAS, config()).run()
    expect(run.candidates.map(({ id }) => id)).toEqual([...run.candidates.keys()])
    for (const { choices, accuracy, text } of run.candidates) {
      expect(accuracy).toBeCloseTo(plantedAccuracy(choices), 10)
      expect(text).toBe(run.context.space.format(choices))
    }
    const derived = run.candidates.slice(-3)
    const best = Math.max(...derived.map(({ accuracy }) => accuracy))
    expect(plantedAccuracy(await run.conclude())).toBeCloseTo(best, 10)
    expect(run.engine.did('evaluate')).toHaveLength(27)
  })

  it('derives the same from a search that ends early as from one that goes on to derive', async () => {
    const run = await new PlantedRun(ENAS, config()).run(18)
    const early = await run.conclude()
    expect(await (await run.run()).conclude()).toEqual(early)
  })

  it('tells the policy after each update: reward, baseline, probabilities, entropy', async () => {
    const run = await new PlantedRun(ENAS, config({ entropyWeight: 0.01 }, 12)).run()
    const updates = run.outcomes.filter(({ policy }) => policy)
    expect(updates).toHaveLength(24)
    for (const { policy, step, candidates, valid, train } of updates) {
      expect(policy!.step).toBe(step)
      expect(train).toBeNull()
      const accuracy = mean(candidates!.map((candidate) => candidate.accuracy))
      expect(valid!.accuracy).toBeCloseTo(accuracy, 10)
      // The entropy in the reward is at most that of six uniform choices among three.
      expect(policy!.reward).toBeGreaterThan(accuracy)
      expect(policy!.reward).toBeLessThanOrEqual(accuracy + 0.01 * 6 * Math.log(3) + 1e-9)
      expect(policy!.entropy).toBeLessThanOrEqual(Math.log(3))
      expect(policy!.probabilities).toHaveLength(18)
      for (let decision = 0; decision < 6; decision++) {
        const own = policy!.probabilities.subarray(3 * decision, 3 * decision + 3)
        expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4)
      }
    }
    expect(updates.at(-1)!.policy!.entropy).toBeLessThan(updates[0]!.policy!.entropy)
  })

  it('moves its baseline by a tenth of the way to each reward', async () => {
    const run = await new PlantedRun(ENAS, config({ entropyWeight: 0 })).run()
    let baseline = 0
    for (const { policy, candidates } of run.outcomes) {
      if (!policy) continue
      for (const { score } of candidates!) baseline += 0.1 * (score - baseline)
      expect(policy.baseline).toBeCloseTo(baseline, 10)
    }
    expect(baseline).toBeGreaterThan(0.2)
  })

  it.each([3, 7, 12, 19])('resumes after step %i as if never interrupted', async (at) => {
    const unbroken = await new PlantedRun(ENAS, config()).run()
    const interrupted = await new PlantedRun(ENAS, config()).run(at)
    const resumed = await (await interrupted.resumeAnew()).run()
    expect(resumed.outcomes).toEqual(unbroken.outcomes)
    expect(await resumed.conclude()).toEqual(await unbroken.conclude())
  })

  it('repeats itself for one seed, not for two', async () => {
    const drawn = async (seed: number) =>
      (await new PlantedRun(ENAS, config({}, 2, { seed })).run()).candidates.map((c) => c.text)
    expect(await drawn(1)).toEqual(await drawn(1))
    expect(await drawn(2)).not.toEqual(await drawn(1))
  })

  it('trains and judges nothing past the limits', async () => {
    const { costs } = new PlantedRun(ENAS, config()).context
    const limit = costs.of([1, 1, 1, 1, 1, 1]).macs
    const objective = { kind: 'constrained', limits: { macs: limit } } as const
    const run = await new PlantedRun(ENAS, config({}, 2, { objective })).run()
    for (const { choices } of [...run.engine.did('train'), ...run.engine.did('evaluate')]) {
      expect(costs.of(choices).macs).toBeLessThanOrEqual(limit)
    }
    expect(run.candidates.some(({ cost }) => cost.macs > 0.5 * limit)).toBe(true)
  })

  it('recalibrates batch norm before the architecture found is evaluated', async () => {
    const run = await new PlantedRun(ENAS, config()).run()
    const found = await run.conclude()
    expect(await run.prepareEvaluation(found)).toBe('shared-weights')
    expect(run.engine.did('recalibrate').at(-1)!.choices).toEqual(found)
  })
})
