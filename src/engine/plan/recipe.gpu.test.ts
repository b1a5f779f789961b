/** What recipes of training from scratch add to a step, held against the eager engine. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterEach, describe, expect, it } from 'vitest'
import { drawUniform } from '../../space/draws'
import { spaceModel } from '../../space/spaceModels'
import type { SearchSpace } from '../../space/searchSpace'
import { buildSpaceSupernet, gatePath } from '../../network/spaceNetworks'
import { randomKey } from '../../random/random'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions, EngineState, TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import { randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

const INPUT = { height: 8, width: 8, channels: 2 }
const CLASSES = 4
const COUNT = 24
const SPACE: SearchSpace = {
  kind: 'cell',
  nodes: 1,
  operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
  cells: 3,
  channels: 2,
}
const network = buildSpaceSupernet(SPACE, INPUT, CLASSES)
const path = gatePath(SPACE, network, drawUniform(spaceModel(SPACE), randomKey(5))!)
const data = randomImages(INPUT, CLASSES, COUNT)
const ALL = Uint32Array.from({ length: COUNT }, (_, i) => i)

const options: EngineOptions = { ...TEST_OPTIONS, batch: 5 }

/** How a supernet is trained: all of it in either order, or one path. */
const WAYS: [string, Partial<EngineOptions>][] = [
  ['a mixture in first order', { order: 'first' }],
  ['a mixture in second order', { order: 'second' }],
  ['a path', { execution: 'path' }],
]
const alongPath = ({ execution }: Partial<EngineOptions>) => (execution === 'path' ? { path } : {})

const opened: TrainingEngine[] = []
afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

async function openPlan(given: EngineOptions) {
  const engine = await createPlanEngine(await testGpu(), network, given)
  opened.push(engine)
  engine.load(data)
  return engine
}

async function openEager(given: EngineOptions) {
  await tf.setBackend('cpu')
  const engine = await createEagerEngine(network, given, 'cpu')
  opened.push(engine)
  engine.load(data)
  return engine
}

const batchAt = (first: number) =>
  Uint32Array.from({ length: options.batch }, (_, i) => (first + 3 * i) % COUNT)

/** Losses of both sides of the steps from one to another. */
async function trained(engine: TrainingEngine, from: number, to: number, along: object) {
  const losses: number[] = []
  for (let index = from; index < to; index++) {
    const { gateStep, weightStep } = await engine.train({
      gateBatch: 'path' in along ? null : batchAt(7 * index),
      weightBatch: batchAt(5 * index + 1),
      learningRate: 0.1,
      ...along,
    })
    losses.push(gateStep?.loss ?? 0, weightStep!.loss)
  }
  return losses
}

function expectSameTraining(actual: EngineState, expected: EngineState) {
  for (const name of ['weights', 'momentum', 'alphas', 'runningStatistics'] as const) {
    expect(relativeDifference(actual[name], expected[name]), name).toBeLessThan(1e-3)
  }
}

