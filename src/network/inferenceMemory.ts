import { parameterCount, type Layer, type LayerId, type Network, type Shape } from './network'

const BYTES = 4

/** Floats that an example's tensor of this shape takes. */
const sizeOf = ({ height, width, channels }: Shape) => height * width * channels

/**
 * Bytes that inference of one image holds at most: all weights, and the largest set of activations
 * alive at once, all as 32-bit floats. Layers run in their order; an activation lives from the layer
 * that computes it to the last one that reads it. ReLU and batch norm (folded into scale and shift) are
 * applied by what reads them and hold nothing of their own, but keep their input alive; every other
 * layer writes a tensor of its own beside those it reads. Logits live to the end.
 */
export function inferenceMemory(network: Network): number {
  return BYTES * (parameterCount(network) + mostActivations(network))
}

function mostActivations({ layers, logits }: Network): number {
  const tensors = tensorOfLayers(layers)
  const lastRead = new Map<LayerId, LayerId>()
  layers.forEach(({ inputs }, reader) => {
    for (const input of inputs) lastRead.set(tensors[input] as LayerId, reader)
  })
  lastRead.set(tensors[logits] as LayerId, layers.length)
  const dying = layers.map((): LayerId[] => [])
  for (const [tensor, reader] of lastRead) dying[reader]?.push(tensor)
  let alive = 0
  let most = 0
  layers.forEach((layer, id) => {
    // What nobody reads, as a branch that is switched off, is not computed.
    if (tensors[id] === id && lastRead.has(id)) alive += sizeOf(layer.shape)
    most = Math.max(most, alive)
    for (const tensor of dying[id] ?? []) alive -= sizeOf((layers[tensor] as Layer).shape)
  })
  return most
}

/** For each layer the one whose tensor its readers read. */
function tensorOfLayers(layers: readonly Layer[]): LayerId[] {
  const tensors: LayerId[] = []
  layers.forEach(({ kind, inputs }, id) => {
    const [input] = inputs
    const reads = (kind === 'relu' || kind === 'batchNorm') && input !== undefined
    tensors.push(reads ? (tensors[input] as LayerId) : id)
  })
  return tensors
}
