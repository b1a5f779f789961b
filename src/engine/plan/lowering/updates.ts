/** What happens to weights and alphas once their gradients are there. */
import type { EngineOptions } from '../../engine'
import { gateGradientKernel, softmaxGatesKernel, softmaxGradientKernel } from '../../kernels/gates'
import { floatBits } from '../../kernels/kernel'
import {
  adamKernel,
  clipFactorKernel,
  reducePartialsKernel,
  sgdKernel,
  squaredNormKernel,
} from '../../kernels/optimisers'
import { subregion, type Region } from '../operations'
import { METRICS } from '../stateLayout'
import type { LoweringContext } from './context'

const NORM_LANES = 256

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
  for (const { partials, chunks, gradient } of context.partials) {
    context.emit(reducePartialsKernel, {
      header: {},
      job: { partials, chunks, size: gradient.size, gradient },
      invocations: gradient.size,
    })
  }
}

export function updateGates(context: LoweringContext, { gateOptimiser }: EngineOptions): void {
  const { layout } = context
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

/** gates = softmax(alphas) */
export function softmaxOfAlphas(context: LoweringContext): void {
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

export function updateWeights(context: LoweringContext, { weightOptimiser }: EngineOptions): void {
  const { layout } = context
  const { partials, lanes } = gradientSquares(context)
  const factor = subregion(layout.metrics, METRICS.clipFactor, 1)
  context.emit(clipFactorKernel, {
    header: { lanes, clip: floatBits(weightOptimiser.gradientClip) },
    job: { partials, norm: subregion(layout.metrics, METRICS.gradientNorm, 1), factor },
    invocations: 1,
  })
  const size = layout.weights.size
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

/** Partial sums of the squares of the weight gradient. */
export function gradientSquares(context: LoweringContext): { partials: Region; lanes: number } {
  const { gradients } = context.layout
  const lanes = Math.min(gradients.size, NORM_LANES)
  const partials = context.state.take(lanes)
  context.emit(squaredNormKernel, {
    header: { size: gradients.size, lanes },
    job: { vector: gradients, partials },
    invocations: lanes,
  })
  return { partials, lanes }
}
