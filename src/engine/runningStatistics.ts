import type { LayerId, Network } from '../network/network'

/** Where one batch-norm layer keeps its statistics in the flat vector of `EngineState`. */
export interface RunningStatisticsSpan {
  readonly layer: LayerId
  readonly channels: number
  /** First of `channels` running means. */
  readonly mean: number
  /** First of `channels` running variances; they follow the means. */
  readonly variance: number
}

/** One span per batch-norm layer, in layer order: means, then variances, layer after layer. */
export function runningStatisticsSpans(network: Network): RunningStatisticsSpan[] {
  const spans: RunningStatisticsSpan[] = []
  let offset = 0
  network.layers.forEach((layer, id) => {
    if (layer.kind !== 'batchNorm') return
    const { channels } = layer.shape
    spans.push({ layer: id, channels, mean: offset, variance: offset + channels })
    offset += 2 * channels
  })
  return spans
}

/** As PyTorch starts them: means 0, variances 1. */
export function initialRunningStatistics(network: Network): Float32Array {
  const spans = runningStatisticsSpans(network)
  const size = spans.reduce((total, { channels }) => total + 2 * channels, 0)
  const statistics = new Float32Array(size)
  for (const { variance, channels } of spans) statistics.fill(1, variance, variance + channels)
  return statistics
}
