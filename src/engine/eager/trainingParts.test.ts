import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import type { Network } from '../../network/network'
import { initialRunningStatistics, leadingStatistics } from '../../network/runningStatistics'
import { appendAuxiliaryHead } from '../../network/trainingParts'
import { initialWeights } from '../../network/initialise'
import { normal, randomKey } from '../../random/random'
import { pathDrops, pathFactors } from '../dropPath'
import type { ImageData8 } from '../engine'
import { createEagerEngine } from './eagerEngine'
import { networkGradients } from './forward'
import type { NetworkBatch } from './forward'

beforeAll(() => tf.setBackend('cpu'))

const BATCH = 6
const IMAGE = { height: 4, width: 4, channels: 3 }
const IMAGE_SIZE = 48
const CLASSES = 3

function batchOf(network: Network): NetworkBatch {
  return {
    network,
    weights: initialWeights(network, randomKey(1)),
    gates: new Float32Array(),
    images: Float32Array.from({ length: BATCH * IMAGE_SIZE }, (_, i) => normal(randomKey(2), i)),
    labels: [0, 1, 2, 0, 1, 2],
    mode: 'train',
    runningStatistics: initialRunningStatistics(network),
  }
}

/** A convolution that reads the image, which may be dropped, and the head that reads it, if any. */
function networkWith({ dropPath = false, auxiliary = false }): Network {
  const builder = new NetworkBuilder({ dropPath })
  const path = builder.droppable('drop', builder.input(IMAGE))
  const conv = builder.conv('conv', path, 4, { kernel: 3 })
  const state = builder.batchNorm('norm', conv, { affine: true })
  const logits = builder.classifier(state, CLASSES)
  return builder.build(logits, auxiliary ? appendAuxiliaryHead(builder, state, CLASSES) : undefined)
}

function expectClose(actual: Float32Array | null, expected: ArrayLike<number>) {
  expect(actual).toHaveLength(expected.length)
  actual!.forEach((value, i) => expect(value, `element ${i}`).toBeCloseTo(expected[i]!, 5))
}

describe('a dropped path', () => {
  const drops = pathDrops(4, 0, 'weight', 0.5)
  const factors = pathFactors(drops, 0, BATCH)
  const scaled = (values: Float32Array) =>
    values.map((value, i) => value * factors[Math.floor(i / IMAGE_SIZE)]!)

  it('is what each image times its factor gives, forward and back', async () => {
    expect(new Set(factors)).toEqual(new Set([0, 2]))
    const batch = batchOf(networkWith({ dropPath: true }))
    const dropped = await networkGradients({ ...batch, drops }, { weights: true, images: true })
    const plain = batchOf(networkWith({}))
    const expected = await networkGradients(
      { ...plain, images: scaled(plain.images) },
      { weights: true, images: true },
    )
    expectClose(dropped.logits, expected.logits)
    expectClose(dropped.weightGradient, expected.weightGradient!)
    expectClose(dropped.imageGradient, scaled(expected.imageGradient!))
  })

  it('is the identity where nothing is said of dropping, or nothing is dropped', async () => {
    const batch = batchOf(networkWith({ dropPath: true }))
    const expected = await networkGradients(batchOf(networkWith({})), { weights: true })
    const never = { ...batch, drops: pathDrops(4, 0, 'weight', 0) }
    expect(await networkGradients(batch, { weights: true })).toEqual(expected)
    expect(await networkGradients(never, { weights: true })).toEqual(expected)
  })
})

describe('an auxiliary head', () => {
  const network = networkWith({ auxiliary: true })
  const data: ImageData8 = {
    ...IMAGE,
    images: Uint8Array.from({ length: BATCH * IMAGE_SIZE }, (_, i) => (37 * i) % 256),
    labels: Uint8Array.from({ length: BATCH }, (_, i) => i % CLASSES),
    count: BATCH,
    classes: CLASSES,
    mean: [0.5, 0.5, 0.5],
    deviation: [0.3, 0.3, 0.3],
  }
  const ALL = Uint32Array.from({ length: BATCH }, (_, i) => i)

  it('adds its weighed loss and gradients to those of the network', async () => {
    const batch = batchOf(network)
    const both = await networkGradients({ ...batch, auxiliaryWeight: 0.4 }, { weights: true })
    const { auxiliary, ...main } = network
    const parts = await Promise.all(
      [main, { ...main, logits: auxiliary! }].map((part) =>
        networkGradients({ ...batch, network: part }, { weights: true }),
      ),
    )
    const [alone, head] = parts
    expect(both.loss).toBeCloseTo(alone!.loss + 0.4 * head!.loss, 5)
    expect(both.correct).toBe(alone!.correct)
    expect(both.logits).toEqual(alone!.logits)
    expectClose(
      both.weightGradient,
      alone!.weightGradient!.map((slope, i) => slope + 0.4 * head!.weightGradient![i]!),
    )
  })

  it('is left alone when the network answers, and when it takes statistics anew', async () => {
    const options = {
      batch: BATCH,
      seed: 3,
      weightOptimiser: { momentum: 0.9, weightDecay: 0, gradientClip: 0 },
      gateOptimiser: { learningRate: 0, betas: [0, 0], epsilon: 1, weightDecay: 0 },
      augmentation: { cropPadding: 0, flip: false },
      auxiliaryWeight: 0.4,
    } as const
    const plain = networkWith({})
    const engines = [
      await createEagerEngine(network, options, 'cpu'),
      await createEagerEngine(plain, options, 'cpu'),
    ]
    const outcomes = []
    for (const engine of engines) {
      engine.load(data)
      const evaluations = [
        await engine.evaluate(ALL),
        await engine.evaluate(ALL, { statistics: 'batch' }),
      ]
      await engine.recalibrate(ALL)
      outcomes.push({ evaluations, ...(await engine.exportState()) })
      engine.destroy()
    }
    const [helped, expected] = outcomes
    expect(helped!.evaluations).toEqual(expected!.evaluations)
    const { runningStatistics } = helped!
    expect(leadingStatistics(runningStatistics, network, plain)).toEqual(
      expected!.runningStatistics,
    )
    expect(runningStatistics).not.toEqual(initialRunningStatistics(network))
    const started = initialRunningStatistics(network)
    const half = started.length / 2
    expect(runningStatistics.slice(4, half)).toEqual(started.slice(4, half))
    expect(runningStatistics.slice(half + 4)).toEqual(started.slice(half + 4))
  })
})
