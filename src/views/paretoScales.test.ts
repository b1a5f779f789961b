import { describe, expect, it } from 'vitest'
import { paretoDomain, paretoScales } from './paretoScales'

const PLOT = { left: 40, right: 440, top: 20, bottom: 220 }

describe('paretoDomain', () => {
  it.each(['latency', 'macs'] as const)(
    'leaves room for whiskers of %s and accuracy',
    (measure) => {
      const points = [
        { cost: 2, accuracy: 0.4, costRange: [1.1, 2.9], accuracyRange: [0.22, 0.61] },
        { cost: 3, accuracy: 0.5, costRange: [2.4, 5.7], accuracyRange: [0.31, 0.69] },
      ] as const
      const { x, y } = paretoScales(paretoDomain(points, [], measure), PLOT)
      for (const { costRange, accuracyRange } of points) {
        expect(x(costRange[0])).toBeGreaterThanOrEqual(PLOT.left)
        expect(x(costRange[1])).toBeLessThanOrEqual(PLOT.right)
        expect(y(accuracyRange[0])).toBeLessThanOrEqual(PLOT.bottom)
        expect(y(accuracyRange[1])).toBeGreaterThanOrEqual(PLOT.top)
      }
    },
  )
})
