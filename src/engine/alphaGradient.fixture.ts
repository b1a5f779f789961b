/** Gradients as any engine shows them, by what its optimisers do; and slopes of the loss, by trying. */
import { NetworkBuilder } from '../network/builder'
import { softmaxRows } from '../network/gates'
import { gateCount, type LayerId, type Network } from '../network/network'
import { buildSupernet } from '../network/supernet'
import type { EngineOptions, EngineState, TrainingEngine } from './engine'
import { expectedCost, lossWithCost, type GateCost, type GateCostForm } from './gateCost'
import { livelyState, randomImages } from './plan/testing'

/** Adam with ε this much larger than any gradient is plain descent, at the rate of lr / ε. */
const FAR = 2 ** 20

/** A gradient that moves a number this much further loses no digits to it. */
const AMPLIFIED = 2 ** 10

/** Optimisers that move alphas and weights along their gradients and do nothing else. */
export const REVEALING_OPTIMISERS: Pick<EngineOptions, 'weightOptimiser' | 'gateOptimiser'> = {
  weightOptimiser: { momentum: 0, weightDecay: 0, gradientClip: 0 },
  gateOptimiser: {
    learningRate: FAR * AMPLIFIED,
    betas: [0, 0],
    epsilon: FAR,
    weightDecay: 0,
  },
}

const moved = (from: Float32Array, to: Float32Array) =>
  from.map((value, i) => (value - to[i]!) / AMPLIFIED)

/** The alpha gradient at `state`; the unrolled one where `ahead` gives the virtual step. */
export async function alphaGradient(
  engine: TrainingEngine,
  state: EngineState,
  gateBatch: Uint32Array,
  ahead: { weightBatch: Uint32Array | null; learningRate: number } = NO_STEP,
): Promise<{ loss: number; gradient: Float32Array }> {
  engine.importState(state)
  const { alphas, gateStep } = await engine.train({ gateBatch, ...ahead })
  return { loss: gateStep!.loss, gradient: moved(state.alphas, alphas) }
}

const NO_STEP = { weightBatch: null, learningRate: 0 }

export async function weightGradient(
  engine: TrainingEngine,
  state: EngineState,
  weightBatch: Uint32Array,
): Promise<{ loss: number; gradient: Float32Array }> {
  engine.importState(state)
  const step = { gateBatch: null, weightBatch, learningRate: AMPLIFIED }
  const { weightStep } = await engine.train(step)
  const { weights } = await engine.exportState()
  return { loss: weightStep!.loss, gradient: moved(state.weights, weights) }
}

/** Central difference of `lossAt` along every alpha. */
async function slopes(
  alphas: Float32Array,
  nudge: number,
  lossAt: (alphas: Float32Array) => Promise<number>,
): Promise<Float32Array> {
  const found = new Float32Array(alphas.length)
  for (let i = 0; i < alphas.length; i++) {
    const at = (by: number) => lossAt(alphas.map((alpha, j) => (i === j ? alpha + by : alpha)))
    found[i] = ((await at(nudge)) - (await at(-nudge))) / (2 * nudge)
  }
  return found
}

/** A loss in 32 bits still tells both sides apart; further on, ReLUs switch that bend the slope. */
const SMALL_NUDGE = 0.002

/** Where nothing switches, only the loss's own curvature is in the way. */
const LARGE_NUDGE = 0.03

const INPUT = { height: 8, width: 8, channels: 1 }
const CLASSES = 3

/** Three cells with every kind of branch. */
export const tinySupernet = () =>
  buildSupernet(
    {
      kind: 'cell',
      nodes: 1,
      operations: ['none', 'avg_pool_3x3', 'skip_connect', 'sep_conv_3x3', 'dil_conv_3x3'],
      cells: 3,
      channels: 2,
    },
    INPUT,
    CLASSES,
  )

/**
 * Two nodes of gated branches without a ReLU or a maximum: where those switch, the weight gradient
 * jumps, and with it the loss after a weight step, which then has no slope to compare with.
 */
