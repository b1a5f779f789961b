import type { RandomKey } from '../random/random'
import { normal, splitKey, uniform } from '../random/random'
import type { Network } from './network'
import { gateCount, parameterCount } from './network'

/** DARTS starts alphas at `1e-3 * torch.randn(edges, operations)` (cnn/model_search.py). */
const ALPHA_DEVIATION = 1e-3

/**
 * The flat weight vector before training, each parameter by its own initialiser. A parameter draws
 * from a stream named after it, so its start does not depend on what else the network holds.
 */
export function initialWeights(network: Network, key: RandomKey): Float32Array {
  const weights = new Float32Array(parameterCount(network))
  const weightKey = splitKey(key, 'weights')
  for (const { name, offset, size, initialiser } of network.parameters) {
    if (initialiser.kind === 'constant') {
      weights.fill(initialiser.value, offset, offset + size)
      continue
    }
    const parameterKey = splitKey(weightKey, name)
    for (let i = 0; i < size; i++) {
      weights[offset + i] = (2 * uniform(parameterKey, i) - 1) * initialiser.bound
    }
  }
  return weights
}

/** The flat alpha vector before training, in the order of the gate tables; 0 for closed branches. */
export function initialAlphas(network: Network, key: RandomKey): Float32Array {
  const alphaKey = splitKey(key, 'alphas')
  const alphas = new Float32Array(gateCount(network))
  for (const { offset, rows, columns, allowed } of network.gateTables) {
    for (let branch = 0; branch < rows * columns; branch++) {
      if (allowed?.[branch] === false) continue
      alphas[offset + branch] = ALPHA_DEVIATION * normal(alphaKey, offset + branch)
    }
  }
  return alphas
}
