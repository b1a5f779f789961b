import type { LayerId, Network } from './network'

/** Where one batch-norm layer keeps its statistics in the flat vector of `EngineState`. */
interface RunningStatisticsSpan {
  readonly layer: LayerId
  readonly channels: number
  /** First of `channels` running means. */
  readonly mean: number
  /** First of `channels` running variances. */
  readonly variance: number
}

/** One span per batch-norm layer, in layer order: the means of all layers, then the variances of all. */
export function runningStatisticsSpans(network: Network): RunningStatisticsSpan[] {
  const half = normalisedChannels(network)
  const spans: RunningStatisticsSpan[] = []
  let offset = 0
  network.layers.forEach((layer, id) => {
    if (layer.kind !== 'batchNorm') return
    const { channels } = layer.shape
    spans.push({ layer: id, channels, mean: offset, variance: half + offset })
    offset += channels
  })
  return spans
}

/** As PyTorch starts them: means 0, variances 1. */
export function initialRunningStatistics(network: Network): Float32Array {
  const half = normalisedChannels(network)
  return new Float32Array(2 * half).fill(1, half)
}

function normalisedChannels(network: Network): number {
  return network.layers.reduce(
    (total, layer) => total + (layer.kind === 'batchNorm' ? layer.shape.channels : 0),
    0,
  )
}

/** The statistics of the first batch norms of a network, which are those of `leading`. */
export function leadingStatistics(
  statistics: Float32Array,
  network: Network,
  leading: Network,
): Float32Array {
  const [half, kept] = [normalisedChannels(network), normalisedChannels(leading)]
  const leadingOnes = new Float32Array(2 * kept)
  leadingOnes.set(statistics.subarray(0, kept))
  leadingOnes.set(statistics.subarray(half, half + kept), kept)
  return leadingOnes
}
