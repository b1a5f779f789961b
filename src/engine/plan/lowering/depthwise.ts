import type { DepthwiseConvLayer, LayerId } from '../../../network/network'
import {
  depthwiseInputGradientKernel,
  depthwiseKernel,
  depthwiseTile,
  depthwiseWeightGradientKernel,
  type DepthwiseVariant,
} from '../../kernels/depthwise'
import {
  stridedDepthwiseInputGradientKernel,
  stridedDepthwiseKernel,
  stridedDepthwiseWeightGradientKernel,
  type StridedVariant,
} from '../../kernels/depthwiseStrided'
import type { Tensor } from '../operations'
import type { LoweringContext } from './context'
import { inputSizes, outputSizes, stripsOver } from './strips'
import { readValue } from './values'

export function depthwiseForward(
  context: LoweringContext,
  id: LayerId,
  layer: DepthwiseConvLayer,
): void {
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  const walk = walkOf(context, layer, input.tensor, dst, 'output')
  context.emit(
    layer.stride === 1 ? depthwiseKernel(walk.variant) : stridedDepthwiseKernel(walk.variant),
    {
      header: walk.header,
      job: { ...readValue(input), weight: context.weight(layer.weight), dst },
      invocations: walk.invocations,
    },
  )
}

export function depthwiseBackward(
  context: LoweringContext,
  id: LayerId,
  layer: DepthwiseConvLayer,
): void {
  const input = context.value(layer.inputs[0]!)
  const output = context.value(id)
  const gradient = context.gradients.asTensor(output)
  if (!gradient) return
  if (context.wants(layer.inputs[0]!)) {
    const walk = walkOf(context, layer, input.tensor, output.tensor, 'input')
    const kernel =
      layer.stride === 1
        ? depthwiseInputGradientKernel(walk.variant)
        : stridedDepthwiseInputGradientKernel(walk.variant)
    context.gradients.addGathering(
      input,
      { kernel, header: walk.header, invocations: walk.invocations },
      {
        words: { src: gradient, weight: context.weight(layer.weight) },
        of: { layer: id, gate: null },
      },
    )
  }
  if (!context.trainsWeights) return
  const walk = walkOf(context, layer, input.tensor, output.tensor, 'output')
  const items = walk.invocations / layer.shape.channels
  context.emit(
    layer.stride === 1
      ? depthwiseWeightGradientKernel(walk.variant)
      : stridedDepthwiseWeightGradientKernel(walk.variant),
    {
      header: walk.header,
      job: { gradient, ...readValue(input), partials: context.partialsFor(layer.weight, items) },
      invocations: walk.invocations,
    },
  )
}

/** How invocations divide the image among them, walking down output rows or input rows. */
function walkOf(
  context: LoweringContext,
  layer: DepthwiseConvLayer,
  input: Tensor,
  output: Tensor,
  over: 'input' | 'output',
) {
  const { kernel, stride, dilation } = layer
  const same =
    kernel[0] === kernel[1] &&
    layer.padding.every((pad) => pad === ((kernel[0] - 1) * dilation) / 2)
  if (!same || stride > 2 || layer.strideAxis) {
    throw new Error(
      `${layer.name}: depthwise convolutions need a square window, "same" padding and stride 1 or 2`,
    )
  }
  const tile = depthwiseTile(output.shape.width)
  const sizes = {
    channels: input.shape.channels,
    ...inputSizes(input),
    ...(stride === 1 ? {} : outputSizes(output)),
  }
  const phases = stride === 1 ? dilation : 1
  const walk =
    over === 'input'
      ? stripsOver(context, input, tile * stride, input.shape.height, { phases })
      : stripsOver(context, output, tile, output.shape.height, { phases })
  const variant: DepthwiseVariant & StridedVariant = {
    kernel: kernel[0],
    dilation,
    tile,
  }
  return {
    variant,
    header: { ...sizes, ...walk.header },
    invocations: walk.invocations,
  }
}
