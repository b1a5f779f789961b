import { describe, expect, it } from 'vitest'
import { thin } from './thin'

const points = Array.from({ length: 1000 }, (_, step) => ({
  step,
  value: step === 333 ? 9 : step === 777 ? -9 : Math.sin(step / 50),
}))

describe('thinning', () => {
  it('leaves short lines alone', () => {
    expect(thin(points.slice(0, 50), 50)).toEqual(points.slice(0, 50))
  })

  it('keeps peaks, ends and order', () => {
    const kept = thin(points, 100)
    const steps = kept.map(({ step }) => step)
    expect(kept.length).toBeLessThanOrEqual(102)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(steps).toEqual(expect.arrayContaining([333, 777, 999]))
    expect(steps[0]).toBe(0)
  })
})
