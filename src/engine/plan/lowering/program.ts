/** A network to the list of operations of one program: forward, loss, backward, update. */
import type { Layer, LayerId, Network } from '../../../network/network'
import type { EngineOptions } from '../../engine'
import { gatherKernel } from '../../kernels/gather'
import { gateGradientKernel, softmaxGatesKernel, softmaxGradientKernel } from '../../kernels/gates'
import { floatBits, STEP_WORDS } from '../../kernels/kernel'
import {
  adamKernel,
  clipFactorKernel,
  reducePartialsKernel,
  sgdKernel,
  squaredNormKernel,
} from '../../kernels/optimisers'
import { channelStride, pixelsOf, subregion, type Operation } from '../operations'
import { METRICS, type StateAllocator, type StateLayout } from '../stateLayout'
import type { Tuning } from '../tuning'
import { LoweringContext, type ProgramMode } from './context'
import { convBackward, convForward } from './convolution'
import { depthwiseBackward, depthwiseForward } from './depthwise'
import {
  denseBackward,
  denseForward,
  globalPoolBackward,
  globalPoolForward,
  lowerLoss,
} from './head'
import { normBackward, normForward } from './norm'
import { poolBackward, poolForward } from './pool'
import { concatBackward, concatForward, sumBackward, sumForward } from './sum'

export interface LoweringInput {
  readonly network: Network
  readonly options: EngineOptions
  readonly layout: StateLayout
  readonly state: StateAllocator
  readonly tuning: Tuning
}

const NORM_LANES = 256

export function lowerProgram(mode: ProgramMode, input: LoweringInput): Operation[] {
  const { network, options, layout, state, tuning } = input
  const context = new LoweringContext(network, options.batch, mode, layout, state, tuning)
  for (const [id, layer] of network.layers.entries()) {
    context.setStage(`forward ${stageOf(layer)}`)
    forward(context, id, layer, options)
  }
  context.setStage('loss')
  lowerLoss(context)
  if (mode !== 'evaluate') {
    for (let id = network.layers.length - 1; id >= 0; id--) {
      const layer = network.layers[id]!
      if (!context.wants(id)) continue
      context.setStage(`backward ${stageOf(layer)}`)
      backward(context, id, layer)
    }
    context.setStage('update')
    if (mode === 'gates') updateGates(context, options)
    else updateWeights(context, options)
  }
  return context.operations
}

/** gates = softmax(alphas): what a program of its own does when alphas were set from outside. */
export function lowerGateRefresh({
  network,
  options,
  layout,
  state,
  tuning,
}: LoweringInput): Operation[] {
  const context = new LoweringContext(network, options.batch, 'gates', layout, state, tuning)
  context.setStage('update')
  softmaxOfAlphas(context)
  return context.operations
}

/** Layers of one cell share the first segment of their names. */
const stageOf = (layer: Layer) => layer.name.split('/', 1)[0]!

function forward(
  context: LoweringContext,
  id: LayerId,
  layer: Layer,
  options: EngineOptions,
): void {
  switch (layer.kind) {
    case 'input':
      return gatherBatch(context, id, layer, options)
    case 'conv':
      return convForward(context, id, layer)
    case 'depthwiseConv':
      return depthwiseForward(context, id, layer)
    case 'batchNorm':
      return normForward(context, id, layer)
    case 'relu':
      context.values.set(id, { ...context.value(layer.inputs[0]!), relu: true })
      return
    case 'maxPool':
    case 'avgPool':
      return poolForward(context, id, layer)
    case 'sum':
      return sumForward(context, id, layer)
    case 'concat':
      return concatForward(context, id, layer)
    case 'globalAvgPool':
      return globalPoolForward(context, id, layer)
    case 'dense':
      return denseForward(context, id, layer)
    default:
      layer satisfies never
  }
}

function backward(context: LoweringContext, id: LayerId, layer: Layer): void {
  switch (layer.kind) {
    case 'input':
    case 'relu':
      // A ReLU's gradient is masked where its reader's gradient lands.
      return
    case 'conv':
      return convBackward(context, id, layer)
    case 'depthwiseConv':
      return depthwiseBackward(context, id, layer)
    case 'batchNorm':
      return normBackward(context, id, layer)
    case 'maxPool':
    case 'avgPool':
      return poolBackward(context, id, layer)
    case 'sum':
      return sumBackward(context, id, layer)
    case 'concat':
      return concatBackward(context, id, layer)
    case 'globalAvgPool':
      return globalPoolBackward(context, id, layer)
    case 'dense':
      return denseBackward(context, id, layer)
    default:
      layer satisfies never
  }
}

