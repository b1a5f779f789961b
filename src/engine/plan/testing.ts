/** Shared by the GPU tests: small random problems, and the eager engine on the CPU as their oracle. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { softmaxRows } from '../../network/gates'
import type { Network, Shape } from '../../network/network'
import { normal, randomInteger, randomKey, splitKey, uniform } from '../../random/random'
import { requestGpu, type Gpu } from '../device'
import { gatherBatch } from '../eager/batch'
import { networkGradients, type NetworkGradients } from '../eager/forward'
import type { EngineOptions, EngineState, ImageData8 } from '../engine'
import { initialEngineState } from '../initialState'
import { createPlanEngine, type PlanEngine } from './planEngine'

export const TEST_OPTIONS: EngineOptions = {
  batch: 3,
  seed: 7,
  weightOptimiser: { momentum: 0.9, weightDecay: 3e-4, gradientClip: 5 },
  gateOptimiser: { learningRate: 3e-4, betas: [0.5, 0.999], epsilon: 1e-8, weightDecay: 1e-3 },
  augmentation: { cropPadding: 0, flip: false },
}

let gpu: Promise<Gpu> | undefined
export const testGpu = (): Promise<Gpu> => (gpu ??= requestGpu())

export function randomImages(shape: Shape, classes: number, count: number, seed = 1): ImageData8 {
  const size = shape.height * shape.width * shape.channels
  const key = randomKey(seed)
  return {
    images: Uint8Array.from({ length: count * size }, (_, i) => randomInteger(key, i, 256)),
    labels: Uint8Array.from({ length: count }, (_, i) => i % classes),
    count,
    ...shape,
    classes,
    mean: Array.from({ length: shape.channels }, (_, c) => 0.3 + 0.1 * c),
    deviation: Array.from({ length: shape.channels }, (_, c) => 0.35 - 0.05 * c),
  }
}

/** A state away from the symmetric start: alphas of order one, batch-norm parameters not 1 and 0. */
export function livelyState(network: Network, seed: number): EngineState {
  const state = initialEngineState(network, seed)
  const key = splitKey(randomKey(seed), 'lively')
  return {
    ...state,
    weights: state.weights.map((w, i) => w + 0.05 * normal(key, i)),
    alphas: state.alphas.map((_, i) => normal(splitKey(key, 'alphas'), i)),
  }
}

/** Weights away from the symmetric start, and running statistics that batch norm has to apply. */
export function trainedState(network: Network, seed: number) {
  const { weights, runningStatistics } = livelyState(network, seed)
  const key = splitKey(randomKey(seed), 'running')
  const half = runningStatistics.length / 2
  return {
    weights,
    runningStatistics: runningStatistics.map((_, i) =>
      i < half ? 0.2 * normal(key, i) : 0.3 + uniform(key, i),
    ),
  }
}

export interface Comparison {
  readonly plan: PlanEngine
  readonly oracle: NetworkGradients
  readonly loss: number
  readonly weightGradient: Float32Array
  readonly gateGradient: Float32Array
}

/**
 * The gradients of one batch by the plan and by the eager engine. The plan's come from a real step
 * with learning rate 0 and no update of the alphas worth mentioning.
 */
export async function compareGradients(
  network: Network,
  options: EngineOptions = TEST_OPTIONS,
): Promise<Comparison> {
  const { shape } = network.layers[network.input]!
  const classes = network.layers[network.logits]!.shape.channels
  const data = randomImages(shape, classes, options.batch + 2)
  const indices = Uint32Array.from({ length: options.batch }, (_, i) => i + 1)
  const state = livelyState(network, options.seed)

  const plan = await createPlanEngine(await testGpu(), network, options)
  plan.load(data)
  plan.importState(state)
  const gated = network.gateTables.length > 0
  const { layout } = plan.plan
  const step = { gateBatch: gated ? indices : null, weightBatch: null, learningRate: 0 }
  if (gated) await plan.train(step)
  const gateGradient = await plan.readBack(layout.gateGradients)
  plan.importState(state)
  const { weightStep } = await plan.train({ ...step, gateBatch: null, weightBatch: indices })
  const weightGradient = await plan.readBack(layout.gradients)

  await tf.setBackend('cpu')
  const { images, labels } = gatherBatch(data, indices, null)
  const oracle = await networkGradients(
    {
      network,
      weights: state.weights,
      gates: softmaxRows(state.alphas, network.gateTables),
      images,
      labels,
      mode: 'train',
      runningStatistics: state.runningStatistics,
    },
    { weights: true, gates: gated },
  )
  return { plan, oracle, loss: weightStep!.loss, weightGradient, gateGradient }
}

/** Largest difference relative to the largest expected value. */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity
  let difference = 0
  let scale = 1e-12
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i]! - expected[i]!)
    difference = Math.max(difference, Number.isNaN(gap) ? Infinity : gap)
    scale = Math.max(scale, Math.abs(expected[i]!))
  }
  return difference / scale
}

/** A gradient this much smaller than the largest one is as good as zero in 32 bits. */
const NEGLIGIBLE = 1e-3

/** The worst parameter by relative difference, for messages that say where to look. */
export function worstParameter(network: Network, actual: Float32Array, expected: Float32Array) {
  const floor = NEGLIGIBLE * expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const each = network.parameters.map(({ name, offset, size }) => {
    const range = [offset, offset + size] as const
    const part = [...expected.subarray(...range)]
    const difference = relativeDifference([...actual.subarray(...range), floor], [...part, floor])
    return { name, difference }
  })
  return each.sort((a, b) => b.difference - a.difference)[0]!
}
