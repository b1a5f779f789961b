import type { LayerId, PoolLayer } from '../../../network/network'
import { depthwiseTile } from '../../kernels/depthwise'
import { pickInputGradientKernel, pickKernel } from '../../kernels/pick'
import type { Tensor } from '../operations'
import type { LoweringContext } from './context'
import { inputSizes, outputSizes, stripsOver } from './strips'
import { readValue } from './values'

/** Whether a pooling takes one pixel of every 2 × 2 block: see `pickPixels`. */
export function isPick({ kind, kernel, stride, strideAxis, padding }: PoolLayer): boolean {
  const [top, left] = padding
  const single = kind === 'avgPool' && kernel.every((size) => size === 1)
  return single && stride === 2 && !strideAxis && top === left && (top === 0 || top === -1)
}

export function pickForward(context: LoweringContext, id: LayerId, layer: PoolLayer): void {
  const input = context.value(layer.inputs[0]!)
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  const { tile, header, invocations } = walkOver(context, input.tensor, dst)
  context.emit(pickKernel(tile), {
    header,
    job: { ...readValue(input), shift: -layer.padding[0], dst },
    invocations,
  })
}

export function pickBackward(context: LoweringContext, id: LayerId, layer: PoolLayer): void {
  if (!context.wants(layer.inputs[0]!)) return
  const input = context.value(layer.inputs[0]!)
  const gradient = context.gradients.asTensor(context.value(id))
  if (!gradient) return
  const { tile, ...walk } = walkOver(context, input.tensor, gradient)
  context.gradients.addGathering(
    input,
    { kernel: pickInputGradientKernel(tile), ...walk },
    { words: { src: gradient, shift: -layer.padding[0] }, of: { layer: id, gate: null } },
  )
}

function walkOver(context: LoweringContext, input: Tensor, output: Tensor) {
  const tile = depthwiseTile(output.shape.width)
  const walk = stripsOver(context, output, tile, output.shape.height)
  const sizes = { channels: input.shape.channels, ...inputSizes(input), ...outputSizes(output) }
  return { tile, header: { ...sizes, ...walk.header }, invocations: walk.invocations }
}
