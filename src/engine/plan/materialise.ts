/**
 * Prepares a network for lowering: strides that skip pixels are taken first. Batch norm and ReLU stay pending on the tensor they follow and are
 * applied by whoever reads it, dropped paths by sums alone; this pass inserts a plain copy (a sum of one term) where a reader
 * cannot do that.
 */
import type { Layer, LayerId, Network } from '../../network/network'
import { pickPixels } from './pickPixels'

interface Pending {
  readonly norm: boolean
  readonly relu: boolean
  readonly dropped: boolean
}

const NOTHING: Pending = { norm: false, relu: false, dropped: false }

/** @param output whether the last value must be written out, or may stay pending as others do */
export function materialise(given: Network, output: 'written' | 'pending' = 'written'): Network {
  const network = pickPixels(given)
  const layers: Layer[] = []
  const pending: Pending[] = []
  const renamed: LayerId[] = []
  const joined = new Set<LayerId>()

  const push = (layer: Layer, state: Pending = NOTHING): LayerId => {
    pending.push(state)
    return layers.push(layer) - 1
  }
  const copyOf = (input: LayerId): LayerId => {
    const source = layers[input]!
    return push({
      kind: 'sum',
      name: `${source.name}/copy`,
      inputs: [input],
      gates: [null],
      shape: source.shape,
    })
  }
  const inputOf = (layer: Layer, input: LayerId, index: number): LayerId => {
    const { norm, relu, dropped } = pending[input]!
    switch (layer.kind) {
      case 'batchNorm':
        return norm || relu || dropped ? copyOf(input) : input
      case 'sum':
        return (relu || dropped) && layer.gates[index] !== null ? copyOf(input) : input
      case 'concat': {
        const pends = norm || relu || dropped
        const movable = !pends && layers[input]!.kind !== 'input' && !joined.has(input)
        const child = movable ? input : copyOf(input)
        joined.add(child)
        return child
      }
      default:
        return dropped ? copyOf(input) : input
    }
  }

  for (const [id, layer] of network.layers.entries()) {
    const inputs = layer.inputs.map((input, index) => inputOf(layer, renamed[input]!, index))
    const first = inputs[0] === undefined ? undefined : pending[inputs[0]]
    const { kind } = layer
    const passes = kind === 'relu' || kind === 'dropPath'
    const state = {
      norm: kind === 'batchNorm' || (passes && first!.norm),
      relu: kind === 'relu' || (kind === 'dropPath' && first!.relu),
      dropped: kind === 'dropPath',
    }
    renamed[id] = push({ ...layer, inputs }, state)
  }
  const outputOf = (given: LayerId) => {
    const last = renamed[given]!
    const { norm, relu, dropped } = pending[last]!
    return output === 'written' && (norm || relu || dropped) ? copyOf(last) : last
  }
  const { input, logits, auxiliary } = network
  return {
    ...network,
    layers,
    input: renamed[input]!,
    logits: outputOf(logits),
    ...(auxiliary !== undefined && { auxiliary: outputOf(auxiliary) }),
  }
}
