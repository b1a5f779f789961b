import { describe, expect, it } from 'vitest'
import { normal, randomKey } from '../random/random'
import { fitLatency, fittedLatency, PLAIN_SUM } from './latencyFit'

const points = (tables: readonly number[], measured: (tableMs: number, i: number) => number) =>
  tables.map((tableMs, i) => {
    return { tableMs, dispatches: 40, measured: { medianMs: measured(tableMs, i) } }
  })

describe('fitLatency', () => {
  it('finds the line that points lie on', () => {
    const fit = fitLatency(points([1, 2, 5, 9], (ms) => 0.4 + 0.8 * ms))
    expect(fit.offsetMs).toBeCloseTo(0.4, 10)
    expect(fit.slope).toBeCloseTo(0.8, 10)
    expect(fittedLatency(fit, { tableMs: 3, dispatches: 40 })).toBeCloseTo(2.8, 10)
  })

  it('weighs errors relative to what was measured', () => {
    // By hand, with weights 1, 1/9 and 1/9: means 14/11 and 15/11, slope 66/(506/9) = 27/23.
    const fit = fitLatency([
      { tableMs: 1, dispatches: 40, measured: { medianMs: 1 } },
      { tableMs: 2, dispatches: 40, measured: { medianMs: 3 } },
      { tableMs: 3, dispatches: 40, measured: { medianMs: 3 } },
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
    expect(fittedLatency(fit, { tableMs: 4, dispatches: 40 })).toBeGreaterThan(0.96 * 4.1)
    expect(fittedLatency(fit, { tableMs: 4, dispatches: 40 })).toBeLessThan(1.04 * 4.1)
  })

  it('never has latency fall as work grows', () => {
    const fit = fitLatency(points([1, 2, 3], (ms) => 4 - ms))
    expect(fit.slope).toBe(0)
    expect(fit.offsetMs).toBeGreaterThan(0)
  })

  const varied = (count: number, law: (tableMs: number, dispatches: number) => number) =>
    Array.from({ length: count }, (_, i) => {
      const [tableMs, dispatches] = [3 + (i % 5) / 3, 30 + ((7 * i) % 11)]
      return { tableMs, dispatches, measured: { medianMs: law(tableMs, dispatches) } }
    })

  it('finds what dispatches cost, given enough networks', () => {
    const law = (tableMs: number, dispatches: number) => 0.3 + 0.6 * tableMs + 0.02 * dispatches
    const fit = fitLatency(varied(12, law))
    expect(fit.offsetMs).toBeCloseTo(0.3, 8)
    expect(fit.slope).toBeCloseTo(0.6, 8)
    expect(fit.perDispatchMs).toBeCloseTo(0.02, 8)
    expect(fittedLatency(fit, { tableMs: 2, dispatches: 50 })).toBeCloseTo(2.5, 8)
    expect(fitLatency(varied(7, law)).perDispatchMs).toBe(0)
  })

  it('never has dispatches save time', () => {
    const fit = fitLatency(varied(12, (tableMs, dispatches) => 5 + tableMs - 0.05 * dispatches))
    expect(fit.perDispatchMs).toBe(0)
    expect(fit.slope).toBeGreaterThan(0)
  })

  it('takes the ratio where all sums are equal, and the sum itself without measurements', () => {
    const ratio = fitLatency(points([2, 2], () => 3))
    expect(ratio.slope).toBeCloseTo(1.5, 10)
    expect(ratio.offsetMs).toBe(0)
    expect(fitLatency(points([0, 0], () => 3)).offsetMs).toBeCloseTo(3, 10)
    expect(fitLatency([])).toBe(PLAIN_SUM)
  })
})
