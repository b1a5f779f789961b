import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadLabels, tickDecimals } from './chartScale'

describe('labels at line ends', () => {
  it('stay where they want to be when there is room', () => {
    expect(spreadLabels([10, 90, 40], 15, 0, 100)).toEqual([10, 90, 40])
  })

  it('move apart around their common middle', () => {
    expect(spreadLabels([50, 50, 50], 10, 0, 100)).toEqual([40, 50, 60])
    expect(spreadLabels([52, 50], 10, 0, 100)).toEqual([56, 46])
  })

  it('stay inside the plot', () => {
    expect(spreadLabels([1, 2], 10, 0, 100)).toEqual([0, 10])
    expect(spreadLabels([99, 100], 10, 0, 100)).toEqual([90, 100])
  })

  it('never overlap, keep their order and stay inside, whatever they want', () => {
    const wishes = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 12 })
    fc.assert(
      fc.property(wishes, (wanted) => {
        const places = spreadLabels(wanted, 15, 0, 300)
        const order = wanted.map((_, index) => index)
        order.sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
        const sorted = order.map((index) => places[index] ?? 0)
        sorted.forEach((place, index) => {
          expect(place).toBeGreaterThanOrEqual(-1e-6)
          expect(place).toBeLessThanOrEqual(300 + 1e-6)
          if (index > 0) expect(place - (sorted[index - 1] ?? 0)).toBeGreaterThan(15 - 1e-6)
        })
      }),
    )
  })
})

describe('ticks', () => {
  it('have as many digits as they need to differ', () => {
    const ticks = (...values: number[]) => ({ ticks: () => values })
    expect(tickDecimals(ticks(0, 0.2, 0.4))).toBe(2)
    expect(tickDecimals(ticks(0.12, 0.125, 0.13))).toBe(3)
    expect(tickDecimals(ticks(0.124, 0.1245))).toBe(4)
  })
})
