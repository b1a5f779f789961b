import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterEach, describe, expect, it } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions, TrainingEngine } from '../engine'
import { PlanTooLargeError } from './errors'
import { createPlanEngine } from './planEngine'
import { randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

const INPUT = { height: 8, width: 8, channels: 1 }
const CLASSES = 4
const network = buildSupernet(
  {
    kind: 'cell',
    nodes: 1,
    operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3', 'dil_conv_3x3'],
    cells: 3,
    channels: 2,
  },
  INPUT,
  CLASSES,
)
const options: EngineOptions = {
  ...TEST_OPTIONS,
  batch: 6,
  weightOptimiser: { momentum: 0.9, weightDecay: 3e-3, gradientClip: 0.5 },
  gateOptimiser: { ...TEST_OPTIONS.gateOptimiser, learningRate: 0.05 },
  augmentation: { cropPadding: 2, flip: true },
}
const data = randomImages(INPUT, CLASSES, 40)

/** Batches that differ from step to step, the same for whoever asks. */
const stepAt = (index: number) => ({
  gateBatch: Uint32Array.from({ length: options.batch }, (_, i) => (7 * index + 3 * i) % 40),
  weightBatch: Uint32Array.from({ length: options.batch }, (_, i) => (5 * index + i) % 40),
  learningRate: 0.1 / (1 + index),
})

async function trained(engine: TrainingEngine, from: number, to: number) {
  for (let index = from; index < to; index++) await engine.train(stepAt(index))
  return engine.exportState()
}

const opened: TrainingEngine[] = []
async function open(given: EngineOptions = options) {
  const engine = await createPlanEngine(await testGpu(), network, given)
  engine.load(data)
  opened.push(engine)
  return engine
}

afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

describe('the plan engine', () => {
  it.each(['first', 'second'] as const)(
    'trains as the eager engine does, %s order: augmentation, clipping, SGD, Adam, statistics',
    async (order) => {
      await tf.setBackend('cpu')
      const eager = await createEagerEngine(network, { ...options, order }, 'cpu')
      eager.load(data)
      const plan = await open({ ...options, order })
      const [expected, actual] = [await trained(eager, 0, 3), await trained(plan, 0, 3)]
      expect(actual.step).toBe(expected.step)
      expect(actual.gateSteps).toBe(expected.gateSteps)
      for (const name of ['weights', 'momentum', 'alphas', 'runningStatistics'] as const) {
        expect(relativeDifference(actual[name], expected[name]), name).toBeLessThan(1e-3)
      }
      const indices = Uint32Array.from({ length: 40 }, (_, i) => i)
      const [wanted, got] = [await eager.evaluate(indices), await plan.evaluate(indices)]
      expect(got.loss).toBeCloseTo(wanted.loss, 3)
      expect(got.correct).toBe(wanted.correct)
      expect(got.count).toBe(40)
    },
  )

  it('takes another alpha gradient when it looks one step ahead', async () => {
    const alphas = async (order: 'first' | 'second') => {
      const engine = await open({ ...options, order })
      return (await engine.train(stepAt(0))).alphas
    }
    expect(await alphas('second')).not.toEqual(await alphas('first'))
  })

  it('repeats itself bit for bit, whether steps are queued at once or one by one', async () => {
    const first = await trained(await open(), 0, 5)
    const second = await open()
    await Promise.all([0, 1, 2, 3, 4].map((index) => second.train(stepAt(index))))
    expect(await second.exportState()).toEqual(first)
  })

  it('goes on from an exported state as if it had never stopped', async () => {
    const whole = await trained(await open(), 0, 6)
    const half = await trained(await open(), 0, 3)
    const rest = await open()
    rest.importState(half)
    expect(await trained(rest, 3, 6)).toEqual(whole)
  })

  it('learns a small data set by heart', async () => {
    const engine = await open({ ...options, augmentation: { cropPadding: 0, flip: false } })
    const losses: number[] = []
    for (let index = 0; index < 80; index++) {
      const { weightStep } = await engine.train({ ...stepAt(index % 4), learningRate: 0.1 })
      losses.push(weightStep!.loss)
    }
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
    expect(mean(losses.slice(-8))).toBeLessThan(0.8 * mean(losses.slice(0, 8)))
  })

  it('creates no buffer while it trains', async () => {
    const engine = await open()
    await trained(engine, 0, 3)
    const { device } = await testGpu()
    const create = device.createBuffer.bind(device)
    let created = 0
    device.createBuffer = (descriptor) => {
      created++
      return create(descriptor)
    }
    for (let index = 3; index < 40; index++) await engine.train(stepAt(index))
    device.createBuffer = create
    expect(created).toBe(0)
  })

  it('refuses a network that the device cannot hold, before allocating it', async () => {
    const gpu = await testGpu()
    const huge = buildSupernet(
      { kind: 'cell', nodes: 1, operations: ['none', 'sep_conv_3x3'], cells: 2, channels: 64 },
      { height: 256, width: 256, channels: 3 },
      10,
    )
    await expect(createPlanEngine(gpu, huge, { ...options, batch: 96 })).rejects.toThrow(
      PlanTooLargeError,
    )
  })

  it('names the size of a batch that does not fit', async () => {
    const engine = await open()
    const step = { ...stepAt(0), weightBatch: new Uint32Array(3) }
    await expect(engine.train(step)).rejects.toThrow('6 examples, not 3')
  })
})
