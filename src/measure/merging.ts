import type { NetworkBlock } from '../network/blocks'
import type { Layer, LayerId, Network } from '../network/network'

/**
 * How much of each block of a network rides along in dispatches of others, 0–1, as far as a layer's
 * part of a block goes by their number. The compiled engine runs equal work on different tensors as
 * one dispatch, where neither needs the other's result and both stand in the same cell: of a kind
 * there are then as many dispatches as its longest chain has links, and the others cost less or
 * nothing on a device that a single one does not fill.
 */
export function sharedParts(network: Network, blocks: readonly NetworkBlock[]): number[] {
  const shares = sharedLayers(network)
  return blocks.map(({ layers }) => {
    const working = layers.filter((id) => !isApplied(network.layers[id]!))
    if (working.length === 0) return 0
    return working.reduce((sum, id) => sum + (shares.get(id) ?? 0), 0) / working.length
  })
}

/** Batch norm, activations and joins are done by whoever reads or writes. */
function isApplied({ kind }: Layer): boolean {
  return kind === 'batchNorm' || kind === 'relu' || kind === 'concat'
}

/** By layer, of how many of its kind there are, the share that needs no dispatch of its own. */
function sharedLayers(network: Network): Map<LayerId, number> {
  const kinds = new Map<string, LayerId[]>()
  network.layers.forEach((layer, id) => {
    const kind = kindOf(network, layer)
    if (kind !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), id])
  })
  const shares = new Map<LayerId, number>()
  for (const members of kinds.values()) {
    if (members.length === 1) continue
    const share = 1 - longestChain(network, members) / members.length
    for (const id of members) shares.set(id, share)
  }
  return shares
}

/** Equal for layers that one dispatch could run; null for those of which there is but one. */
function kindOf(network: Network, layer: Layer): string | null {
  const [input] = layer.inputs
  if (input === undefined) return null
  const { height, width, channels } = network.layers[input]!.shape
  const cell = layer.name.slice(0, layer.name.indexOf('/'))
  const common = [cell, layer.kind, height, width, channels, layer.shape.channels]
  switch (layer.kind) {
    case 'conv':
    case 'depthwiseConv':
    case 'maxPool':
    case 'avgPool':
      return [...common, layer.kernel, layer.stride, layer.strideAxis, layer.dilation].join(' ')
    case 'sum':
      return [...common, layer.inputs.length].join(' ')
    default:
      return null
  }
}

/** Most of these layers that follow one another, directly or by way of others. */
function longestChain(network: Network, members: readonly LayerId[]): number {
  const isMember = new Set(members)
  const [first = 0] = members
  const last = members.at(-1) ?? -1
  const links = new Map<LayerId, number>()
  for (let id = first; id <= last; id++) {
    let before = 0
    for (const input of network.layers[id]!.inputs) before = Math.max(before, links.get(input) ?? 0)
    links.set(id, before + (isMember.has(id) ? 1 : 0))
  }
  return Math.max(...links.values())
}
