import { strides, type ConvLayer, type LayerId } from '../../../network/network'
import { biasGradientKernel } from '../../kernels/convBias'
import {
  CONV_CHANNELS,
  CONV_PIXELS,
  convInputGradientKernel,
  convKernel,
  convWeightGradientKernel,
  convWeightGradientRows,
  type ConvVariant,
} from '../../kernels/conv'
import { depthwiseTile } from '../../kernels/depthwise'
import {
  pointwiseInputGradientKernel,
  pointwiseTiles,
  pointwiseKernel,
  pointwiseWeightGradientKernel,
  WEIGHT_TILE,
} from '../../kernels/pointwise'
import { channelStride, pixelsOf, type Tensor, type Word } from '../operations'
import type { LoweringContext } from './context'
import { inputSizes, outputSizes, stripsOver } from './strips'
import { isRagged, readValue, rowHeader, type Value } from './values'

function isPointwise({ kernel, stride, padding, bias }: ConvLayer): boolean {
  return (
    [...kernel, stride].every((size) => size === 1) && !padding[0] && !padding[1] && bias === null
  )
}

export function convForward(context: LoweringContext, id: LayerId, layer: ConvLayer): void {
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  if (isPointwise(layer)) return pointwiseForward(context, layer, input, dst)
  const variant = variantOf(layer)
  const blocks = Math.ceil(dst.shape.channels / CONV_CHANNELS)
  const walk = stripsOver(context, dst, variant.tile, dst.shape.height, { channels: blocks })
  context.emit(convKernel(variant, input.tensor.shape.channels), {
    header: { ...convHeader(input.tensor, dst, layer), ...walk.header },
    job: {
      ...readValue(input),
      weight: context.weight(layer.weight),
      bias: layer.bias === null ? null : context.weight(layer.bias),
      dst,
    },
    invocations: walk.invocations,
  })
}

export function convBackward(context: LoweringContext, id: LayerId, layer: ConvLayer): void {
  const input = context.value(layer.inputs[0]!)
  if (isPointwise(layer)) return pointwiseBackward(context, id, layer, input)
  const output = context.value(id)
  const gradient = context.gradients.asTensor(output)
  if (!gradient) return
  if (context.wants(layer.inputs[0]!)) {
    convInputBackward(context, layer, input, gradient)
  }
  if (!context.trainsWeights) return
  const variant = variantOf(layer)
  const rows = convWeightGradientRows(
    input.tensor.shape.channels,
    layer.shape.channels,
    layer.kernel[0],
  )
  const lines = context.examples * layer.shape.height
  const chunks = Math.max(1, Math.min(lines, Math.round((2 * context.tuning.lanes) / rows)))
  context.emit(convWeightGradientKernel(variant), {
    header: {
      ...convHeader(input.tensor, output.tensor, layer),
      strips: layer.shape.width / variant.tile,
      chunks,
    },
    job: {
      gradient,
      ...readValue(input),
      partials: context.partialsFor(layer.weight, chunks),
    },
    invocations: chunks * rows,
  })
  if (layer.bias === null) return
  context.emit(biasGradientKernel, {
    header: {
      channels: layer.shape.channels,
      channelStride: channelStride(gradient),
      pixels: pixelsOf(gradient),
    },
    job: { gradient, partials: context.weightGradient(layer.bias) },
    invocations: layer.shape.channels,
  })
}

function convInputBackward(
  context: LoweringContext,
  layer: ConvLayer,
  input: Value,
  gradient: Tensor,
): void {
  const weight = context.weight(layer.weight)
  const header = convHeader(input.tensor, gradient, layer)
  const tiles = tilesOf(context, input.tensor.shape.channels, input.tensor)
  context.emit(convInputGradientKernel, {
    header: { ...header, ...tiles.header },
    job: { gradient, weight, ...context.gradients.land(input), ...paddingOf(layer) },
    invocations: tiles.invocations,
  })
}

/** How invocations divide `channels` of a tensor's images into tiles that walk down rows. */
function tilesOf(context: LoweringContext, channels: number, tensor: Tensor) {
  const blocks = Math.ceil(channels / CONV_CHANNELS)
  return stripsOver(context, tensor, CONV_PIXELS, tensor.shape.height, { channels: blocks })
}

