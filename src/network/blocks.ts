import { multiplyAccumulates } from './cost'
import { extract } from './extraction'
import type { BlockTag, Layer, LayerId, Network, Shape } from './network'
import { parameterCount } from './network'
import { workText } from './workText'

/** A part of a network that a latency table has a row for: an operation, or a fixed part. */
export interface NetworkBlock {
  /** Equal for equal work of one operation: layers, windows and shapes, wherever it stands. */
  readonly key: string
  /** The field's name (`sep_conv_3x3`), or that of a fixed part (`stem`, `preprocess`, `add`, ...). */
  readonly operation: string
  /** Whether a decision of the space chooses it. */
  readonly chosen: boolean
  /** Where it stands, path-like: `cells.2/node.0/edge.1/sep_conv_3x3`. */
  readonly place: string
  /** Of the first tensor it reads. */
  readonly input: Shape
  readonly output: Shape
  readonly stride: number
  /** Multiply-accumulates for one image. */
  readonly macs: number
  readonly parameters: number
  /** Its layers, by their ids in the whole network. */
  readonly layers: readonly LayerId[]
  /**
   * It alone: one layer of kind `input` per tensor that it reads, and its output as `logits`. ReLUs at
   * its inputs are part of it, for whoever reads a tensor applies them.
   */
  readonly network: Network
}

/**
 * The parts that a network is made of, in its order. Every layer belongs to just one, but for what
 * costs nothing: inputs, ReLUs, and joins of channels that are views.
 *
 * @throws Error when a layer that costs something was not built as part of a block
 */
export function decompose(network: Network): readonly NetworkBlock[] {
  const copied = copiedByJoins(network)
  return blockLayers(network).flatMap(({ tag, layers }) => {
    const [first] = layers
    const join = layers.length === 1 && network.layers[first!]!.kind === 'concat'
    const alone = join ? joinAlone(network, first!, copied.get(first!)!) : extract(network, layers)
    return alone ? [describe(network, tag, layers, alone)] : []
  })
}

interface BlockLayers {
  readonly tag: BlockTag
  readonly layers: LayerId[]
}

function blockLayers(network: Network): BlockLayers[] {
  const blocks = new Map<string, BlockLayers>()
  network.layers.forEach((layer, id) => {
    if (layer.kind === 'input' || layer.kind === 'relu' || layer.kind === 'dropPath') return
    const { block: tag } = layer
    if (!tag) throw new Error(`${layer.name} belongs to no block`)
    const known = blocks.get(tag.place)
    if (known) known.layers.push(id)
    else blocks.set(tag.place, { tag, layers: [id] })
  })
  return [...blocks.values()]
}

function describe(
  whole: Network,
  { operation, chosen, place }: BlockTag,
  layers: readonly LayerId[],
  network: Network,
): NetworkBlock {
  return {
    key: `${operation}: ${workText(network)}`,
    operation,
    chosen,
    place,
    input: network.layers[network.input]!.shape,
    output: whole.layers[layers.at(-1)!]!.shape,
    stride: Math.max(...network.layers.map((layer) => ('stride' in layer ? layer.stride : 1))),
    macs: multiplyAccumulates(network),
    parameters: parameterCount(network),
    layers,
    network,
  }
}

/**
 * For every join, the inputs that it must copy. The others are written where they are joined: whatever
 * writes a tensor of its own that no earlier join has.
 */
function copiedByJoins({ layers }: Network): Map<LayerId, readonly LayerId[]> {
  const joined = new Set<LayerId>()
  const writes = ({ kind }: Layer) => kind !== 'input' && kind !== 'relu' && kind !== 'batchNorm'
  return new Map(
    layers.flatMap((layer, id) => {
      if (layer.kind !== 'concat') return []
      const copied = layer.inputs.filter((input) => {
        if (!writes(layers[input]!) || joined.has(input)) return true
        joined.add(input)
        return false
      })
      return [[id, copied]]
    }),
  )
}

/** The copies that a join makes; null where it makes none, and is free. */
function joinAlone(network: Network, id: LayerId, copied: readonly LayerId[]): Network | null {
  if (copied.length === 0) return null
  const layers = [...network.layers]
  const { name, shape } = layers[id]!
  const copies = copied.map((input, index) => {
    const { shape } = layers[input]!
    const copy = { name: `${name}/copy.${index}`, inputs: [input], gates: [null], shape }
    return layers.push({ kind: 'sum', ...copy }) - 1
  })
  const channels = copies.reduce((sum, copy) => sum + layers[copy]!.shape.channels, 0)
  const inputs = copies
  const whole = layers.push({ kind: 'concat', name, inputs, shape: { ...shape, channels } }) - 1
  return extract({ ...network, layers }, [...copies, whole])
}
