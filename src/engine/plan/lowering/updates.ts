/** What happens to weights and alphas once their gradients are there. */
import type { Layer, LayerId, ParameterId } from '../../../network/network'
import type { EngineOptions } from '../../engine'
import { gateGradientKernel, softmaxGatesKernel, softmaxGradientKernel } from '../../kernels/gates'
import { floatBits } from '../../kernels/kernel'
import {
  adamKernel,
  clipFactorKernel,
  exchangeKernel,
  reducePartialsKernel,
  runningMeanKernel,
  sgdKernel,
  squaredNormKernel,
} from '../../kernels/optimisers'
import { subregion, type Region } from '../operations'
import { METRICS } from '../stateLayout'
import type { LoweringContext } from './context'
import { addGateCost } from './gateCost'

const NORM_LANES = 256

/** Invocations that share one parameter where each is updated by itself. */
const PARAMETER_LANES = 256

/** From the sums of all branches to the gradient at the alphas. */
export function finishGateGradients(context: LoweringContext): void {
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
    const table = (region: Region) => subregion(region, offset, rows * columns)
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
}

/** From partial sums to the gradient of every weight. */
export function finishWeightGradients(context: LoweringContext): void {
  for (const { partials, chunks, gradient, layer } of context.partials) {
    context.enter('finish', layer)
    context.emit(reducePartialsKernel, {
      header: {},
      job: { partials, chunks, size: gradient.size, gradient },
      invocations: gradient.size,
    })
  }
}

export function updateGates(
  context: LoweringContext,
  { gateOptimiser, gateCost }: EngineOptions,
): void {
  const { layout } = context
  if (gateCost) addGateCost(context, gateCost)
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

/** gates = softmax(alphas), over the branches that there are. */
export function softmaxOfAlphas(context: LoweringContext): void {
  const { layout, network } = context
  for (const { offset, rows, columns, allowed } of network.gateTables) {
    context.emit(softmaxGatesKernel, {
      header: { rows, columns },
      job: {
        alphas: subregion(layout.alphas, offset, rows * columns),
        gates: subregion(layout.gates, offset, rows * columns),
      },
      list: (allowed ?? []).map((branch) => ({
        words: { allowed: Number(branch) },
        of: { layer: null, gate: null },
      })),
      invocations: rows,
    })
  }
}

/** Clips the gradient of all weights by its global norm, and takes a step of SGD. */
export function updateWeights(context: LoweringContext, options: EngineOptions): void {
  const { size } = context.layout.weights
  updateRanges(context, options, [{ offset: 0, size, layer: null }], size)
}

/** The same for the weights of layers that run: every parameter is a job of its own. */
export function updateLiveWeights(context: LoweringContext, options: EngineOptions): void {
  const ranges = context.network.layers.flatMap((layer, id) =>
    parametersOf(layer).map((parameter) => {
      const { offset, size } = context.network.parameters[parameter]!
      return { offset, size, layer: id }
    }),
  )
  updateRanges(context, options, ranges, PARAMETER_LANES)
}

/** Lets the running mean follow weights and running statistics, where one is kept. */
export function updateAverage(context: LoweringContext): void {
  for (const { values, mean, lanes } of averagedRanges(context)) {
    context.emit(runningMeanKernel, {
      header: { lanes },
      job: { values, mean, size: values.size },
      invocations: lanes,
    })
  }
}

/** Weights and running statistics change places with their running mean, where one is kept. */
export function exchangeAverage(context: LoweringContext): void {
  for (const { values, mean, lanes } of averagedRanges(context)) {
    context.emit(exchangeKernel, {
      header: { lanes },
      job: { one: values, other: mean, size: values.size },
      invocations: lanes,
    })
  }
}

/** Whatever runs, all weights have a mean; so they belong to no layer. Equal lanes share a dispatch. */
function averagedRanges(context: LoweringContext) {
  const { weights, running, average } = context.layout
  context.enter('average', null)
  if (!average) return []
  const lanes = Math.max(weights.size, running.size)
  return [
    { values: weights, mean: average.weights, lanes },
    { values: running, mean: average.running, lanes },
  ].filter(({ values }) => values.size > 0)
}

interface WeightRange {
  readonly offset: number
  readonly size: number
  readonly layer: LayerId | null
}

function updateRanges(
  context: LoweringContext,
  { weightOptimiser }: EngineOptions,
  ranges: readonly WeightRange[],
  lanesEach: number,
): void {
  const { layout } = context
  const { partials, lanes } = gradientSquares(context, ranges)
  const factor = subregion(layout.metrics, METRICS.clipFactor, 1)
  context.emit(clipFactorKernel, {
    header: { lanes, clip: floatBits(weightOptimiser.gradientClip) },
    job: { partials, norm: subregion(layout.metrics, METRICS.gradientNorm, 1), factor },
    invocations: 1,
  })
  for (const { offset, size, layer } of ranges) {
    const range = (region: Region) => subregion(region, offset, size)
    context.enter('update', layer)
    context.emit(sgdKernel, {
      header: {
        lanes: lanesEach,
        momentum: floatBits(weightOptimiser.momentum),
        weightDecay: floatBits(weightOptimiser.weightDecay),
      },
      job: {
        weights: range(layout.weights),
        gradients: range(layout.gradients),
        buffer: range(layout.momentum),
        factor,
        size,
      },
      invocations: lanesEach,
    })
  }
}

/** Partial sums of the squares of the weight gradient, over all of it or over these ranges. */
export function gradientSquares(
  context: LoweringContext,
  ranges: readonly WeightRange[] = [
    { offset: 0, size: context.layout.gradients.size, layer: null },
  ],
): { partials: Region; lanes: number } {
  const { gradients } = context.layout
  const lanes = Math.min(gradients.size, NORM_LANES)
  const partials = context.state.take(lanes)
  context.emit(squaredNormKernel, {
    header: { lanes },
    job: { partials },
    list: ranges.map(({ offset, size, layer }) => ({
      words: { vector: subregion(gradients, offset, size), size },
      of: { layer, gate: null },
    })),
    invocations: lanes,
  })
  return { partials, lanes }
}

function parametersOf(layer: Layer): ParameterId[] {
  const held =
    layer.kind === 'batchNorm'
      ? [layer.scale, layer.shift]
      : 'weight' in layer
        ? [layer.weight, 'bias' in layer ? layer.bias : null]
        : []
  return held.filter((parameter) => parameter !== null)
}
