import type { Layer, LayerId, Network } from './network'
import { parameterCount } from './network'

/** What a network costs, or a part of one. */
export interface NetworkCost {
  readonly parameters: number
  /** Multiply-accumulates for one image. */
  readonly macs: number
}

export const COST_MEASURES = [
  'parameters',
  'macs',
] as const satisfies readonly (keyof NetworkCost)[]

/** Between what and what the architectures of a space cost, by each measure. */
export interface CostRange {
  readonly least: NetworkCost
  readonly most: NetworkCost
}

export function networkCost(network: Network): NetworkCost {
  return { parameters: parameterCount(network), macs: multiplyAccumulates(network) }
}

export interface LayerCost {
  readonly layer: LayerId
  readonly name: string
  /** Multiply-accumulates for one image. */
  readonly macs: number
}

/**
 * Multiply-accumulates of one forward pass of one image. Convolutions and dense layers count;
 * batch norm, pooling, activations and sums do not, as is usual in the literature.
 */
export function multiplyAccumulates(network: Network): number {
  return macsByLayer(network).reduce((total, { macs }) => total + macs, 0)
}

/** The layers that cost multiply-accumulates, in network order. */
export function macsByLayer(network: Network): LayerCost[] {
  return network.layers
    .map((layer, id) => ({ layer: id, name: layer.name, macs: layerMacs(network, layer) }))
    .filter(({ macs }) => macs > 0)
}

function layerMacs(network: Network, layer: Layer): number {
  switch (layer.kind) {
    case 'conv':
    case 'depthwiseConv':
    case 'dense': {
      // Every weight is used once per output pixel.
      const weights = network.parameters[layer.weight]?.size ?? 0
      return weights * layer.shape.height * layer.shape.width
    }
    default:
      return 0
  }
}
