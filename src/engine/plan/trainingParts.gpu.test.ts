/** Dropped paths and auxiliary heads, held against the eager engine and the network without them. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterEach, describe, expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import type { LayerId, Network } from '../../network/network'
import { parameterCount } from '../../network/network'
import { leadingStatistics } from '../../network/runningStatistics'
import type { TrainingParts } from '../../network/trainingParts'
import { buildTrainable, buildTrained } from '../../network/trainingNetworks'
import type { TrainingSubject } from '../../network/trainingSubject'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions, TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import {
  livelyState,
  randomImages,
  relativeDifference,
  TEST_OPTIONS,
  testGpu,
  trainedState,
  worstParameter,
} from './testing'

/** Its smallest maps have 3 × 2 pixels, so that a vector of four reaches into a second image. */
const INPUT = { height: 10, width: 7, channels: 2 }
const CLASSES = 3
const COUNT = 15
const data = randomImages(INPUT, CLASSES, COUNT)

/** Every kind of operation beside an identity, in cells that reduce and in one that does not. */
const CELLS: TrainingSubject = {
  kind: 'cells',
  cells: 3,
  channels: 4,
  text:
    "Genotype(normal=[('skip_connect', 0), ('sep_conv_3x3', 1), ('max_pool_3x3', 0), ('dil_conv_3x3', 2)], " +
    "normal_concat=[2, 3], reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 0), ('skip_connect', 1), ('avg_pool_3x3', 2)], " +
    'reduce_concat=[2, 3])',
}
const RESIDUAL: TrainingSubject = { kind: 'reference', name: 'resnet', channels: 3 }
const INVERTED: TrainingSubject = { kind: 'reference', name: 'mobilenet-v2', channels: 2 }

const OPTIONS: EngineOptions = {
  ...TEST_OPTIONS,
  batch: 5,
  // What momentum holds after one step is the gradient.
  weightOptimiser: { momentum: 0.9, weightDecay: 0, gradientClip: 0 },
  auxiliaryWeight: 0.4,
}

/** Dropped paths that other layers read than sums without gates, and sums with them. */
function readByAll(): Network {
  const builder = new NetworkBuilder({ dropPath: true })
  const { offset } = builder.gateTable('gates', 1, 2)
  const norm = (name: string, input: LayerId) =>
    builder.batchNorm(`${name}/norm`, input, { affine: true })
  const conv = (name: string, input: LayerId) =>
    norm(name, builder.conv(`${name}/conv`, input, 3, { kernel: 3 }))
  const drop = (name: string, input: LayerId) => builder.droppable(`${name}/drop`, input)
  const stem = conv('stem', builder.input(INPUT))
  const active = drop('active', builder.relu('active', conv('a', drop('stem', stem))))
  const twice = drop('twice', active)
  const pooled = builder.pool('maxPool', 'pooled', twice, { kernel: 3 })
  const rectified = builder.relu('rectified', drop('b', conv('b', pooled)))
  const gated = builder.sum('gated', [
    { input: drop('c', rectified), gate: offset },
    { input: active, gate: offset + 1 },
  ])
  const normed = norm('d', drop('d', builder.sum('copied', [{ input: gated, gate: null }])))
  const joined = builder.concat('joined', [drop('e', normed), twice, stem])
  const added = builder.sum('added', [
    { input: drop('f', joined), gate: null },
    { input: drop('g', builder.relu('seen', joined)), gate: null },
    { input: joined, gate: null },
  ])
  const last = drop('last', builder.globalAvgPool('head', drop('map', added)))
  return builder.build(drop('logits', builder.dense('logits', last, CLASSES)))
}

const opened: TrainingEngine[] = []
afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

async function open(network: Network, options: EngineOptions = OPTIONS, images = data) {
  const engine = await createPlanEngine(await testGpu(), network, options)
  opened.push(engine)
  engine.load(images)
  return engine
}

async function openEager(network: Network, options: EngineOptions = OPTIONS, images = data) {
  await tf.setBackend('cpu')
  const engine = await createEagerEngine(network, options, 'cpu')
  opened.push(engine)
  engine.load(images)
  return engine
}

const batchAt = (step: number) =>
  Uint32Array.from({ length: OPTIONS.batch }, (_, i) => (4 * step + 7 * i) % COUNT)

const step = (index: number, dropPath: number) => ({
  gateBatch: null,
  weightBatch: batchAt(index),
  learningRate: 0.05,
  dropPath,
})

const trainable = (subject: TrainingSubject, parts: Partial<TrainingParts>) =>
  buildTrainable(subject, INPUT, CLASSES, { dropPath: false, auxiliary: false, ...parts })

async function oneStep(engine: TrainingEngine, network: Network, dropPath: number) {
  const state = livelyState(network, OPTIONS.seed)
  engine.importState(state)
  const { weightStep } = await engine.train(step(0, dropPath))
  const { momentum, runningStatistics } = await engine.exportState()
  return { ...weightStep!, gradient: momentum, runningStatistics }
}

async function expectAgreement(network: Network, dropPath: number, options = OPTIONS) {
  const actual = await oneStep(await open(network, options), network, dropPath)
  const expected = await oneStep(await openEager(network, options), network, dropPath)
  expect(actual.loss).toBeCloseTo(expected.loss, 4)
  expect(actual.correct).toBe(expected.correct)
  const worst = worstParameter(network, actual.gradient, expected.gradient)
  expect(worst.difference, worst.name).toBeLessThan(2e-3)
  const { runningStatistics } = actual
  expect(relativeDifference(runningStatistics, expected.runningStatistics)).toBeLessThan(1e-3)
  return actual
}