const variantOf = (layer: ConvLayer): ConvVariant => ({
  ...layer,
  tile: depthwiseTile(layer.shape.width),
})

const paddingOf = ({ padding }: ConvLayer) => ({
  padTop: padding[0] >>> 0,
  padLeft: padding[1] >>> 0,
})

function convHeader(input: Tensor, output: Tensor, layer: ConvLayer) {
  return {
    inChannels: input.shape.channels,
    outChannels: output.shape.channels,
    ...inputSizes(input),
    ...outputSizes(output),
    kernelHeight: layer.kernel[0],
    kernelWidth: layer.kernel[1],
    strideY: strides(layer)[0],
    strideX: strides(layer)[1],
    dilation: layer.dilation,
    chunks: 1,
    strips: 1,
    segmentRows: 1,
    segments: 1,
  }
}

const blocksOf = (channels: number) => Math.ceil(channels / WEIGHT_TILE)

function pointwiseForward(
  context: LoweringContext,
  layer: ConvLayer,
  input: Value,
  dst: Tensor,
): void {
  const inChannels = input.tensor.shape.channels
  const outChannels = dst.shape.channels
  const plain = !input.relu && input.coefficients === context.layout.identity
  const { rowVectors, pixels } = rowHeader(dst)
  const tiles = pointwiseTiles(inChannels, outChannels, rowVectors)
  const blocks = Math.ceil(outChannels / tiles.outputs)
  const chunks = context.chunksFor(dst, blocks, tiles.vectors)
  const read = readValue(input)
  context.emit(pointwiseKernel(plain ? 'plain' : 'value', tiles, isRagged(dst)), {
    header: {
      inChannels,
      outChannels,
      rowVectors,
      pixels,
      chunks,
      weightOutStride: inChannels,
      weightInStride: 1,
    },
    job: {
      ...(plain ? { src: read.src } : read),
      weight: context.weight(layer.weight),
      dst,
      statistics: null,
    },
    invocations: chunks * blocks,
  })
}

function pointwiseBackward(
  context: LoweringContext,
  id: LayerId,
  layer: ConvLayer,
  input: Value,
): void {
  const through = context.gradients.asNormOrTensor(context.value(id))
  if (!through) return
  const inChannels = input.tensor.shape.channels
  const outChannels = layer.shape.channels
  const { rowVectors, pixels } = rowHeader(input.tensor)
  const norm = !('kind' in through)
  const gradient: Record<string, Word> = norm
    ? {
        gradient: through.gradient,
        normInput: through.input,
        normCoefficients: through.coefficients,
      }
    : { gradient: through }
  if (context.wants(layer.inputs[0]!)) {
    const landed = context.gradients.land(input)
    const landing = landed.accumulate === 0 && landed.mask === null ? 'alone' : 'shared'
    const tiles = pointwiseTiles(outChannels, inChannels, rowVectors, landing)
    const blocks = Math.ceil(inChannels / tiles.outputs)
    const chunks = context.chunksFor(input.tensor, blocks, tiles.vectors)
    context.emit(pointwiseInputGradientKernel(norm ? 'norm' : 'plain', tiles, landing), {
      header: {
        inChannels: outChannels,
        outChannels: inChannels,
        rowVectors,
        pixels,
        chunks,
        weightOutStride: 1,
        weightInStride: inChannels,
      },
      job: {
        ...gradient,
        weight: context.weight(layer.weight),
        ...landed,
      },
      invocations: chunks * blocks,
    })
  }
  if (!context.trainsWeights) return
  const plain = !input.relu && input.coefficients === context.layout.identity
  const tiles = blocksOf(inChannels) * blocksOf(outChannels)
  const chunks = context.chunksFor(input.tensor, tiles)
  const read = readValue(input)
  context.emit(
    pointwiseWeightGradientKernel(
      norm ? 'norm' : 'plain',
      plain ? 'plain' : 'value',
      isRagged(input.tensor),
    ),
    {
      header: { inChannels, outChannels, rowVectors, pixels, chunks },
      job: {
        ...gradient,
        ...(plain ? { src: read.src } : read),
        partials: context.partialsFor(layer.weight, chunks),
      },
      invocations: chunks * tiles,
    },
  )
}
