import { describe, expect, it } from 'vitest'
import { areaPath, straightScale } from './straightScale'

describe('a straight scale', () => {
  const scale = straightScale([0, 40], [8, 88])

  it('places values evenly, and finds them again', () => {
    expect([0, 10, 40, 60].map(scale)).toEqual([8, 28, 88, 128])
    expect([8, 28, 128].map((place) => scale.invert(place))).toEqual([0, 10, 60])
  })
})

describe('an area', () => {
  it('goes along the line, and back along its base', () => {
    const line = [
      [0, 1],
      [10, 2 / 3],
    ] as const
    expect(areaPath(line, 5)).toBe('M0,1L10,0.667L10,5L0,5Z')
    expect(areaPath([], 5)).toBe('')
  })
})
