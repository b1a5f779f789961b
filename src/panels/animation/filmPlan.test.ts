import { describe, expect, it } from 'vitest'
import { filmFrames } from './filmPlan'

const snapshots = Array.from({ length: 101 }, (_, index) => ({ step: 2 * index }))

describe('the pictures of a film', () => {
  it('cover the run from its first to its last snapshot, evenly', () => {
    const frames = filmFrames(snapshots, { from: 0, to: 200, seconds: 5 }, 10)
    expect(frames).toHaveLength(51)
    expect(frames[0]).toEqual({ step: 0, at: 0, lasting: 0.1 })
    expect(frames.at(-1)?.step).toBe(200)
    expect(frames.at(-1)?.at).toBe(5)
  })

  it('follow on one another without gaps, and hold the end', () => {
    const frames = filmFrames(snapshots, { from: 20, to: 160, seconds: 7 }, 12.5)
    frames.slice(1).forEach((frame, index) => {
      const before = frames[index]
      expect(frame.at).toBeCloseTo((before?.at ?? 0) + (before?.lasting ?? 0), 9)
    })
    expect(frames[0]?.step).toBe(20)
    expect(frames.at(-1)).toEqual({ step: 160, at: 7, lasting: 1.5 })
  })

  it('are none twice, however slowly it goes', () => {
    const frames = filmFrames(snapshots, { from: 0, to: 4, seconds: 10 }, 25)
    expect(frames.map(({ step }) => step)).toEqual([0, 2, 4])
    expect(frames.reduce((sum, { lasting }) => sum + lasting, 0)).toBeCloseTo(11.5)
  })

  it('are a single one where nothing moves', () => {
    expect(filmFrames(snapshots, { from: 50, to: 50, seconds: 3 }, 10)).toEqual([
      { step: 50, at: 0, lasting: 4.5 },
    ])
    expect(filmFrames([], { from: 0, to: 9, seconds: 3 }, 10)).toEqual([])
  })
})
