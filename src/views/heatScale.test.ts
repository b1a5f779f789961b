import { describe, expect, it } from 'vitest'
import { heatColor, heatExtent, heatPosition } from './heatScale'

describe('scale around the uniform gate', () => {
  it('puts the uniform gate in the middle and equal ratios at equal distance', () => {
    expect(heatPosition(1 / 8, 1 / 8, 4)).toBeCloseTo(0)
    expect(heatPosition(2 / 8, 1 / 8, 4)).toBeCloseTo(0.5)
    expect(heatPosition(0.5 / 8, 1 / 8, 4)).toBeCloseTo(-0.5)
  })

  it('stops at its ends, also for a gate of zero', () => {
    expect(heatPosition(1, 1 / 8, 4)).toBe(1)
    expect(heatPosition(0, 1 / 8, 4)).toBe(-1)
  })

  it('ends at the first round ratio that holds the largest gate', () => {
    const uniform = (columns: number) => new Float32Array(columns).fill(1 / columns)
    expect(heatExtent(uniform(8), uniform(8))).toBe(1.01)
    expect(heatExtent(new Float32Array([0.3, 0.7]), uniform(2))).toBe(1.5)
    expect(heatExtent(new Float32Array([1, 0, 0, 0, 0, 0, 0, 0]), uniform(8))).toBe(8)
  })

  it('does not count gates of which nothing is expected', () => {
    expect(heatExtent(new Float32Array([0.5, 0.9]), new Float32Array([0.5, 0]))).toBe(1.01)
  })

  it('mixes the two poles from the neutral middle', () => {
    expect(heatColor(0.25)).toBe('color-mix(in oklab, var(--prefer) 25.0%, var(--even))')
    expect(heatColor(-1)).toBe('color-mix(in oklab, var(--avoid) 100.0%, var(--even))')
  })
})
