import type { Layer, LayerId } from '../../../network/network'

/** Kinds that have no memory of their own. */
const PENDING: readonly Layer['kind'][] = ['relu', 'batchNorm', 'dropPath']

/**
 * Layers whose values stay: those that another stage reads (through those that only stay pending), parts of a joined tensor that stays, and the image.
 */
export function keptLayers(
  layers: readonly Layer[],
  stageOf: (layer: Layer) => string,
): ReadonlySet<LayerId> {
  const kept = new Set<LayerId>()
  const keep = (id: LayerId) => {
    const layer = layers[id]!
    kept.add(id)
    if (PENDING.includes(layer.kind)) keep(layer.inputs[0]!)
    if (layer.kind === 'concat') layer.inputs.forEach(keep)
  }
  layers.forEach((layer, id) => {
    if (layer.kind === 'input') keep(id)
    for (const input of layer.inputs) {
      const producer = layers[input]!
      if (stageOf(producer) !== stageOf(layer)) keep(input)
    }
  })
  return kept
}

/**
 * Finer stages for the backward pass: a name for what leads from one sum to the next. Fewer gradients
 * are alive at once where operations are merged within a node instead of a cell.
 */
export function partsOf(layers: readonly Layer[]): (id: LayerId) => string {
  let sums = 0
  const parts = layers.map(({ kind, inputs }) => {
    const part = `, part ${sums}`
    if (kind === 'sum' && inputs.length > 1) sums++
    return part
  })
  return (id) => parts[id]!
}
