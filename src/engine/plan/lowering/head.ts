import type { DenseLayer, GlobalAvgPoolLayer, LayerId } from '../../../network/network'
import type { EngineOptions } from '../../engine'
import { biasGradientKernel } from '../../kernels/convBias'
import {
  batchMetricsKernel,
  crossEntropyKernel,
  denseInputGradientKernel,
  denseKernel,
  denseWeightGradientKernel,
  globalPoolInputGradientKernel,
  globalPoolKernel,
} from '../../kernels/head'
import { floatBits, STEP_WORDS } from '../../kernels/kernel'
import { channelStride, pixelsOf, subregion, type Region, type Tensor } from '../operations'
import { METRICS } from '../stateLayout'
import type { LoweringContext } from './context'
import { readValue, type Value } from './values'

export function globalPoolForward(
  context: LoweringContext,
  id: LayerId,
  layer: GlobalAvgPoolLayer,
): void {
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  context.emit(globalPoolKernel, {
    header: globalPoolHeader(input.tensor, dst),
    job: { ...readValue(input), dst },
    invocations: dst.shape.channels * dst.examples,
  })
}

export function globalPoolBackward(
  context: LoweringContext,
  id: LayerId,
  layer: GlobalAvgPoolLayer,
): void {
  if (!context.wants(layer.inputs[0]!)) return
  const input = context.value(layer.inputs[0]!)
  const gradient = context.gradients.asTensor(context.value(id))
  if (!gradient) return
  context.emit(globalPoolInputGradientKernel, {
    header: globalPoolHeader(input.tensor, gradient),
    job: { gradient, ...context.gradients.land(input) },
    invocations: input.tensor.shape.channels * pixelsOf(input.tensor),
  })
}

function globalPoolHeader(input: Tensor, output: Tensor) {
  return {
    channels: input.shape.channels,
    examples: input.examples,
    imagePixels: input.shape.height * input.shape.width,
    channelStride: channelStride(input),
    outStride: channelStride(output),
  }
}

export function denseForward(context: LoweringContext, id: LayerId, layer: DenseLayer): void {
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  context.emit(denseKernel, {
    header: denseHeader(input, layer),
    job: {
      ...readValue(input),
      weight: context.weight(layer.weight),
      bias: layer.bias === null ? null : context.weight(layer.bias),
      dst,
    },
    invocations: layer.shape.channels * context.examples,
  })
}

export function denseBackward(context: LoweringContext, id: LayerId, layer: DenseLayer): void {
  const input = context.value(layer.inputs[0]!)
  const gradient = context.gradients.asTensor(context.value(id))
  if (!gradient) return
  const header = denseHeader(input, layer)
  const weight = context.weight(layer.weight)
  if (context.wants(layer.inputs[0]!)) {
    context.emit(denseInputGradientKernel, {
      header,
      job: { gradient, weight, ...context.gradients.land(input) },
      invocations: header.features * context.examples,
    })
  }
  if (!context.trainsWeights) return
  context.emit(denseWeightGradientKernel, {
    header,
    job: { gradient, ...readValue(input), partials: context.weightGradient(layer.weight) },
    invocations: weight.size,
  })
  if (layer.bias === null) return
  context.emit(biasGradientKernel, {
    header: { channels: header.units, channelStride: header.stride, pixels: context.examples },
    job: { gradient, partials: context.weightGradient(layer.bias) },
    invocations: header.units,
  })
}

function denseHeader(input: Value, layer: DenseLayer) {
  return {
    features: input.tensor.shape.channels,
    units: layer.shape.channels,
    examples: input.tensor.examples,
    stride: channelStride(input.tensor),
  }
}

type LossOptions = Pick<EngineOptions, 'labelSmoothing' | 'auxiliaryWeight'>

/**
 * Loss, metrics and the gradients at the logits, from which the backward pass sets out.
 * @param options targets are smooth, and an auxiliary head counts, where the pass trains anything
 */
export function lowerLoss(context: LoweringContext, options: LossOptions): void {
  const { logits, auxiliary } = context.network
  const { labelSmoothing = 0, auxiliaryWeight = 0 } = context.training ? options : {}
  const outcomes = crossEntropy(context, logits, labelSmoothing, 1)
  const helps = auxiliary !== undefined && context.helped
  const slot = context.trainsGates ? METRICS.gateLoss : METRICS.weightLoss
  context.emit(batchMetricsKernel, {
    header: { examples: context.examples },
    job: {
      outcomes,
      auxiliary: helps ? crossEntropy(context, auxiliary, labelSmoothing, auxiliaryWeight) : null,
      metrics: subregion(context.layout.metrics, slot, 2),
    },
    invocations: 1,
  })
}

/** Leaves the gradient at the logits; returns loss, and whether the label was found, by example. */
function crossEntropy(
  context: LoweringContext,
  id: LayerId,
  labelSmoothing: number,
  weight: number,
): Region {
  const logits = context.value(id)
  const { tensor } = logits
  const outcomes = context.state.take(2 * context.examples)
  const { dst: gradient } = context.gradients.land(logits)
  context.emit(crossEntropyKernel, {
    header: {
      classes: tensor.shape.channels,
      examples: context.examples,
      stride: channelStride(tensor),
      indices: STEP_WORDS,
      smoothing: floatBits(labelSmoothing),
      weight: floatBits(weight),
    },
    job: { logits: tensor, gradient, outcomes },
    invocations: context.examples,
  })
  return outcomes
}
