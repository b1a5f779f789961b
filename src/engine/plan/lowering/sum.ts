import type { ConcatLayer, Layer, LayerId, SumLayer } from '../../../network/network'
import { sumKernel } from '../../kernels/sum'
import type { LoweringContext } from './context'
import { gradientSums } from './norm'
import { imageHeader, readValue, rowHeader } from './values'

export function sumForward(context: LoweringContext, id: LayerId, layer: SumLayer): void {
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  const { channels, rowVectors } = rowHeader(dst)
  const groups = Math.ceil(rowVectors / context.tuning.sumVectors)
  const values = layer.inputs.map((input) => context.value(input))
  const relu = values.some((value) => value.relu)
  const byImage = values.some(({ factors }) => factors !== null)
  context.emit(sumKernel(context.tuning.sumVectors, relu, byImage), {
    header: { channels, rowVectors, groups, ...(byImage && imageHeader(dst)) },
    job: { dst, accumulate: 0, mask: null, maskCoefficients: context.layout.identity },
    list: values.map((value, index) => {
      const gate = layer.gates[index] ?? null
      return {
        words: {
          ...readValue(value),
          gate: context.gate(gate),
          ...(byImage && { factors: value.factors }),
        },
        of: { layer: id, gate },
      }
    }),
    invocations: channels * groups,
  })
}

export function sumBackward(context: LoweringContext, id: LayerId, layer: SumLayer): void {
  const gradient = context.gradients.asTensor(context.value(id))
  if (!gradient) return
  layer.inputs.forEach((input, index) => {
    const value = context.value(input)
    const gate = layer.gates[index] ?? null
    const of = { layer: id, gate }
    if (gate !== null && context.trainsGates) {
      const { region, chunks } = gradientSums(context, gradient, value)
      const words = {
        sums: region,
        chunks,
        channels: layer.shape.channels,
        ...affineOf(context, value.id),
      }
      const branches = context.gateBranches.get(gate) ?? []
      context.gateBranches.set(gate, [...branches, { words, of }])
    }
    if (context.wants(input)) {
      const { factors } = value
      context.gradients.addTerm(value, { gradient, gate: context.gate(gate), factors, of })
    }
  })
}

function affineOf(context: LoweringContext, id: LayerId) {
  const layer: Layer | undefined = context.network.layers[id]
  if (layer?.kind !== 'batchNorm' || layer.scale === null || layer.shift === null) {
    return { scale: null, shift: null }
  }
  return { scale: context.weight(layer.scale), shift: context.weight(layer.shift) }
}

/** Joining is free: the parts become channel ranges of the whole. */
export function concatForward(context: LoweringContext, id: LayerId, layer: ConcatLayer): void {
  const whole = context.tensor(layer)
  context.setRaw(id, whole)
  let channel = 0
  for (const input of layer.inputs) {
    const part = context.value(input).tensor
    part.parent = { tensor: whole, channel }
    channel += part.shape.channels
  }
}

export function concatBackward(context: LoweringContext, id: LayerId, layer: ConcatLayer): void {
  const gradient = context.gradients.asTensor(context.value(id))
  if (!gradient) return
  let channel = 0
  for (const input of layer.inputs) {
    const part = context.value(input)
    if (context.wants(input)) context.gradients.addSlice(part, gradient, channel, id)
    channel += part.tensor.shape.channels
  }
}
