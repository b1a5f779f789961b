import { describe, expect, it } from 'vitest'
import { measurement, rows } from '../run/latency.fixture'
import type { LatencyRow } from '../run/latency'
import { latencyFigure, latencyRange, macsFigure, timeFigure, timeRange } from './latencyFigure'
import { rankDisagreements } from './latencyRanks'
import { sortLatencyRows } from './latencyRows'

const [, template] = rows()

function row(key: string, macs: number, ms: number, spread = 0.01): LatencyRow {
  return { ...template!, key, macs, latency: measurement(ms, spread) }
}

const told = (of: readonly LatencyRow[]) =>
  rankDisagreements(of).map(({ row: { key }, than, against }) => [key, than, against.key])

describe('rankDisagreements', () => {
  it('finds what takes longer than its MACs say, and against which other it shows', () => {
    const order = [row('a', 0, 1), row('b', 10, 2), row('c', 20, 3), row('d', 30, 4)]
    expect(told(order)).toEqual([])
    const dilated = [row('a', 0, 5), ...order.slice(1)]
    expect(told(dilated)).toEqual([
      ['a', 'slower', 'b'],
      ['b', 'faster', 'a'],
      ['c', 'faster', 'a'],
      ['d', 'faster', 'a'],
    ])
  })

  it('takes no difference within the spread for one', () => {
    const noisy = [
      row('a', 0, 5, 0.9),
      row('b', 10, 2, 0.9),
      row('c', 20, 3, 0.9),
      row('d', 30, 4, 0.9),
    ]
    expect(told(noisy)).toEqual([])
  })

  it('compares no fixed parts, nothing unmeasured, and no handful', () => {
    const three = [row('a', 0, 5), row('b', 10, 2), row('c', 20, 1)]
    expect(told(three)).toEqual([])
    expect(told([...three, { ...row('stem', 30, 0.1), chosen: false }])).toEqual([])
    expect(told([...three, { ...row('d', 30, 0.1), latency: null }])).toEqual([])
  })

  it('lets equal MACs share a rank', () => {
    const pools = [row('a', 0, 1), row('b', 0, 1.5), row('c', 20, 3), row('d', 30, 4)]
    expect(told(pools)).toEqual([])
  })
})

describe('sortLatencyRows', () => {
  it('puts what is not measured at the end of the slowest', () => {
    const all = [row('a', 1, 1), { ...row('b', 2, 2), latency: null }, row('c', 3, 3)]
    const keys = sortLatencyRows(all, { column: 'median', descending: true }).map(({ key }) => key)
    expect(keys).toEqual(['c', 'a', 'b'])
  })
})

describe('figures', () => {
  it.each([
    [412.3, '412'],
    [38.44, '38.4'],
    [0.07194, '0.0719'],
    [0.004123, '0.00412'],
    [0, '0'],
  ])('shows %d ms as %s', (ms, text) => expect(latencyFigure(ms)).toBe(text))

  it.each([
    [940, '940'],
    [28_224, '28.2k'],
    [999_600, '1M'],
    [1_354_000, '1.35M'],
    [2.5e9, '2.5G'],
  ])('shows %d MACs as %s', (macs, text) => expect(macsFigure(macs)).toBe(text))

  it.each([
    [0.000151, '151 ns'],
    [0.0112, '11.2 µs'],
    [1.358, '1.36 ms'],
  ])('shows %d ms in the unit it is read best in: %s', (ms, text) => {
    expect(timeFigure(ms)).toBe(text)
  })

  it('shows quartiles in the unit of their median', () =>
    expect(timeRange(0.0998, { lowMs: 0.0985, highMs: 0.102 })).toBe('98.5–102'))

  it('shows quartiles as a range', () =>
    expect(latencyRange({ lowMs: 0.98, highMs: 1.1 })).toBe('0.980–1.10'))
})
