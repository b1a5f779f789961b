import * as tf from '@tensorflow/tfjs-core'
import type { Network } from '../../network/network'
import { droppedPaths, pathFactors } from '../dropPath'
import type { PathDrops } from '../dropPath'
import { batchMoments, runningMoments, standardise, standardiseByBatch } from './batchNorm'
import type { Moments } from './batchNorm'
import type { LayerContext } from './layers'

/** How batch norm standardises: by the batch, telling what it saw, or by running statistics. */
type Standardisation =
  | { readonly mode: 'train'; readonly observe: (moments: Moments) => void }
  | { readonly mode: 'eval'; readonly runningStatistics: Float32Array }

/** Parameters and gates as slices of their flat vectors, so that gradients arrive flat as well. */
export function layerContext(
  network: Network,
  weights: tf.Tensor1D,
  gates: tf.Tensor1D,
  standardisation: Standardisation,
  drops: PathDrops | null = null,
): LayerContext {
  const paths = droppedPaths(network)
  const parameters = splitParameters(network, weights)
  const gateScalars = cut(gates, new Array<number>(gates.size).fill(1))
  const running =
    standardisation.mode === 'eval'
      ? runningMoments(network, standardisation.runningStatistics)
      : null
  return {
    parameter: (id) => parameters[id] as tf.Tensor,
    gate: (id) => gateScalars[id] as tf.Tensor,
    standardise: (layer, id, x) => {
      const fixed = running?.get(id)
      if (fixed) return standardise(layer, x, fixed)
      const moments = batchMoments(x)
      if (standardisation.mode === 'train') standardisation.observe(moments)
      return standardiseByBatch(layer, x, moments)
    },
    factors: (id, batch) => {
      if (!drops) return null
      return tf.tensor4d(pathFactors(drops, paths.get(id) as number, batch), [batch, 1, 1, 1])
    },
  }
}

function splitParameters(network: Network, weights: tf.Tensor1D): tf.Tensor[] {
  const sizes = network.parameters.map(({ size }) => size)
  const shapes = network.parameters.map(({ shape }) => [...shape])
  return cut(weights, sizes).map((flat, id) => tf.reshape(flat, shapes[id] ?? []))
}

/** Consecutive pieces of a vector. tfjs' split fails for no piece, and its gradient for just one. */
function cut(vector: tf.Tensor1D, sizes: number[]): tf.Tensor1D[] {
  if (sizes.length === 0) return []
  return sizes.length === 1 ? [vector] : tf.split(vector, sizes)
}
