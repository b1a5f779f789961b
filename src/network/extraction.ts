import type { BatchNormLayer, ConvLayer, Layer, LayerId, Network } from './network'
import { ParameterSelection } from './parameterSelection'

/**
 * Some layers of a network as a network of their own. What they read from outside becomes one input
 * layer per tensor, ReLUs stay between it and its readers, and gates become 1.
 *
 * @param ids in the order of the network; the last one is the output
 */
export function extract(whole: Network, ids: readonly LayerId[]): Network {
  const parameters = new ParameterSelection(whole.parameters)
  const layers: Layer[] = []
  const taken = new Map<LayerId, LayerId>()
  const normed = new Map<LayerId, LayerId>()
  const push = (layer: Layer) => layers.push(layer) - 1
  const remember = (known: Map<LayerId, LayerId>, id: LayerId, make: () => LayerId) => {
    const layer = known.get(id) ?? make()
    known.set(id, layer)
    return layer
  }
  const tensorLike = ({ name, shape }: Layer) =>
    push({ kind: 'input', name: `${name}/value`, inputs: [], shape })
  const valueOf = (id: LayerId): LayerId =>
    remember(taken, id, () => {
      const layer = whole.layers[id]!
      if (layer.kind !== 'relu') return tensorLike(layer)
      return push({ ...layer, inputs: layer.inputs.map(valueOf) })
    })
  const inputOf = (reader: Layer, id: LayerId): LayerId => {
    const layer = whole.layers[id]!
    const outside = layer.kind === 'batchNorm' && !taken.has(id)
    if (!outside || !isPointwise(reader)) return valueOf(id)
    return remember(normed, id, () => push(plainNorm(layer, valueOf(id))))
  }
  for (const id of ids) {
    const layer = whole.layers[id]!
    // A sum of nothing reads nothing, but a network has an input.
    if (layer.inputs.length === 0) tensorLike(layer)
    const inputs = layer.inputs.map((input) => inputOf(layer, input))
    taken.set(id, push(parameters.take({ ...layer, inputs, ...ungated(layer) })))
  }
  return {
    layers,
    parameters: parameters.parameters,
    gateTables: [],
    input: layers.findIndex(({ kind }) => kind === 'input'),
    logits: layers.length - 1,
  }
}

/** Convolutions that read a tensor faster where no batch norm has to be applied on the way. */
function isPointwise(layer: Layer): layer is ConvLayer {
  return layer.kind === 'conv' && [...layer.kernel, layer.stride].every((size) => size === 1)
}

/** As much work to apply, without parameters, which belong to the block of the layer it follows. */
function plainNorm(layer: BatchNormLayer, input: LayerId): BatchNormLayer {
  return { ...layer, inputs: [input], scale: null, shift: null }
}

function ungated(layer: Layer) {
  return layer.kind === 'sum' ? { gates: layer.inputs.map(() => null) } : {}
}
