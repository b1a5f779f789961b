import { normal, randomKey, uniform } from '../random/random'
import type {
  DeviceDescription,
  DeviceProfile,
  LatencyMeasurement,
  LatencyModel,
  LatencyRow,
  LatencyTrial,
} from './latency'
import { spacePreset } from './spacePresets'

/** Figures of no device at all, in the proportions that real ones have. */

export const thisAdapter: DeviceDescription = { adapter: 'Example GPU', software: false }
export const otherAdapter: DeviceDescription = { adapter: 'Another GPU', software: true }

export function measurement(
  medianMs: number,
  spread = 0.05,
  warnings: LatencyMeasurement['warnings'] = [],
): LatencyMeasurement {
  return {
    medianMs,
    lowMs: medianMs * (1 - spread),
    highMs: medianMs * (1 + spread),
    batches: 21,
    outliers: 1,
    repeats: 32,
    timer: 'timestamps',
    warnings,
  }
}

export function profile(device = thisAdapter, factor = 1): DeviceProfile {
  return {
    version: 1,
    device,
    vendor: 'example',
    architecture: 'gen-1',
    measuredAt: '2026-01-02T03:04:05.000Z',
    features: ['timestamp-query'],
    limits: { maxBufferSize: 2 ** 28, maxComputeInvocationsPerWorkgroup: 256 },
    timer: { kind: 'timestamps', tickMs: 0.0001 },
    dispatch: measurement(0.004 * factor),
    submit: measurement(0.12 * factor),
    gflops: { median: 820 / factor, low: 800 / factor, high: 830 / factor },
    gigabytes: { median: 96 / factor, low: 95 / factor, high: 97 / factor },
    coefficientOfVariation: 0.031 * factor,
    warnings: [],
  }
}

/** [operation, kernel side, applied, convolves] of what the cells of the tiny space choose from. */
const OPERATIONS = [
  ['max_pool_3x3', 0, 0.5],
  ['avg_pool_3x3', 0, 0.6],
  ['skip_connect', 0, 0.05],
  ['sep_conv_3x3', 2 * (9 + 4), 1],
  ['sep_conv_5x5', 2 * (25 + 4), 1.6],
  ['dil_conv_3x3', 9 + 4, 1.2],
  ['dil_conv_5x5', 25 + 4, 1.5],
] as const

const PLACES = [
  { side: 28, channels: 4, stride: 1 },
  { side: 28, channels: 8, stride: 2 },
  { side: 14, channels: 8, stride: 1 },
] as const

/** Rows of the tiny space: seven operations at three places, and a stem. */
export function rows(factor = 1): LatencyRow[] {
  const stem: LatencyRow = {
    key: 'stem',
    operation: 'stem',
    chosen: false,
    input: { height: 28, width: 28, channels: 1 },
    output: { height: 28, width: 28, channels: 12 },
    stride: 1,
    macs: 28 * 28 * 9 * 12,
    parameters: 9 * 12,
    frequency: 1,
    latency: measurement(0.03 * factor),
  }
  const chosen = PLACES.flatMap(({ side, channels, stride }) =>
    OPERATIONS.map(([operation, weights, work]): LatencyRow => {
      const end = side / stride
      return {
        key: `${operation} ${side} ${channels} ${stride}`,
        operation,
        chosen: true,
        input: { height: side, width: side, channels },
        output: { height: end, width: end, channels },
        stride,
        macs: end * end * channels * weights,
        parameters: weights * channels,
        frequency: 0.8,
        latency: measurement((0.02 + (work * end * end * channels) / 6e4) * factor),
      }
    }),
  )
  return [stem, ...chosen]
}

/** `count` networks, predicted with errors of `error` as a share. */
export function trials(count: number, error = 0.04): LatencyTrial[] {
  return Array.from({ length: count }, (_, index) => {
    const ms = 1 + 2 * uniform(randomKey(1), index)
    const off = (stream: number) => 1 + error * normal(randomKey(stream), index)
    return {
      text: `network ${index}`,
      macs: Math.round(4e5 * ms * off(2) ** 8),
      parameters: 3_000 + 10 * index,
      tableMs: 0.9 * ms * off(3),
      predictedMs: ms * off(4),
      learnedMs: ms * off(5),
      measured: measurement(ms, error),
    }
  })
}

export function model(device = thisAdapter, factor = 1): LatencyModel {
  return {
    table: {
      version: 1,
      device,
      measuredAt: '2026-01-02T03:05:05.000Z',
      space: spacePreset('tiny', 'darts'),
      input: { height: 28, width: 28, channels: 1 },
      classes: 10,
      rows: rows(factor),
    },
    fit: { offsetMs: 0.1, slope: 1.02, perDispatchMs: 0 },
    validation: {
      trials: trials(24),
      spearman: { value: 0.96, low: 0.91, high: 0.99 },
      spearmanLearned: { value: 0.94, low: 0.87, high: 0.98 },
      spearmanMacs: { value: 0.71, low: 0.46, high: 0.87 },
      meanError: { value: 0.034, low: 0.026, high: 0.043 },
      meanErrorLearned: { value: 0.041, low: 0.031, high: 0.053 },
    },
  }
}