const droppingCells = trainable(CELLS, { dropPath: true })

describe('dropped paths', () => {
  it.each([
    ['cells', CELLS],
    ['residual blocks', RESIDUAL],
    ['inverted residuals', INVERTED],
  ] as const)('of %s train as in the eager engine', async (_, subject) => {
    const network = trainable(subject, { dropPath: true })
    const dropped = await expectAgreement(network, 0.4)
    const kept = await oneStep(await open(network), network, 0)
    expect(dropped.loss).not.toBe(kept.loss)
  })

  it('train as in the eager engine whatever reads them', async () => {
    await expectAgreement(readByAll(), 0.3)
  })

  it('train as in the eager engine where activations are computed again', async () => {
    await expectAgreement(droppingCells, 0.4, { ...OPTIONS, recompute: true })
  })

  it('leave the bits of a network without them while none is dropped', async () => {
    const plain = buildTrained(CELLS, INPUT, CLASSES)
    const engines = await Promise.all([open(plain), open(droppingCells)])
    const states = engines.map(async (engine) => {
      for (let index = 0; index < 3; index++) await engine.train(step(index, 0))
      return engine.exportState()
    })
    const [expected, actual] = await Promise.all(states)
    expect(actual!.weights).toEqual(expected!.weights)
    expect(actual!.runningStatistics).toEqual(expected!.runningStatistics)
  })

  it('are drawn anew each step, and the same after a resumption', async () => {
    const [unbroken, first, second] = await Promise.all([0, 1, 2].map(() => open(droppingCells)))
    for (let index = 0; index < 4; index++) await unbroken!.train(step(index, 0.3))
    for (let index = 0; index < 2; index++) await first!.train(step(index, 0.3))
    second!.importState(await first!.exportState())
    for (let index = 2; index < 4; index++) await second!.train(step(index, 0.3))
    const expected = await unbroken!.exportState()
    expect(await second!.exportState()).toEqual(expected)

    const still = { ...step(0, 0.3), learningRate: 0 }
    const losses = [await first!.train(still), await first!.train(still)]
    expect(losses[0]!.weightStep!.loss).not.toBe(losses[1]!.weightStep!.loss)
  })

  it('refuses a probability that is none', async () => {
    const engine = await open(droppingCells)
    await expect(engine.train(step(0, 1.5))).rejects.toThrow(RangeError)
  })
})

describe('an auxiliary head', () => {
  const helped = trainable(CELLS, { auxiliary: true })

  it('adds its loss and gradients as in the eager engine', async () => {
    const smooth = { ...OPTIONS, labelSmoothing: 0.1 }
    const actual = await expectAgreement(helped, 0, smooth)
    const { loss } = await oneStep(await open(helped, { ...smooth, auxiliaryWeight: 0 }), helped, 0)
    expect(actual.loss).toBeGreaterThan(loss)
  })

  it('works beside dropped paths, and where activations are computed again', async () => {
    const both = trainable(CELLS, { auxiliary: true, dropPath: true })
    await expectAgreement(both, 0.3, { ...OPTIONS, recompute: true })
  })

  it('halves the image to 2 × 2 where the map has 8 × 8 pixels', async () => {
    const input = { height: 32, width: 32, channels: 1 }
    const small = { ...CELLS, channels: 2 }
    const network = buildTrainable(small, input, CLASSES, { dropPath: true, auxiliary: true })
    const images = randomImages(input, CLASSES, COUNT)
    const options = { ...OPTIONS, batch: 3 }
    const engines = [
      await openEager(network, options, images),
      await open(network, options, images),
    ]
    const gradients = []
    for (const engine of engines) {
      engine.importState(livelyState(network, 1))
      await engine.train({ ...step(0, 0.2), weightBatch: Uint32Array.of(0, 7, 3) })
      gradients.push((await engine.exportState()).momentum)
    }
    const worst = worstParameter(network, gradients[1]!, gradients[0]!)
    expect(worst.difference, worst.name).toBeLessThan(2e-3)
  })
})

it('answers as the network that is used, whatever was for its training alone', async () => {
  const network = trainable(CELLS, { auxiliary: true, dropPath: true })
  const plain = buildTrained(CELLS, INPUT, CLASSES)
  const { weights, runningStatistics } = trainedState(network, 9)
  const all = Uint32Array.from({ length: COUNT }, (_, i) => i)
  const answer = async (engine: TrainingEngine, given: object) => {
    engine.importState({ ...(await engine.exportState()), ...given })
    return {
      evaluation: await engine.evaluate(all, { predictions: true, probabilities: true }),
      inspection: await engine.inspect(batchAt(0), { maps: [] }),
    }
  }
  const used = {
    weights: weights.slice(0, parameterCount(plain)),
    runningStatistics: leadingStatistics(runningStatistics, network, plain),
  }
  const whole = { weights, runningStatistics }
  expect(await answer(await open(network), whole)).toEqual(await answer(await open(plain), used))
  const eager = [await openEager(network), await openEager(plain)]
  expect(await answer(eager[0]!, whole)).toEqual(await answer(eager[1]!, used))
})
