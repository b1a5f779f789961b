import { describe, expect, it } from 'vitest'
import { byteCount, clock, grouped, percent, scientific, withPrefix } from './format'

describe('numbers as shown', () => {
  it('groups digits exactly, however many there are', () => {
    expect(grouped(1930618)).toBe('1\u00a0930\u00a0618')
    expect(grouped(999)).toBe('999')
    expect(grouped(10n ** 18n + 1n)).toBe('1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0001')
  })

  it('writes large counts as powers of ten', () => {
    expect(scientific(123456789n)).toBe('1.2 × 10⁸')
    expect(scientific(7n)).toBe('7.0 × 10⁰')
    expect(scientific(9_990_000_000n)).toBe('1.0 × 10¹⁰')
  })

  it('keeps three significant digits with a prefix', () => {
    expect(withPrefix(3349342)).toBe('3.35 M')
    expect(withPrefix(542)).toBe('542')
    expect(withPrefix(999_600, 'MAC')).toBe('1.00 MMAC')
    expect(withPrefix(12_340_000)).toBe('12.3 M')
  })

  it('shows shares, sizes and times with their units', () => {
    expect(percent(0.8437)).toBe('84.4 %')
    expect(byteCount(5.5 * 1024 ** 2)).toBe('5.5 MiB')
    expect(byteCount(3 * 1024 ** 3)).toBe('3.00 GiB')
    expect(clock(75)).toBe('1:15')
    expect(clock(3675)).toBe('1:01:15')
    expect(clock(-1)).toBe('0:00')
  })
})
