import type { Layer, LayerId, Network } from '../network/network'

/**
 * How many dispatches the compiled engine runs a network in, nearly: it puts equal work on different
 * tensors into one, where neither needs the other's result and both stand in the same cell. The same
 * rule as its schedule's, applied to layers instead of kernels, takes a fraction of the time that
 * compiling does.
 */
export function countDispatches(network: Network): number {
  const cells = new Map<string, LayerId[]>()
  network.layers.forEach((layer, id) => {
    if (isApplied(layer)) return
    const [cell = ''] = layer.name.split('/')
    const known = cells.get(cell)
    if (known) known.push(id)
    else cells.set(cell, [id])
  })
  return [...cells.values()].reduce((sum, members) => sum + groupCount(network, members), 0)
}

/** Inputs are there already; batch norm, activations and joins are done by whoever reads or writes. */
function isApplied({ kind }: Layer): boolean {
  return kind === 'input' || kind === 'batchNorm' || kind === 'relu' || kind === 'concat'
}

/** A group of equal layers runs as soon as nobody can join it any more, or nothing else can run. */
function groupCount(network: Network, members: readonly LayerId[]): number {
  const awaited = awaitedBy(network, members)
  const kinds = new Map(members.map((id) => [id, kindOf(network, id)]))
  const left = new Set(members)
  let groups = 0
  while (left.size > 0) {
    const ready = new Map<string, LayerId[]>()
    const blocked: LayerId[] = []
    for (const id of left) {
      const kind = kinds.get(id)!
      if (awaited.get(id)!.some((other) => left.has(other))) blocked.push(id)
      else ready.set(kind, [...(ready.get(kind) ?? []), id])
    }
    const mayJoin = (id: LayerId, kind: string, group: readonly LayerId[]) =>
      kinds.get(id) === kind && !awaited.get(id)!.some((other) => group.includes(other))
    const candidates = [...ready]
    const [, group] =
      candidates.find(([kind, equal]) => !blocked.some((id) => mayJoin(id, kind, equal))) ??
      candidates[0]!
    for (const id of group) left.delete(id)
    groups++
  }
  return groups
}

/** Which others each of these layers needs, directly or by way of layers between. */
function awaitedBy(network: Network, members: readonly LayerId[]): Map<LayerId, LayerId[]> {
  const isMember = new Set(members)
  const needed = new Map<LayerId, ReadonlySet<LayerId>>()
  for (let id = members[0] ?? 0; id <= (members.at(-1) ?? -1); id++) {
    const before = new Set<LayerId>()
    for (const input of network.layers[id]!.inputs) {
      for (const other of needed.get(input) ?? []) before.add(other)
      if (isMember.has(input)) before.add(input)
    }
    needed.set(id, before)
  }
  return new Map(members.map((id) => [id, [...needed.get(id)!]]))
}

/** Equal for layers that one dispatch could run. */
function kindOf(network: Network, id: LayerId): string {
  const layer = network.layers[id]!
  const [input] = layer.inputs
  const from = input === undefined ? layer.shape : network.layers[input]!.shape
  const common = [layer.kind, from.height, from.width, from.channels, layer.shape.channels]
  if ('kernel' in layer) {
    return [...common, layer.kernel, layer.stride, layer.strideAxis, layer.dilation].join(' ')
  }
  return [...common, layer.inputs.length].join(' ')
}
