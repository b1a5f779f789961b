import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CostPoint } from './costFront'
import { hypervolumeSeries } from './hypervolume'

const at = (cost: number, accuracy: number, step = 1) => ({ cost, accuracy, step })

/** Counts the cells of the grid that costs and accuracies span, one by one. */
function bruteForce(points: readonly CostPoint[], reference: number): number {
  const costs = [...new Set([...points.map(({ cost }) => cost), reference])].sort((a, b) => a - b)
  const levels = [...new Set([0, ...points.map(({ accuracy }) => accuracy)])].sort((a, b) => a - b)
  let area = 0
  for (const [column, left] of costs.entries()) {
    const right = costs[column + 1]
    if (right === undefined || right > reference) continue
    for (const [row, low] of levels.entries()) {
      const high = levels[row + 1]
      if (high === undefined) continue
      const covered = points.some(({ cost, accuracy }) => cost <= left && accuracy >= high)
      if (covered) area += (right - left) * (high - low)
    }
  }
  return area / reference
}

describe('the hypervolume', () => {
  it('of a few points is the area of their steps', () => {
    // 0.5 from 2 on, 0.8 from 6 on, up to 10: (4 × 0.5 + 4 × 0.8) / 10.
    expect(hypervolumeSeries([at(2, 0.5), at(6, 0.8)], 10).at(-1)?.value).toBeCloseTo(0.52, 12)
    expect(hypervolumeSeries([], 10)).toEqual([])
  })

  it('does not grow by points that are dominated, equal, or as dear as the reference', () => {
    const points = [at(2, 0.5), at(3, 0.5), at(2, 0.4), at(2, 0.5), at(10, 0.9), at(12, 1)]
    expect(hypervolumeSeries(points, 10)).toHaveLength(1)
  })

  it('has one entry per step at which it grew', () => {
    const series = hypervolumeSeries([at(8, 0.2, 1), at(4, 0.4, 3), at(2, 0.6, 3)], 10)
    expect(series.map(({ step }) => step)).toEqual([1, 3])
  })

  it('equals brute force after every step, in any order, ties included', () => {
    const point = fc.record({
      cost: fc.integer({ min: 1, max: 12 }),
      accuracy: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
    })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 25 }), (points) => {
        const series = hypervolumeSeries(
          points.map((each, step) => ({ ...each, step })),
          10,
        )
        for (let step = 0; step < points.length; step++) {
          const value = series.findLast((entry) => entry.step <= step)?.value ?? 0
          expect(value).toBeCloseTo(bruteForce(points.slice(0, step + 1), 10), 9)
        }
      }),
    )
  })
})
