import type { ChannelsLayer, LayerId } from '../../../network/network'
import { channelsInputGradientKernel, channelsKernel } from '../../kernels/channels'
import type { LoweringContext } from './context'
import { readValue } from './values'

export function channelsForward(context: LoweringContext, id: LayerId, layer: ChannelsLayer): void {
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  const { channels } = layer.shape
  context.emit(channelsKernel, {
    header: { channels, rowVectors: dst.rowVectors, ...picked(layer) },
    job: { ...readValue(input), dst },
    invocations: channels * dst.rowVectors,
  })
}

export function channelsBackward(
  context: LoweringContext,
  id: LayerId,
  layer: ChannelsLayer,
): void {
  const input = context.value(layer.inputs[0]!)
  const gradient = context.gradients.asTensor(context.value(id))
  if (!gradient) return
  const { channels } = input.tensor.shape
  context.emit(channelsInputGradientKernel, {
    header: { channels, rowVectors: gradient.rowVectors, ...picked(layer) },
    job: { gradient, ...context.gradients.land(input) },
    invocations: channels * gradient.rowVectors,
  })
}

const picked = ({ first, step, count }: ChannelsLayer) => ({ first, stride: step, count })
