import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../data/dataset'
import { createEagerEngine } from '../engine/eager/eagerEngine'
import type { TrainingEngine } from '../engine/engine'
import { parameterCount } from '../network/network'
import { buildTrained } from '../network/trainingNetworks'
import { TRAINING_RECIPES } from '../run/trainingRecipes'
import type { TrainingConfig, TrainingEvent, TrainingRecipe } from '../run/training'
import { Training, TrainingDroppedError, type TrainingCheckpoint } from './training'
import type { TrainingHost } from './trainingHost'

const TRAIN = 44
const TEST = 16
const SIZE = 8

/** Dark images are of one class, bright ones of the other; every fifth label is wrong. */
const dataset: Dataset = {
  name: 'brightness',
  trainImages: TRAIN,
  testImages: TEST,
  classNames: ['dark', 'bright'],
  data: {
    images: Uint8Array.from({ length: (TRAIN + TEST) * SIZE * SIZE }, (_, at) => {
      const bright = Math.floor(at / SIZE ** 2) % 2
      return 40 + 120 * bright + (((at * 2654435761) >>> 24) % 60)
    }),
    labels: Uint8Array.from({ length: TRAIN + TEST }, (_, at) => (at + (at % 5 === 4 ? 1 : 0)) % 2),
    count: TRAIN + TEST,
    height: SIZE,
    width: SIZE,
    channels: 1,
    classes: 2,
    mean: [0.5],
    deviation: [0.25],
  },
}

function configOf(
  recipe: Partial<TrainingRecipe> = {},
  subject: TrainingConfig['subject'] = { kind: 'reference', name: 'resnet', channels: 2 },
): TrainingConfig {
  return {
    version: 1,
    subject,
    dataset: {
      name: 'fashion-mnist',
      trainImages: TRAIN,
      testImages: TEST,
      augmentation: { cropPadding: 1, flip: true },
    },
    recipe: {
      ...TRAINING_RECIPES.quick,
      batch: 4,
      epochs: 2,
      validationImages: 12,
      validateEvery: 0.5,
      ...recipe,
    },
    seed: 3,
  }
}

class EagerHost implements TrainingHost {
  readonly events: TrainingEvent[] = []
  readonly engines: TrainingEngine[] = []
  held = 0
  onEvent: (event: TrainingEvent) => void = () => undefined

  loadDataset = () => Promise.resolve(dataset)
  now = () => performance.now()
  holdGpu = () => {
    this.held++
    return Promise.resolve(() => void this.held--)
  }
  openEngine: TrainingHost['openEngine'] = async (network, options) => {
    const engine = await createEagerEngine(network, options, 'cpu')
    this.engines.push(engine)
    const kind = { engine: 'eager', backend: 'cpu', adapter: 'CPU', software: true } as const
    return { engine, kind }
  }
  emit = (event: TrainingEvent) => {
    this.events.push(event)
    this.onEvent(event)
  }

  told<Type extends TrainingEvent['type']>(type: Type) {
    return this.events.filter((event) => event.type === type) as Extract<
      TrainingEvent,
      { type: Type }
    >[]
  }
}

async function trained(config: TrainingConfig, resumeFrom: TrainingCheckpoint | null = null) {
  const host = new EagerHost()
  const result = await new Training(config, host, resumeFrom).run()
  return { host, result }
}

const PARTS = { dropPath: 0.3, averageDecay: 0.9, labelSmoothing: 0.1, cutout: 3 }

