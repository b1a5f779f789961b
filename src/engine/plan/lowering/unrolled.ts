/**
 * Second-order DARTS: the alpha gradient at weights one virtual step ahead, less the correction by a
 * finite-difference Hessian-vector product (darts/cnn/architect.py). Between these programs the
 * engine runs passes through the network; what they leave in `gradients` and `alphaGradients` is
 * picked up here.
 */
import type { EngineOptions } from '../../engine'
import { floatBits } from '../../kernels/kernel'
import {
  copyKernel,
  DIFFERENCE_FACTORS,
  differenceFactorsKernel,
  moveAlongKernel,
  virtualStepKernel,
} from '../../kernels/unrolled'
import { subregion, type Region } from '../operations'
import { METRICS, type StateAllocator, type StateLayout } from '../stateLayout'
import type { LoweringContext } from './context'
import { gradientSquares } from './updates'

export interface UnrolledRegions {
  readonly savedWeights: Region
  readonly savedRunning: Region
  /** v: the validation gradient at w'. */
  readonly direction: Region
  /** The alpha gradient as it grows. */
  readonly total: Region
  readonly factors: Region
  /** Loss and correct predictions of the validation batch, which later passes would overwrite. */
  readonly metrics: Region
}

export function layOutUnrolled(layout: StateLayout, state: StateAllocator): UnrolledRegions {
  return {
    savedWeights: state.take(layout.weights.size),
    savedRunning: state.take(layout.running.size),
    direction: state.take(layout.weights.size),
    total: state.take(layout.alphas.size),
    factors: state.take(4),
    metrics: state.take(2),
  }
}

/** After the training gradient at w: w' into the weights; w and the running statistics set aside. */
export function lowerLookAhead(
  context: LoweringContext,
  regions: UnrolledRegions,
  { weightOptimiser }: EngineOptions,
): void {
  const { layout } = context
  context.emit(virtualStepKernel, {
    header: {
      size: layout.weights.size,
      momentum: floatBits(weightOptimiser.momentum),
      weightDecay: floatBits(weightOptimiser.weightDecay),
    },
    job: {
      weights: layout.weights,
      gradients: layout.gradients,
      buffer: layout.momentum,
      saved: regions.savedWeights,
    },
    invocations: layout.weights.size,
  })
  copy(context, layout.running, regions.savedRunning)
}

/** After both validation gradients at w': keeps them, undoes the statistics, goes to w + Rv. */
export function lowerStepForward(context: LoweringContext, regions: UnrolledRegions): void {
  const { layout } = context
  const { partials, lanes } = gradientSquares(context)
  context.emit(differenceFactorsKernel, {
    header: { lanes },
    job: { partials, factors: regions.factors },
    invocations: 1,
  })
  copy(context, gateMetrics(context), regions.metrics)
  copy(context, layout.gradients, regions.direction)
  copy(context, layout.alphaGradients, regions.total)
  copy(context, regions.savedRunning, layout.running)
  moveWeights(context, regions, 'forward')
}

/** After the training alpha gradient at w + Rv: takes its share, goes to w − Rv. */
export function lowerStepBackward(context: LoweringContext, regions: UnrolledRegions): void {
  addShare(context, regions, 'subtract')
  moveWeights(context, regions, 'backward')
}

/** After the training alpha gradient at w − Rv: the whole alpha gradient, and w as it was. */
export function lowerUnrolledGradient(context: LoweringContext, regions: UnrolledRegions): void {
  addShare(context, regions, 'add')
  copy(context, regions.total, context.layout.alphaGradients)
  copy(context, regions.savedWeights, context.layout.weights)
  copy(context, regions.metrics, gateMetrics(context))
}

const gateMetrics = ({ layout }: LoweringContext) => subregion(layout.metrics, METRICS.gateLoss, 2)

type Factor = keyof typeof DIFFERENCE_FACTORS

function moveWeights(context: LoweringContext, regions: UnrolledRegions, factor: Factor): void {
  const { weights } = context.layout
  moveAlong(context, regions.savedWeights, regions.direction, factorOf(regions, factor), weights)
}

function addShare(context: LoweringContext, regions: UnrolledRegions, factor: Factor): void {
  const { total } = regions
  moveAlong(context, total, context.layout.alphaGradients, factorOf(regions, factor), total)
}

const factorOf = ({ factors }: UnrolledRegions, name: Factor) =>
  subregion(factors, DIFFERENCE_FACTORS[name], 1)

function moveAlong(
  context: LoweringContext,
  base: Region,
  direction: Region,
  factor: Region,
  dst: Region,
): void {
  context.emit(moveAlongKernel, {
    header: { size: dst.size },
    job: { base, direction, factor, dst },
    invocations: dst.size,
  })
}

function copy(context: LoweringContext, src: Region, dst: Region): void {
  context.emit(copyKernel, { header: { size: dst.size }, job: { src, dst }, invocations: dst.size })
}