export function smoothSupernet(): Network {
  const builder = new NetworkBuilder()
  const { offset } = builder.gateTable('edges', 2, 3)
  const normed = (name: string, input: LayerId) =>
    builder.batchNorm(`${name}/norm`, input, { affine: false })
  const node = (name: string, input: LayerId, firstGate: number) => {
    const branches = [
      builder.conv(`${name}/conv`, input, 3, { kernel: 1 }),
      builder.depthwiseConv(`${name}/depthwise`, input, { kernel: 3 }),
      builder.pool('avgPool', `${name}/pool`, input, { kernel: 3 }),
    ]
    const terms = branches.map((branch, i) => ({
      input: normed(`${name}/${i}`, branch),
      gate: firstGate + i,
    }))
    return builder.sum(`${name}/sum`, terms)
  }
  const stem = normed('stem', builder.conv('stem', builder.input(INPUT), 3, { kernel: 3 }))
  const last = node('second', node('first', stem, offset), offset + 3)
  const wide = builder.conv('wide', last, 5, { kernel: 3, stride: 2, bias: true })
  return builder.build(builder.dense('head', builder.globalAvgPool('pool', wide), CLASSES))
}

/** Twelve images, and a state of the network away from symmetry. */
export function alphaProblem(network: Network) {
  const state = livelyState(network, 5)
  return {
    state: { ...state, momentum: state.weights.map((_, i) => 0.01 * Math.sin(i)) },
    data: randomImages(INPUT, CLASSES, 12),
    gateBatch: Uint32Array.of(0, 1, 2, 3, 4, 5),
    weightBatch: Uint32Array.of(6, 7, 8, 9, 10, 11),
  }
}

export const ALPHA_OPTIONS: EngineOptions = {
  batch: 6,
  seed: 7,
  ...REVEALING_OPTIMISERS,
  augmentation: { cropPadding: 0, flip: false },
}

/** What the alphas follow, from the loss and the expected cost at them. */
function whole(network: Network, loss: number, alphas: Float32Array, cost?: GateCost): number {
  if (!cost) return loss
  const gates = softmaxRows(alphas, network.gateTables)
  return lossWithCost(loss, expectedCost(gates, cost), cost.form)
}

/** The first-order alpha gradient, and the slopes of the loss it claims to be. */
export async function firstOrder(engine: TrainingEngine, cost?: GateCost) {
  const { state, gateBatch } = alphaProblem(engine.network)
  const { gradient } = await alphaGradient(engine, state, gateBatch)
  const expected = await slopes(state.alphas, SMALL_NUDGE, async (alphas) => {
    const { loss } = await alphaGradient(engine, { ...state, alphas }, gateBatch)
    return whole(engine.network, loss, alphas, cost)
  })
  return { gradient, expected }
}

/** Costs that differ between gates, and a target that the mixture misses. */
export function gateCostFor(network: Network, form: GateCostForm): GateCost {
  const costs = Float32Array.from({ length: gateCount(network) }, (_, i) => 3 * (1 + Math.sin(i)))
  return { costs, fixed: 4, form }
}

export const COST_FORMS: readonly GateCostForm[] = [
  { kind: 'additive', target: 10, weight: 2 },
  { kind: 'log-product', target: 40, scale: 0.6, exponent: 1.5 },
]

/** Momentum and decay take part in the virtual step; clipping does not. */
export const UNROLLED_OPTIONS: EngineOptions = {
  ...ALPHA_OPTIONS,
  order: 'second',
  weightOptimiser: { momentum: 0.9, weightDecay: 3e-3, gradientClip: 0 },
}

/** The same in second order: the loss after a real weight step, which the alphas steer. No ReLUs. */
export async function secondOrder(engine: TrainingEngine, learningRate: number, cost?: GateCost) {
  const { state, gateBatch, weightBatch } = alphaProblem(engine.network)
  const step = { weightBatch, learningRate }
  const { gradient } = await alphaGradient(engine, state, gateBatch, step)
  const expected = await slopes(state.alphas, LARGE_NUDGE, async (alphas) => {
    engine.importState({ ...state, alphas })
    await engine.train({ gateBatch: null, ...step })
    const { gateStep } = await engine.train({ gateBatch, ...NO_STEP })
    return whole(engine.network, gateStep!.loss, alphas, cost)
  })
  return { gradient, expected }
}
