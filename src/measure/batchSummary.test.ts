import { describe, expect, it } from 'vitest'
import { normal, randomKey } from '../random/random'
import { summariseBatches } from './batchSummary'
import { risingTrend } from './risingTrend'

const summary = (totals: readonly number[], tickMs = 1e-6) =>
  summariseBatches({ totals, repeats: 10, timer: 'clock', tickMs })

describe('summariseBatches', () => {
  it('gives median and quartiles of one run', () => {
    // By hand: median 50, quartiles (interpolated at 0.25 · 5 = 1.25 → 2nd value, and 4th) 49 and 51.
    expect(summary([50, 48, 52, 49, 51])).toEqual({
      medianMs: 5,
      lowMs: 4.9,
      highMs: 5.1,
      batches: 5,
      outliers: 0,
      repeats: 10,
      timer: 'clock',
      warnings: [],
    })
  })

  it('leaves out what is more than 15 % slower than the fastest tenth', () => {
    // The fastest tenth ends at the second of eleven in order, 49: the limit is 56.35.
    const totals = [50, 49, 51, 50, 48, 52, 90, 50, 57, 56, 50]
    expect(summary(totals)).toMatchObject({ outliers: 2, batches: 9, medianMs: 5 })
  })

  it('takes the machine at rest for the measure, even where it rarely is', () => {
    const found = summary([50, 120, 130, 51, 125, 140, 110, 49, 135, 122])
    expect(found).toMatchObject({ medianMs: 5, batches: 3, outliers: 7, warnings: ['unsteady'] })
  })

  it('warns of a tick above a tenth of a batch', () => {
    expect(summary([50, 50, 50], 5.1).warnings).toEqual(['coarse-timer'])
    expect(summary([50, 50, 50], 4.9).warnings).toEqual([])
  })

  it('warns of throttling only where times rise by more than 5 %', () => {
    const rising = (by: number) => Array.from({ length: 16 }, (_, i) => 50 * (1 + (by * i) / 15))
    expect(summary(rising(0.15)).warnings).toEqual(['throttled'])
    expect(summary(rising(0.04)).warnings).toEqual([])
    expect(summary(rising(0.15).reverse()).warnings).toEqual([])
  })
})

describe('risingTrend', () => {
  const key = randomKey(11)
  const noise = (trial: number, length = 16) =>
    Array.from({ length }, (_, i) => normal(key, 100 * trial + i))

  it('takes chance for a trend about once in a hundred', () => {
    const found = Array.from({ length: 2000 }, (_, trial) => risingTrend(noise(trial)))
    const share = found.filter(Boolean).length / 2000
    expect(share).toBeGreaterThan(0.003)
    expect(share).toBeLessThan(0.018)
  })

  it('finds a trend as large as the noise, and not its opposite', () => {
    const found = Array.from({ length: 200 }, (_, trial) =>
      risingTrend(noise(trial).map((value, i) => value + (3 * i) / 15)),
    )
    expect(found.filter(Boolean).length).toBeGreaterThan(120)
    expect(risingTrend(noise(1).map((value, i) => value - i))).toBe(false)
  })

  it('says nothing of few or of equal values', () => {
    expect(risingTrend([1, 2, 3, 4, 5, 6, 7])).toBe(false)
    expect(risingTrend(new Array<number>(16).fill(4))).toBe(false)
  })
})
