import type { LayerId, Network } from './network'

/**
 * For every layer, whether the network answers without it: the layers of its auxiliary head, which
 * only training runs.
 */
export function auxiliaryLayers(network: Network): boolean[] {
  const { layers, input, logits, auxiliary } = network
  if (auxiliary === undefined) return layers.map(() => false)
  const answers = reaching(network, [input, logits])
  const helps = reaching(network, [auxiliary])
  return layers.map((_, id) => helps[id]! && !answers[id])
}

/** For every layer, whether one of `outputs` depends on it. */
function reaching({ layers }: Network, outputs: readonly LayerId[]): boolean[] {
  const reached = layers.map((_, id) => outputs.includes(id))
  for (let id = layers.length - 1; id >= 0; id--) {
    if (!reached[id]) continue
    for (const input of layers[id]!.inputs) reached[input] = true
  }
  return reached
}
