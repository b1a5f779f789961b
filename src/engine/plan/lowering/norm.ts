import type { BatchNormLayer, LayerId } from '../../../network/network'
import {
  normFinishKernel,
  normGradientFinishKernel,
  normGradientSumsKernel,
  normRunningKernel,
  normStatisticsKernel,
} from '../../kernels/batchNorm'
import { floatBits } from '../../kernels/kernel'
import { pixelsOf, type Region, type Tensor } from '../operations'
import type { GradientSums, LoweringContext } from './context'
import { isRagged, rowHeader, type Value } from './values'

export function normForward(context: LoweringContext, id: LayerId, layer: BatchNormLayer): void {
  const { tensor } = context.value(layer.inputs[0]!)
  const regions = context.layout.norms.get(layer.name)
  if (!regions) throw new Error(`No statistics were laid out for ${layer.name}`)
  const { coefficients, saved, runningMean, runningVariance } = regions
  const channels = tensor.shape.channels
  const affine = {
    scale: layer.scale === null ? null : context.weight(layer.scale),
    shift: layer.shift === null ? null : context.weight(layer.shift),
  }
  const epsilon = floatBits(layer.epsilon)
  if (context.mode === 'evaluate') {
    context.emit(normRunningKernel, {
      header: { channels, epsilon },
      job: { ...affine, runningMean, runningVariance, coefficients },
      invocations: channels,
    })
  } else {
    const { statistics, chunks } = statisticsOf(context, tensor)
    context.emit(normFinishKernel(context.mode === 'statistics' ? 'step' : 'layer'), {
      header: {
        channels,
        pixels: pixelsOf(tensor),
        chunks,
        epsilon,
        momentum: floatBits(layer.momentum),
      },
      job: { statistics, ...affine, coefficients, saved, runningMean, runningVariance },
      invocations: channels,
    })
  }
  context.values.set(id, { id, tensor, coefficients, saved, relu: false, factors: null })
}

/** The value of a batch norm whose input was computed again: the coefficients are there. */
export function normReplay(context: LoweringContext, id: LayerId, layer: BatchNormLayer): void {
  const { tensor } = context.value(layer.inputs[0]!)
  context.values.set(id, { ...context.value(id), tensor })
}

/** Left behind by the producer of the tensor where it can, else summed in a pass of their own. */
function statisticsOf(
  context: LoweringContext,
  tensor: Tensor,
): { statistics: Region; chunks: number } {
  const { channels } = tensor.shape
  const producer = context.operations.findLast((operation) => operation.job.dst === tensor)
  if (producer && 'statistics' in producer.kernel.job && producer.job.statistics === null) {
    const chunks = producer.header.chunks!
    const statistics = context.state.take(2 * channels * chunks)
    producer.job.statistics = statistics
    return { statistics, chunks }
  }
  const chunks = context.chunksFor(tensor, channels)
  const statistics = context.state.take(2 * channels * chunks)
  context.emit(normStatisticsKernel(isRagged(tensor)), {
    header: { ...rowHeader(tensor), chunks },
    job: { src: tensor, statistics },
    invocations: channels * chunks,
  })
  return { statistics, chunks }
}

export function normBackward(context: LoweringContext, id: LayerId, layer: BatchNormLayer): void {
  const value = context.value(id)
  const gated = context.gradients.asGated(value)
  if (!gated || !context.wants(id)) return
  const { channels } = value.tensor.shape
  const sums = gradientSums(context, gated.gradient, value)
  const coefficients = context.state.take(4 * channels)
  const trains = context.trainsWeights && layer.scale !== null && layer.shift !== null
  context.emit(normGradientFinishKernel, {
    header: { channels, pixels: pixelsOf(value.tensor), chunks: sums.chunks },
    job: {
      sums: sums.region,
      saved: value.saved,
      scale: layer.scale === null ? null : context.weight(layer.scale),
      gate: gated.gate,
      coefficients,
      scaleGradient: trains ? context.weightGradient(layer.scale) : null,
      shiftGradient: trains ? context.weightGradient(layer.shift) : null,
    },
    invocations: channels,
  })
  context.gradients.addNorm(context.value(layer.inputs[0]!), {
    gradient: gated.gradient,
    input: value.tensor,
    coefficients,
  })
}

/** Σ g and Σ g·x̂ of a value, once for whoever needs them. */
export function gradientSums(
  context: LoweringContext,
  gradient: Tensor,
  value: Value,
): GradientSums {
  const known = context.gradientSums.get(gradient) ?? new Map<LayerId, GradientSums>()
  context.gradientSums.set(gradient, known)
  const done = known.get(value.id)
  if (done) return done
  const { channels } = value.tensor.shape
  const chunks = context.chunksFor(value.tensor, channels)
  const region = context.state.take(2 * channels * chunks)
  context.emit(normGradientSumsKernel(isRagged(value.tensor)), {
    header: { ...rowHeader(value.tensor), chunks },
    job: { gradient, src: value.tensor, saved: value.saved, sums: region },
    invocations: channels * chunks,
  })
  const sums = { region, chunks }
  known.set(value.id, sums)
  return sums
}
