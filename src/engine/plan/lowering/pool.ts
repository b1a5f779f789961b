import type { LayerId, PoolLayer } from '../../../network/network'
import { depthwiseTile } from '../../kernels/depthwise'
import { poolInputGradientKernel, poolKernel, type PoolVariant } from '../../kernels/pool'
import { makeTensor, type Tensor } from '../operations'
import type { LoweringContext } from './context'
import { isPick, pickBackward, pickForward } from './pick'
import { inputSizes, outputSizes, stripsOver } from './strips'
import { readValue } from './values'

export function poolForward(context: LoweringContext, id: LayerId, layer: PoolLayer): void {
  if (isPick(layer)) return pickForward(context, id, layer)
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  const variant = variantOf(layer)
  const walk = stripsOver(context, dst, variant.tile, dst.shape.height)
  const positions = makeTensor(`positions of ${layer.name}`, layer.shape, context.examples)
  if (layer.kind === 'maxPool') context.positions.set(id, positions)
  context.emit(poolKernel(variant), {
    header: { ...sizes(input.tensor, dst), ...walk.header },
    job: { ...readValue(input), dst, ...(layer.kind === 'maxPool' ? { positions } : {}) },
    invocations: walk.invocations,
  })
}

export function poolBackward(context: LoweringContext, id: LayerId, layer: PoolLayer): void {
  if (isPick(layer)) return pickBackward(context, id, layer)
  if (!context.wants(layer.inputs[0]!)) return
  const input = context.value(layer.inputs[0]!)
  const output = context.value(id)
  const gradient = context.gradients.asTensor(output)
  if (!gradient) return
  const variant = variantOf(layer)
  const walk = stripsOver(
    context,
    input.tensor,
    variant.tile * variant.stride,
    input.tensor.shape.height,
  )
  context.emit(poolInputGradientKernel(variant), {
    header: { ...sizes(input.tensor, output.tensor), ...walk.header },
    job: {
      gradient,
      ...(layer.kind === 'maxPool' ? { positions: context.positions.get(id)! } : {}),
      ...context.gradients.land(input),
    },
    invocations: walk.invocations,
  })
}

function variantOf(layer: PoolLayer): PoolVariant {
  const { kind, kernel, stride, padding, dilation } = layer
  if (kernel[0] !== kernel[1] || padding[0] !== padding[1] || dilation !== 1 || layer.strideAxis) {
    throw new Error(`${layer.name}: pooling needs a square window, one stride and no dilation`)
  }
  return {
    kind,
    kernel: kernel[0],
    stride,
    pad: padding[0],
    tile: depthwiseTile(layer.shape.width),
  }
}

function sizes(input: Tensor, output: Tensor) {
  return { channels: input.shape.channels, ...inputSizes(input), ...outputSizes(output) }
}
