import { describe, expect, it } from 'vitest'
import { normal, randomKey, splitKey } from '../random/random'
import type { LatencyMeasurement } from '../run/latency'
import { isPoor, validateLatency, type MeasuredArchitecture } from './validation'

const latency = (medianMs: number): LatencyMeasurement => ({
  medianMs,
  lowMs: medianMs,
  highMs: medianMs,
  batches: 60,
  outliers: 0,
  repeats: 1,
  timer: 'clock',
  warnings: [],
})

interface Device {
  readonly offset: number
  readonly slope: number
  readonly noise: number
}

/** A device on which sums of rows tell the latency, and MACs tell nothing. */
function architectures(count: number, { offset, slope, noise }: Device): MeasuredArchitecture[] {
  const key = randomKey(5)
  const draw = (name: string, index: number) => normal(splitKey(key, name), index)
  return Array.from({ length: count }, (_, index) => {
    const tableMs = 4 + draw('table', index)
    return {
      text: `architecture ${index}`,
      macs: Math.round(1e6 * (3 + draw('macs', index))),
      parameters: 1000,
      tableMs,
      dispatches: 40 + (index % 3),
      features: [tableMs, draw('chance', index)],
      measured: latency((offset + slope * tableMs) * (1 + noise * draw('noise', index))),
    }
  })
}

const KEY = randomKey(1)

describe('validateLatency', () => {
  it('finds what predicts and what does not, with intervals', () => {
    const measured = architectures(30, { offset: 0.5, slope: 0.8, noise: 0.01 })
    const found = validateLatency(measured, KEY)
    expect(found.spearman.value).toBeGreaterThan(0.97)
    expect(found.spearmanLearned.value).toBeGreaterThan(0.95)
    expect(Math.abs(found.spearmanMacs.value)).toBeLessThan(0.4)
    expect(found.spearmanMacs.low).toBeLessThan(0)
    expect(found.meanError.value).toBeGreaterThan(0.004)
    expect(found.meanError.value).toBeLessThan(0.016)
    for (const { value, low, high } of [found.spearman, found.meanError, found.spearmanMacs]) {
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
    }
    expect(isPoor(found)).toBe(false)
  })

  it('predicts an architecture by all others, not by itself', () => {
    const [odd, ...others] = architectures(12, { offset: 0, slope: 1, noise: 0 })
    const wrong = { ...odd!, measured: latency(10 * odd!.tableMs) }
    const [trial] = validateLatency([wrong, ...others], KEY).trials
    expect(trial!.predictedMs).toBeCloseTo(odd!.tableMs, 6)
    expect(Math.abs(trial!.learnedMs / odd!.tableMs - 1)).toBeLessThan(0.15)
  })

  it('knows a poor prediction', () => {
    expect(
      isPoor(validateLatency(architectures(20, { offset: 3, slope: 0.1, noise: 0.4 }), KEY)),
    ).toBe(true)
  })
})
