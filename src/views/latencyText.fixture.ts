import type { LatencyText } from './latencyText'

/** English words for tests of the drawings of latencies. */
export const latencyText: LatencyText = {
  heatSummary: (title, cells, slowest, costliest) =>
    `${title}: ${cells} cells, slowest ${slowest}, most MACs ${costliest}`,
  scatterSummary: (title, across, networks, correlation) =>
    `${title}: ${networks} networks against ${across}, ${correlation}`,
  dotsSummary: (title, rows) => `${title}: ${rows}`,
  slower: 'slower',
  faster: 'faster',
  predicted: 'predicted',
  measured: 'measured',
  columns: {
    operation: 'operation',
    place: 'place',
    stride: 'stride',
    macs: 'MACs',
    median: 'ms',
    spread: 'spread',
    low: 'low',
    high: 'high',
    batches: 'batches',
    frequency: 'frequency',
    rank: 'rank',
    network: 'network',
    device: 'device',
  },
}
