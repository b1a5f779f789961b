import { multiplyAccumulates } from './cost'
import type { Layer, Network, Shape } from './network'

export type PartKind = 'stem' | 'cell' | 'residual' | 'layer' | 'block' | 'head'

/** One of the parts that a network is a chain of: its stem, a cell, a layer, a choice block, its head. */
export interface NetworkPart {
  readonly kind: PartKind
  /** Number among those of its kind, from 0. */
  readonly index: number
  /** Every layer of it that has a block has a place that begins with one of these. */
  readonly paths: readonly string[]
  /** What it hands on; the head, the logits. */
  readonly output: Shape
  /** Whether its feature maps are smaller than those of the part before. */
  readonly reduces: boolean
  /** Multiply-accumulates for one image. */
  readonly macs: number
  readonly parameters: number
}

/** The parts of a network of any space, supernet or architecture, from image to logits. */
export function networkParts(network: Network): NetworkPart[] {
  const groups = new Map<string, Layer[]>()
  for (const layer of network.layers) {
    if (layer.kind === 'input') continue
    const key = partOf(layer.name)
    const known = groups.get(key)
    if (known) known.push(layer)
    else groups.set(key, [layer])
  }
  const counts = new Map<PartKind, number>()
  let before = network.layers[network.input]!.shape
  return [...groups].map(([key, layers]) => {
    const kind = kindOf(key)
    const index = counts.get(kind) ?? 0
    counts.set(kind, index + 1)
    const output = layers.at(-1)!.shape
    const reduces = kind !== 'head' && output.height < before.height
    before = output
    return { kind, index, paths: pathsOf(key), output, reduces, ...costOf(network, layers) }
  })
}

const HEAD = 'head'
const HEADS: readonly string[] = [HEAD, 'pool', 'classifier']

/** Path of the part that a layer belongs to. What halves for a layer is of that layer. */
function partOf(name: string): string {
  const [first = '', second = ''] = name.split('/')
  if (first.startsWith('stages.')) return `${first}/${second}`
  if (first.startsWith('halve.')) return first.replace('halve.', 'layers.')
  return HEADS.includes(first) ? HEAD : first
}

function pathsOf(key: string): string[] {
  if (key === HEAD) return [...HEADS]
  return key.startsWith('layers.') ? [key, key.replace('layers.', 'halve.')] : [key]
}

function kindOf(key: string): PartKind {
  if (key === HEAD || key === 'stem') return key
  if (key.startsWith('layers.')) return 'layer'
  if (key.endsWith('/reduce')) return 'residual'
  return key.includes('cells.') ? 'cell' : 'block'
}

function costOf(network: Network, layers: readonly Layer[]) {
  const owned = layers.flatMap((layer) => [
    ...('weight' in layer ? [layer.weight] : []),
    ...('bias' in layer ? [layer.bias] : []),
    ...('scale' in layer ? [layer.scale, layer.shift] : []),
  ])
  return {
    macs: multiplyAccumulates({ ...network, layers }),
    parameters: owned.reduce<number>(
      (sum, id) => sum + (id === null ? 0 : (network.parameters[id]?.size ?? 0)),
      0,
    ),
  }
}