describe('a training', () => {
  it('takes the steps of its epochs, tells each, and frees the device', async () => {
    const { host, result } = await trained(configOf())
    const points = host.told('points').flatMap((event) => event.points)
    expect(points.map(({ step }) => step)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
    expect(points[0]!.learningRate).toBe(0.1)
    expect(points.at(-1)!.learningRate).toBeLessThan(0.002)
    expect(result).toMatchObject({ steps: 16, endedEarly: false, classNames: ['dark', 'bright'] })
    expect(host.told('phase').map(({ phase }) => phase)).toEqual([
      'loading',
      'compiling',
      'training',
      'testing',
      'finished',
    ])
    expect(host.held).toBe(0)
  })

  it('keeps the best checkpoint by images held out, and tests that', async () => {
    const config = configOf({ learningRate: 0.4, epochs: 4 })
    const { host, result } = await trained(config)
    const validations = host.told('validation').map(({ validation }) => validation)
    expect(validations.map(({ step }) => step)).toEqual([4, 8, 12, 16, 20, 24, 28, 32])
    const accuracies = validations.map(({ accuracy }) => accuracy)
    const best = validations[accuracies.indexOf(Math.max(...accuracies))]
    expect(result.best).toEqual(best)

    const network = buildTrained(config.subject, { height: 8, width: 8, channels: 1 }, 2)
    const { engine } = await host.openEngine(network, {
      batch: 4,
      seed: 0,
      weightOptimiser: { momentum: 0, weightDecay: 0, gradientClip: 0 },
      gateOptimiser: { learningRate: 0, betas: [0, 0], epsilon: 1, weightDecay: 0 },
      augmentation: { cropPadding: 0, flip: false },
    })
    engine.load(dataset.data)
    const { weights, runningStatistics, test } = result
    engine.importState({ ...(await engine.exportState()), weights, runningStatistics })
    const images = Uint32Array.from({ length: TEST }, (_, i) => TRAIN + i)
    expect((await engine.evaluate(images)).correct).toBe(test.correct)
    expect(test.confusion.reduce((sum, count) => sum + count, 0)).toBe(TEST)
    expect(test.mistakes).toHaveLength(TEST - test.correct)
    expect(test.interval[0]).toBeLessThan(test.correct / TEST)
  })

  it('equals itself when it is paused, kept and resumed elsewhere', async () => {
    const config = configOf(PARTS)
    const { result: whole } = await trained(config)
    const host = new EagerHost()
    const training = new Training(config, host)
    const paused = new Promise<void>((resolve) => {
      host.onEvent = (event) => {
        if (event.type === 'points' && event.points.some(({ step }) => step >= 7)) training.pause()
        if (event.type === 'phase' && event.phase === 'paused') resolve()
      }
    })
    const dropped = training.run().catch((error: unknown) => error)
    await paused
    expect(host.held).toBe(0)
    const { checkpoint } = training
    training.drop()
    expect(await dropped).toBeInstanceOf(TrainingDroppedError)
    expect(host.told('result')).toEqual([])

    const { result } = await trained(config, structuredClone(checkpoint))
    expect(result.weights).toEqual(whole.weights)
    expect(result.runningStatistics).toEqual(whole.runningStatistics)
    expect(result.best).toEqual(whole.best)
    expect(result.test).toEqual(whole.test)
  })

  it('ends early when patience is out, or when told to, with a test all the same', async () => {
    const { result } = await trained(configOf({ patience: 1, epochs: 30 }))
    expect(result.endedEarly).toBe(true)
    expect(result.steps).toBeLessThan(240)

    const host = new EagerHost()
    const training = new Training(configOf({ validateEvery: 2 }), host)
    host.onEvent = (event) => {
      if (event.type === 'points') training.finish()
    }
    const finished = await training.run()
    expect(finished).toMatchObject({ endedEarly: true, test: { images: TEST } })
    expect(finished.best?.step).toBe(finished.steps)
  })

  it('takes the last weights where nothing is held out', async () => {
    const { host, result } = await trained(configOf({ validationImages: 0 }))
    expect(result.best).toBeNull()
    expect(host.told('validation')).toEqual([])
    expect(result.steps).toBe(22)
  })

  it('leaves the network without what it had for training alone', async () => {
    const subject = {
      kind: 'cells',
      text: "Genotype(normal=[('skip_connect', 0), ('sep_conv_3x3', 1)], normal_concat=[2], reduce=[('max_pool_3x3', 0), ('skip_connect', 1)], reduce_concat=[2])",
      cells: 3,
      channels: 2,
    } as const
    const { result } = await trained(
      configOf({ ...PARTS, auxiliaryWeight: 0.4, epochs: 0.25 }, subject),
    )
    const network = buildTrained(subject, { height: 8, width: 8, channels: 1 }, 2)
    expect(result.weights).toHaveLength(parameterCount(network))
    expect(result.parameters).toBe(parameterCount(network))
  })

  it('refuses what does not fill a batch, and tells of a loss that is not finite', async () => {
    expect(() => new Training(configOf({ batch: 40 }), new EagerHost())).toThrow(RangeError)
    const host = new EagerHost()
    const diverging = new Training(configOf({ learningRate: 1e30, gradientClip: 0 }), host)
    await expect(diverging.run()).rejects.toThrow()
    expect(host.told('error')).toHaveLength(1)
    expect(host.told('phase').at(-1)).toEqual({ type: 'phase', phase: 'failed' })
    expect(host.held).toBe(0)
  })
})
