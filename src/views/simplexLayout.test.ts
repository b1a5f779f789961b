import { describe, expect, it } from 'vitest'
import type { GateTable } from '../network/network'
import { DARTS_OPERATIONS } from '../space/operations'
import {
  cornerShare,
  heightOf,
  magnification,
  mostContested,
  placedLabels,
  placeOf,
  rowsWith,
  settledIndex,
  sharesOf,
  strongestCorners,
  trailIndices,
} from './simplexLayout'

const triangle = { x: 100, y: 10, side: 120 }
const CORNERS = [0, 1, 2] as const

describe('three operations in a triangle', () => {
  it('lie at a corner alone, and in the middle when they are equal', () => {
    const bottom = 10 + heightOf(triangle)
    expect(placeOf([1, 0, 0], triangle, 1)).toEqual({ x: 100, y: 10 })
    expect(placeOf([0, 1, 0], triangle, 1)).toEqual({ x: 40, y: bottom })
    expect(placeOf([0, 0, 1], triangle, 1)).toEqual({ x: 160, y: bottom })
    const middle = placeOf([1 / 3, 1 / 3, 1 / 3], triangle, 1)
    expect(middle.x).toBeCloseTo(100, 9)
    expect(middle.y).toBeCloseTo(10 + (2 / 3) * heightOf(triangle), 9)
  })

  it('are weighed against one another alone', () => {
    const shares = sharesOf(Float32Array.of(0.1, 0.2, 0.1, 0.6), 4, 0, CORNERS)
    expect(shares.map((share) => Math.round(share * 1e6) / 1e6)).toEqual([0.25, 0.5, 0.25])
    expect(sharesOf(new Float32Array(4), 4, 0, CORNERS)).toEqual([1 / 3, 1 / 3, 1 / 3])
  })

  it('are magnified as far as the whole run stays inside, and the corners say so', () => {
    const series = [Float32Array.of(1, 1, 1), Float32Array.of(0.36, 0.345, 0.295)]
    const times = magnification(series, 3, [0], CORNERS)
    // The least share is 0.295: 1 / (1 − 0.885) = 8.7, and 8 is the roundest below.
    expect(times).toBe(8)
    expect(cornerShare(times)).toBeCloseTo(0.4167, 4)
    const { y } = placeOf([0.295, 0.345, 0.36], triangle, times)
    expect(y).toBeLessThanOrEqual(10 + heightOf(triangle))
    expect(magnification([Float32Array.of(1, 0, 0)], 3, [0], CORNERS)).toBe(1)
  })

  it('leave a trail that keeps its points while the playhead moves', () => {
    expect(trailIndices(100, 50, 10)).toEqual([0, 10, 20, 30, 40, 50])
    expect(trailIndices(100, 53, 10)).toEqual([0, 10, 20, 30, 40, 50, 53])
    expect(trailIndices(3, 2, 10)).toEqual([0, 1, 2])
    expect(trailIndices(2000, 1999, 64).length).toBeLessThanOrEqual(65)
  })
})

describe('the corners', () => {
  const columns = DARTS_OPERATIONS.length
  const table: GateTable = { name: 'normal', rows: 2, columns, offset: 0 }
  // none, max, avg, skip, sep 3, sep 5, dil 3, dil 5
  const gates = Float32Array.of(
    ...[0.5, 0.02, 0.03, 0.2, 0.1, 0.1, 0.03, 0.02],
    ...[0.1, 0.1, 0.11, 0.12, 0.1, 0.13, 0.14, 0.2],
  )

  it('are the strongest of an edge, in the order of the columns, none left aside', () => {
    expect(strongestCorners(gates, table, DARTS_OPERATIONS, 0)).toEqual([3, 4, 5])
    expect(strongestCorners(gates, table, DARTS_OPERATIONS, 1)).toEqual([5, 6, 7])
  })

  it('are what rules leave, and none where there are not three', () => {
    const allowed = Array.from({ length: 2 * columns }, (_, i) => [0, 3, 4].includes(i % columns))
    const ruled = { ...table, allowed }
    expect(strongestCorners(gates, ruled, DARTS_OPERATIONS, 1)).toEqual([0, 3, 4])
    expect(rowsWith(ruled, [0, 3, 4])).toEqual([0, 1])
    expect(rowsWith(ruled, [3, 4, 5])).toEqual([])
    const two = { ...table, allowed: allowed.map((open, i) => open && i % columns !== 0) }
    expect(strongestCorners(gates, two, DARTS_OPERATIONS, 0)).toBeNull()
  })

  it('are those of the most contested edge, which changes seldom', () => {
    expect(mostContested(gates, table, DARTS_OPERATIONS)).toBe(1)
    expect([0, 1, 2, 3, 4, 7, 8, 1000].map(settledIndex)).toEqual([0, 0, 1, 1, 3, 3, 7, 511])
  })
})

it('names points where there is room, and leaves out what would overlap', () => {
  const crowd = Array.from({ length: 12 }, (_, i) => ({ name: `edge ${i}`, x: 50 + i, y: 50 + i }))
  const placed = placedLabels(crowd)
  expect(placed.length).toBeGreaterThan(0)
  expect(placed.length).toBeLessThan(12)
  expect(placedLabels([{ name: 'alone', x: 5, y: 5 }])[0]).toMatchObject({ anchor: 'start' })
})
