import type { Layer, LayerId, Network } from '../network/network'

/**
 * How many operations of a network ride along in the dispatch of another: the compiled engine runs
 * equal work on different tensors as one dispatch, where neither needs the other's result and both
 * stand in the same cell. Of a kind there are then as many dispatches as its longest chain has links.
 */
export function mergedOperations(network: Network): number {
  const kinds = new Map<string, LayerId[]>()
  network.layers.forEach((layer, id) => {
    const kind = kindOf(network, layer)
    if (kind !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), id])
  })
  let merged = 0
  for (const members of kinds.values()) {
    if (members.length > 1) merged += members.length - longestChain(network, members)
  }
  return merged
}

/** Equal for layers that one dispatch could run; null for those that need none. */
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
