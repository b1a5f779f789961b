import { describe, expect, it } from 'vitest'
import { normal, randomKey } from '../random/random'
import { fitLatency, fittedLatency, PLAIN_SUM } from './latencyFit'

const points = (tables: readonly number[], measured: (tableMs: number, i: number) => number) =>
  tables.map((tableMs, i) => {
    return { tableMs, sharedMs: 0, measured: { medianMs: measured(tableMs, i) } }
  })

describe('fitLatency', () => {
  it('finds the line that points lie on', () => {
    const fit = fitLatency(points([1, 2, 5, 9], (ms) => 0.4 + 0.8 * ms))
    expect(fit.offsetMs).toBeCloseTo(0.4, 10)
    expect(fit.slope).toBeCloseTo(0.8, 10)
    expect(fittedLatency(fit, { tableMs: 3, sharedMs: 0 })).toBeCloseTo(2.8, 10)
  })

  it('weighs errors relative to what was measured', () => {
    // By hand, with weights 1, 1/9 and 1/9: means 14/11 and 15/11, slope 66/(506/9) = 27/23.
    const fit = fitLatency([
      { tableMs: 1, sharedMs: 0, measured: { medianMs: 1 } },
      { tableMs: 2, sharedMs: 0, measured: { medianMs: 3 } },
      { tableMs: 3, sharedMs: 0, measured: { medianMs: 3 } },
    ])
    expect(fit.slope).toBeCloseTo(27 / 23, 10)
    expect(fit.offsetMs).toBeCloseTo(-3 / 23, 10)
  })

  it('is not far off where measurements are noisy', () => {
    const key = randomKey(8)
    const tables = Array.from({ length: 20 }, (_, i) => 2 + i / 4)
    const fit = fitLatency(
      points(tables, (ms, i) => (0.5 + 0.9 * ms) * (1 + 0.05 * normal(key, i))),
    )
    expect(fittedLatency(fit, { tableMs: 4, sharedMs: 0 })).toBeGreaterThan(0.96 * 4.1)
    expect(fittedLatency(fit, { tableMs: 4, sharedMs: 0 })).toBeLessThan(1.04 * 4.1)
  })

  it('never has latency fall as work grows', () => {
    const fit = fitLatency(points([1, 2, 3], (ms) => 4 - ms))
    expect(fit.slope).toBe(0)
    expect(fit.offsetMs).toBeGreaterThan(0)
  })

  const sharing = (count: number, measured: (tableMs: number, sharedMs: number) => number) =>
    Array.from({ length: count }, (_, i) => {
      const [tableMs, sharedMs] = [3 + (i % 5) / 3, ((7 * i) % 11) / 10]
      return { tableMs, sharedMs, measured: { medianMs: measured(tableMs, sharedMs) } }
    })

  it('finds what sharing a dispatch saves, given enough networks', () => {
    const law = (tableMs: number, sharedMs: number) => 0.3 + 1.1 * tableMs - 0.6 * sharedMs
    const fit = fitLatency(sharing(12, law))
    expect(fit.offsetMs).toBeCloseTo(0.3, 8)
    expect(fit.slope).toBeCloseTo(1.1, 8)
    expect(fit.sharing).toBeCloseTo(0.6, 8)
    expect(fittedLatency(fit, { tableMs: 2, sharedMs: 0.5 })).toBeCloseTo(2.2, 8)
    expect(fitLatency(sharing(7, law)).sharing).toBe(0)
  })

  it('never has sharing cost anything, nor save more than there is', () => {
    expect(fitLatency(sharing(12, (table, shared) => table + 0.2 * shared)).sharing).toBe(0)
    const fit = fitLatency(sharing(12, (table, shared) => 2 + table - 1.3 * shared))
    expect(fit.sharing).toBe(fit.slope)
    expect(fit.slope).toBeGreaterThan(0.9)
  })

  it('takes the ratio where all sums are equal, and the sum itself without measurements', () => {
    const ratio = fitLatency(points([2, 2], () => 3))
    expect(ratio.slope).toBeCloseTo(1.5, 10)
    expect(ratio.offsetMs).toBe(0)
    expect(fitLatency(points([0, 0], () => 3)).offsetMs).toBeCloseTo(3, 10)
    expect(fitLatency([])).toBe(PLAIN_SUM)
  })
})