describe.each(WAYS)('training %s', (_, way) => {
  const along = alongPath(way)

  it('smooths the labels that are trained on, not those that are judged by', async () => {
    const smooth = { ...options, ...way, labelSmoothing: 0.4 }
    const engines = [await openEager(smooth), await openPlan(smooth)] as const
    const losses = []
    for (const engine of engines) losses.push(await trained(engine, 0, 3, along))
    expect(relativeDifference(losses[1]!, losses[0]!)).toBeLessThan(1e-3)
    const [expected, actual] = await Promise.all(engines.map((each) => each.exportState()))
    expectSameTraining(actual!, expected!)
    const plain = await openPlan({ ...options, ...way })
    expect(relativeDifference(await trained(plain, 0, 3, along), losses[1]!)).toBeGreaterThan(1e-2)
    plain.importState(actual!)
    const judgedBy = 'path' in along ? (['running', 'batch'] as const) : (['running'] as const)
    for (const statistics of judgedBy) {
      const asked = { ...along, statistics }
      const some = ALL.subarray(0, 20)
      expect(await engines[1].evaluate(some, asked)).toEqual(await plain.evaluate(some, asked))
      const { loss } = await engines[0].evaluate(some, asked)
      expect((await plain.evaluate(some, asked)).loss).toBeCloseTo(loss, 2)
    }
  })

  it('cuts squares out of the images that are trained on, as the eager engine does', async () => {
    const cut = { ...options, ...way, augmentation: { cropPadding: 0, flip: false, cutout: 5 } }
    const [eager, plan] = [await openEager(cut), await openPlan(cut)]
    const [expected, actual] = [await trained(eager, 0, 3, along), await trained(plan, 0, 3, along)]
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-3)
    expectSameTraining(await plan.exportState(), await eager.exportState())
    const plain = await openPlan({ ...options, ...way })
    expect(relativeDifference(await trained(plain, 0, 3, along), actual)).toBeGreaterThan(1e-2)
    plain.importState(await plan.exportState())
    expect(await plan.evaluate(ALL, along)).toEqual(await plain.evaluate(ALL, along))
  })

  const averaging = { ...options, ...way, averageDecay: 0.2 }

  it('keeps the running mean of weights and statistics that the eager engine keeps', async () => {
    const [eager, plan] = [await openEager(averaging), await openPlan(averaging)]
    for (const engine of [eager, plan]) await trained(engine, 0, 3, along)
    const [expected, actual] = [await eager.exportState(), await plan.exportState()]
    expectSameTraining(actual, expected)
    for (const [mean, value] of [
      ['averageWeights', 'weights'],
      ['averageStatistics', 'runningStatistics'],
    ] as const) {
      expect(relativeDifference(actual[mean]!, expected[mean]!), mean).toBeLessThan(1e-3)
      expect(relativeDifference(actual[mean]!, actual[value]), mean).toBeGreaterThan(1e-2)
    }
    const asked = { ...along, average: true, probabilities: true }
    const [wanted, got] = [await eager.evaluate(ALL, asked), await plan.evaluate(ALL, asked)]
    expect(relativeDifference(got.probabilities!, wanted.probabilities!)).toBeLessThan(2e-3)
  })

  it('judges by the mean as by a state that holds it, without touching the training', async () => {
    const plan = await openPlan(averaging)
    await trained(plan, 0, 4, along)
    const before = await plan.exportState()
    const holder = await openPlan({ ...options, ...way })
    const { averageWeights, averageStatistics } = before
    holder.importState({
      ...before,
      weights: averageWeights!,
      runningStatistics: averageStatistics!,
    })
    const asked = { ...along, probabilities: true }
    // Steps that are queued meanwhile train the weights, not their mean.
    const judging = plan.evaluate(ALL, { ...asked, average: true })
    const training = trained(plan, 4, 6, along)
    expect(await judging).toEqual(await holder.evaluate(ALL, asked))
    await training
    const undisturbed = await openPlan(averaging)
    await trained(undisturbed, 0, 6, along)
    const after = await plan.exportState()
    expect(after).toEqual(await undisturbed.exportState())
    expect(await plan.evaluate(ALL, asked)).not.toEqual(
      await plan.evaluate(ALL, { ...asked, average: true }),
    )
    const resumed = await openPlan(averaging)
    resumed.importState(before)
    await trained(resumed, 4, 6, along)
    expect(await resumed.exportState()).toEqual(after)
  })

  it('pays one dispatch for the mean, and nothing without', async () => {
    const [plain, zero, kept] = await Promise.all(
      [{}, { averageDecay: 0, labelSmoothing: 0 }, { averageDecay: 0.9 }].map((more) =>
        openPlan({ ...options, ...way, ...more }),
      ),
    )
    expect(zero!.plan.headers).toEqual(plain!.plan.headers)
    expect(zero!.plan.words).toEqual(plain!.plan.words)
    expect(zero!.gpuBytes).toBe(plain!.gpuBytes)
    expect(plain!.plan.programs.exchangeAverage).toEqual([])
    const dispatches = (engine: typeof kept) => engine!.plan.programs.updateWeights.length
    expect(dispatches(kept)).toBe(dispatches(plain) + 1)
    const { weights, running } = kept!.plan.layout
    const floats = [weights.size, running.size].map((size) => 4 * Math.ceil(size / 4))
    expect(kept!.plan.stateBytes - plain!.plan.stateBytes).toBe(4 * (floats[0]! + floats[1]!))
  })

  it('has no mean to judge where none is kept', async () => {
    for (const engine of [await openEager({ ...options, ...way }), await openPlan(options)]) {
      const judged = engine.evaluate(ALL, { ...along, average: true })
      await expect(judged).rejects.toThrow('keeps no running mean')
      expect(await engine.exportState()).not.toHaveProperty('averageWeights')
    }
  })
})
