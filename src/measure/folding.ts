import { runningStatisticsSpans } from '../network/runningStatistics'
import type { EngineState } from '../engine/engine'
import type { BatchNormLayer, LayerId, Network } from '../network/network'

/** What a trained network consists of besides its layers. */
export type TrainedState = Pick<EngineState, 'weights' | 'runningStatistics'>

/** x · scale + shift, by channel. */
export interface Affine {
  readonly scale: Float32Array
  readonly shift: Float32Array
}

export interface FoldedNorms {
  /** By convolution: what its filters are multiplied by and what is added to its bias. */
  readonly convolutions: ReadonlyMap<LayerId, Affine>
  /** By batch-norm layer: those that no convolution could take up. The others do nothing any more. */
  readonly remaining: ReadonlyMap<LayerId, Affine>
}

/**
 * Batch norm by running statistics is affine, and disappears in the convolution before it: y = γ (x −
 * m) / √(v + ε) + β. Where it reads two convolutions joined, each takes up its own channels. What
 * something else reads too, or a pooling wrote, has to stay.
 */
export function foldNorms(network: Network, state: TrainedState): FoldedNorms {
  const convolutions = new Map<LayerId, Affine>()
  const remaining = new Map<LayerId, Affine>()
  const readers = readerCounts(network)
  for (const { layer: id, channels, mean, variance } of runningStatisticsSpans(network)) {
    const norm = network.layers[id] as BatchNormLayer
    const { runningStatistics } = state
    const affine = affineOf(network, norm, state.weights, {
      mean: runningStatistics.subarray(mean, mean + channels),
      variance: runningStatistics.subarray(variance, variance + channels),
    })
    const sources = foldable(network, norm.inputs[0] as LayerId, readers)
    if (!sources) remaining.set(id, affine)
    let first = 0
    for (const source of sources ?? []) {
      const end = first + (network.layers[source]?.shape.channels ?? 0)
      const { scale, shift } = affine
      convolutions.set(source, {
        scale: scale.subarray(first, end),
        shift: shift.subarray(first, end),
      })
      first = end
    }
  }
  return { convolutions, remaining }
}

/** The convolutions whose channels, one after another, nobody but the batch norm reads; or null. */
function foldable(network: Network, id: LayerId, readers: readonly number[]): LayerId[] | null {
  const layer = network.layers[id]
  if (!layer || readers[id] !== 1) return null
  if (layer.kind === 'conv' || layer.kind === 'depthwiseConv') return [id]
  if (layer.kind !== 'concat') return null
  const parts = layer.inputs.map((input) => foldable(network, input, readers))
  return parts.every((part) => part !== null) ? parts.flat() : null
}

function readerCounts(network: Network): number[] {
  const counts = network.layers.map(() => 0)
  for (const { inputs } of network.layers) {
    for (const input of inputs) counts[input] = (counts[input] ?? 0) + 1
  }
  return counts
}

function affineOf(
  network: Network,
  { scale, shift, epsilon }: BatchNormLayer,
  weights: Float32Array,
  { mean, variance }: { readonly mean: Float32Array; readonly variance: Float32Array },
): Affine {
  const parameter = (id: number | null, otherwise: number) => {
    const offset = id === null ? null : (network.parameters[id]?.offset ?? null)
    return (channel: number) =>
      offset === null ? otherwise : (weights[offset + channel] ?? otherwise)
  }
  const [gamma, beta] = [parameter(scale, 1), parameter(shift, 0)]
  const scales = variance.map((value, channel) => gamma(channel) / Math.sqrt(value + epsilon))
  const shifts = mean.map((value, channel) => beta(channel) - value * (scales[channel] ?? 0))
  return { scale: scales, shift: shifts }
}