function gatherBatch(
  context: LoweringContext,
  id: LayerId,
  layer: Layer,
  options: EngineOptions,
): void {
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  const { channels, height, width } = layer.shape
  context.emit(gatherKernel, {
    header: {
      channels,
      examples: dst.examples,
      height,
      width,
      channelStride: channelStride(dst),
      indices: STEP_WORDS,
      cropPadding: options.augmentation.cropPadding,
      flip: options.augmentation.flip ? 1 : 0,
    },
    job: { normalisation: context.layout.normalisation, dst },
    invocations: channels * pixelsOf(dst),
  })
}

function updateGates(context: LoweringContext, { gateOptimiser }: EngineOptions): void {
  const { layout, network } = context
  for (let gate = 0; gate < layout.gates.size; gate++) {
    context.emit(gateGradientKernel, {
      header: {},
      job: { gateGradient: subregion(layout.gateGradients, gate, 1) },
      list: context.gateBranches.get(gate) ?? [],
      invocations: 1,
    })
  }
  for (const { offset, rows, columns } of network.gateTables) {
    const table = (region: StateLayout['gates']) => subregion(region, offset, rows * columns)
    context.emit(softmaxGradientKernel, {
      header: { rows, columns },
      job: {
        gates: table(layout.gates),
        gateGradients: table(layout.gateGradients),
        alphaGradients: table(layout.alphaGradients),
      },
      invocations: rows,
    })
  }
  context.emit(adamKernel, {
    header: {
      size: layout.alphas.size,
      learningRate: floatBits(gateOptimiser.learningRate),
      firstBeta: floatBits(gateOptimiser.betas[0]),
      secondBeta: floatBits(gateOptimiser.betas[1]),
      epsilon: floatBits(gateOptimiser.epsilon),
      weightDecay: floatBits(gateOptimiser.weightDecay),
    },
    job: {
      weights: layout.alphas,
      gradients: layout.alphaGradients,
      first: layout.gateFirstMoment,
      second: layout.gateSecondMoment,
    },
    invocations: layout.alphas.size,
  })
  softmaxOfAlphas(context)
}

function softmaxOfAlphas(context: LoweringContext): void {
  const { layout, network } = context
  for (const { offset, rows, columns } of network.gateTables) {
    context.emit(softmaxGatesKernel, {
      header: { rows, columns },
      job: {
        alphas: subregion(layout.alphas, offset, rows * columns),
        gates: subregion(layout.gates, offset, rows * columns),
      },
      invocations: rows,
    })
  }
}

function updateWeights(context: LoweringContext, { weightOptimiser }: EngineOptions): void {
  const { layout } = context
  for (const { partials, chunks, gradient } of context.partials) {
    context.emit(reducePartialsKernel, {
      header: {},
      job: { partials, chunks, size: gradient.size, gradient },
      invocations: gradient.size,
    })
  }
  const size = layout.weights.size
  const lanes = Math.min(size, NORM_LANES)
  const squares = context.state.take(lanes)
  const factor = subregion(layout.metrics, METRICS.clipFactor, 1)
  context.emit(squaredNormKernel, {
    header: { size, lanes },
    job: { vector: layout.gradients, partials: squares },
    invocations: lanes,
  })
  context.emit(clipFactorKernel, {
    header: { lanes, clip: floatBits(weightOptimiser.gradientClip) },
    job: { partials: squares, norm: subregion(layout.metrics, METRICS.gradientNorm, 1), factor },
    invocations: 1,
  })
  context.emit(sgdKernel, {
    header: {
      size,
      momentum: floatBits(weightOptimiser.momentum),
      weightDecay: floatBits(weightOptimiser.weightDecay),
    },
    job: { weights: layout.weights, gradients: layout.gradients, buffer: layout.momentum, factor },
    invocations: size,
  })
}
