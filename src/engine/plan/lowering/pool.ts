import type { LayerId, PoolLayer } from '../../../network/network'
import { poolInputGradientKernel, poolKernel } from '../../kernels/pool'
import { channelStride, pixelsOf, type Tensor } from '../operations'
import { readValue, type LoweringContext } from './context'

export function poolForward(context: LoweringContext, id: LayerId, layer: PoolLayer): void {
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  context.emit(poolKernel, {
    header: poolHeader(input.tensor, dst, layer),
    job: { ...readValue(input), dst },
    invocations: dst.shape.channels * pixelsOf(dst),
  })
}

export function poolBackward(context: LoweringContext, id: LayerId, layer: PoolLayer): void {
  if (!context.wants(layer.inputs[0]!)) return
  const input = context.value(layer.inputs[0]!)
  const output = context.value(id)
  const gradient = context.gradients.asTensor(output)
  if (!gradient) return
  const { dst, accumulate, mask } = context.gradients.land(input)
  context.emit(poolInputGradientKernel, {
    header: poolHeader(input.tensor, output.tensor, layer),
    job: { gradient, ...readValue(input), output: output.tensor, dst, accumulate, mask },
    invocations: dst.shape.channels * pixelsOf(dst),
  })
}

function poolHeader(input: Tensor, output: Tensor, layer: PoolLayer) {
  return {
    channels: input.shape.channels,
    examples: input.examples,
    height: input.shape.height,
    width: input.shape.width,
    channelStride: channelStride(input),
    outHeight: output.shape.height,
    outWidth: output.shape.width,
    outChannelStride: channelStride(output),
    kernelHeight: layer.kernel[0],
    kernelWidth: layer.kernel[1],
    stride: layer.stride,
    padTop: layer.padding[0] >>> 0,
    padLeft: layer.padding[1] >>> 0,
    dilation: layer.dilation,
    average: layer.kind === 'avgPool' ? 1 : 0,
  }
}
