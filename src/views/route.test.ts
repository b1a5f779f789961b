import { describe, expect, it } from 'vitest'
import { offsetPath } from './route'

const corner = {
  points: [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 50 },
  ],
  radius: 10,
}

describe('offset path', () => {
  it('rounds a corner', () => {
    expect(offsetPath(corner, 0)).toBe('M0 0L90 0A10 10 0 0 1 100 10L100 50')
  })

  it('shifts to the right of travel, and keeps arcs concentric', () => {
    expect(offsetPath(corner, 4)).toBe('M0 4L90 4A6 6 0 0 1 96 10L96 50')
    expect(offsetPath(corner, -4)).toBe('M0 -4L90 -4A14 14 0 0 1 104 10L104 50')
  })

  it('turns left as well', () => {
    const left = { ...corner, points: corner.points.map(({ x, y }) => ({ x, y: -y })) }
    expect(offsetPath(left, 4)).toBe('M0 4L90 4A14 14 0 0 0 104 -10L104 -50')
  })

  it('draws a straight line without arcs', () => {
    const straight = { points: corner.points.slice(0, 2), radius: 10 }
    expect(offsetPath(straight, 3)).toBe('M0 3L100 3')
  })
})
