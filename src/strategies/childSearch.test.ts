import { describe, expect, it } from 'vitest'
import { EVOLUTION } from './evolution'
import { LOCAL } from './local'
import { everyChoices, plantedConfig, PlantedRun, SPACE } from './plantedPaths.fixture'
import { cosineDecay } from './schedule'

const SETTINGS = { population: 5, tournament: 2, childSteps: 3 }

const evolution = (steps: number, changes = {}) =>
  new PlantedRun(EVOLUTION, plantedConfig('evolution', SETTINGS, { budget: { steps }, ...changes }))

describe('children from scratch', () => {
  it('are born afresh, trained on the training half, calibrated on it, then judged on the other', async () => {
    const run = await evolution(30).run()
    const { split } = run.context
    const kinds = run.engine.deeds.map(({ kind }) => kind)
    const life = ['born', 'train', 'train', 'train', 'recalibrate', 'evaluate']
    expect(kinds).toEqual(Array.from({ length: 10 }, () => life).flat())
    for (const deed of run.engine.deeds) {
      if (deed.kind === 'born') continue
      const half = deed.kind === 'evaluate' ? split.alphas : split.weights
      expect(deed.images.every((image) => half.includes(image))).toBe(true)
    }
    const first = run.engine.deeds.slice(1, 6)
    expect(new Set(first.map((deed) => 'choices' in deed && deed.choices.join())).size).toBe(1)
  })

  it('start from weights of their own, which follow from the architecture and the seed', async () => {
    const births = (await evolution(30).run()).engine.did('born').map(({ weight }) => weight)
    expect(new Set(births).size).toBe(births.length)
    const other = await evolution(30, { seed: 2 }).run()
    expect(other.engine.did('born').some(({ weight }) => births.includes(weight))).toBe(false)
  })

  it('are judged alike by every method', async () => {
    const bred = await evolution(600).run()
    const config = plantedConfig('local', { childSteps: 3 }, { budget: { steps: 600 } })
    const climbed = await new PlantedRun(LOCAL, config).run()
    const known = new Map(bred.candidates.map(({ text, loss }) => [text, loss]))
    const shared = climbed.candidates.filter(({ text }) => known.has(text))
    expect(shared.length).toBeGreaterThan(5)
    for (const { text, loss } of shared) expect(loss).toBe(known.get(text))
  })

  it('follow a cosine each, and report every step', async () => {
    const { outcomes } = await evolution(30).run()
    expect(outcomes.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    for (const [index, { learningRate, train, valid }] of outcomes.entries()) {
      expect(learningRate).toBeCloseTo(cosineDecay(0.025, 0.001, index % 3, 3), 12)
      expect(train).not.toBeNull()
      expect(valid !== null).toBe(index % 3 === 2)
    }
  })

  it('cost nothing when the architecture was judged before, and say so', async () => {
    const run = await evolution(600).run()
    const repeated = run.candidates.filter(({ repeats }) => repeats !== undefined)
    expect(repeated.length).toBeGreaterThan(5)
    for (const { repeats, text, accuracy, loss, id } of repeated) {
      expect(run.candidates[repeats!]).toMatchObject({ text, accuracy, loss })
      expect(repeats).toBeLessThan(id)
    }
    const distinct = new Set(run.candidates.map(({ text }) => text)).size
    expect(distinct).toBe(200)
    expect(run.engine.did('train')).toHaveLength(distinct * 3)
    expect(run.engine.did('evaluate')).toHaveLength(distinct)
  })

  it('end with the space: the steps left do nothing', async () => {
    const small = { ...SPACE, operations: ['skip_connect', 'nor_conv_1x1'] as const }
    expect(everyChoices(small)).toHaveLength(64)
    const run = await evolution(3 * 70, { space: small }).run()
    expect(run.engine.did('evaluate')).toHaveLength(64)
    const last = run.outcomes.at(-1)!
    expect(last).toMatchObject({ step: 210, train: null, valid: null, candidates: [] })
  })

  it('are whole: steps that would not make one are not taken', () => {
    const config = plantedConfig('evolution', SETTINGS, { budget: { steps: 11 } })
    expect(EVOLUTION.steps(config)).toBe(9)
  })

  it('give the same run by the same seed, and another by another', async () => {
    const [first, again, other] = [evolution(90), evolution(90), evolution(90, { seed: 2 })]
    for (const run of [first, again, other]) await run.run()
    expect(again.outcomes).toEqual(first.outcomes)
    expect(other.candidates).not.toEqual(first.candidates)
  })

  it.each([0, 1, 2, 3, 29, 45, 47])('go on from step %i as if never broken off', async (step) => {
    for (const method of [EVOLUTION, LOCAL]) {
      const settings = { ...SETTINGS, name: method === LOCAL ? 'local' : 'evolution' } as const
      const config = plantedConfig(settings.name, settings as never, { budget: { steps: 90 } })
      const unbroken = await new PlantedRun(method, config).run()
      const broken = await new PlantedRun(method, config).run(step)
      const resumed = await (await broken.resumeAnew()).run()
      expect(resumed.outcomes).toEqual(unbroken.outcomes)
      expect(await resumed.conclude()).toEqual(await unbroken.conclude())
    }
  })

  it('stand for the best, or for the child under way before any was judged', async () => {
    const run = await evolution(90).run(1)
    expect(await run.conclude()).toEqual(run.engine.did('train')[0]!.choices)
    await run.run()
    const best = Math.max(...run.candidates.map(({ accuracy }) => accuracy))
    const first = run.candidates.find(({ accuracy }) => accuracy === best)!
    expect(await run.conclude()).toEqual(first.choices)
  })

  it('come back with the very weights they were judged with', async () => {
    const run = await evolution(30).run()
    const choices = await run.conclude()
    const judged = run.engine.did('evaluate').find((deed) => deed.choices.join() === choices.join())
    expect(await run.prepareEvaluation(choices)).toBe('own-weights')
    const state = await run.engine.exportState()
    expect(state.weights[0]).toBe(judged?.weight)
    expect(run.engine.deeds.at(-1)).toMatchObject({ kind: 'recalibrate', choices })
  })
})
