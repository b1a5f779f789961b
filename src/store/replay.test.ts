import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Snapshot, Timeline } from '../run/events'
import { presetConfig } from '../run/presets'
import { changeReplaySpeed, pauseTimeline, playTimeline, REPLAY_MS } from './replay'
import { blankTimeline } from './timeline'
import { useWorkspace } from './workspace'

const COUNT = 141
const timeline: Timeline = {
  ...blankTimeline(presetConfig('tiny', 1)),
  snapshots: Array.from({ length: COUNT }, (_, step) => ({ step, elapsedMs: 0 }) as Snapshot),
}
const standing = () => useWorkspace.getState().playhead

describe('playback', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    useWorkspace.setState({ timeline, playhead: null, replaySpeed: 1, replayLoops: false })
  })
  afterEach(() => {
    pauseTimeline()
    vi.useRealTimers()
  })

  it('takes the same time for a whole run of any length, and ends at its end', () => {
    playTimeline()
    expect(standing()).toBe(0)
    vi.advanceTimersByTime(REPLAY_MS / 2)
    expect(standing()).toBeGreaterThan(66)
    expect(standing()).toBeLessThanOrEqual(70)
    vi.advanceTimersByTime(REPLAY_MS / 2 + 100)
    expect(standing()).toBeNull()
    expect(useWorkspace.getState().replaying).toBe(false)
  })

  it('goes on from where it stands when the speed changes', () => {
    playTimeline()
    vi.advanceTimersByTime(2000)
    const before = standing() ?? 0
    useWorkspace.getState().setReplaySpeed(16)
    expect(standing()).toBe(before)
    vi.advanceTimersByTime(80)
    // 16 times 0.8 snapshots.
    expect((standing() ?? 0) - before).toBeLessThanOrEqual(14)
    expect((standing() ?? 0) - before).toBeGreaterThanOrEqual(12)
  })

  it('goes slowly without standing still', () => {
    useWorkspace.getState().setReplaySpeed(0.25)
    playTimeline()
    vi.advanceTimersByTime(4000)
    expect(standing()).toBeGreaterThanOrEqual(9)
    expect(standing()).toBeLessThanOrEqual(10)
  })

  it('begins again only when asked to', () => {
    useWorkspace.getState().setReplayLoops(true)
    useWorkspace.getState().setReplaySpeed(16)
    playTimeline()
    vi.advanceTimersByTime(REPLAY_MS)
    expect(useWorkspace.getState().replaying).toBe(true)
    expect(standing()).not.toBeNull()
  })

  it('has a slowest and a fastest speed', () => {
    for (let press = 0; press < 9; press++) changeReplaySpeed(1)
    expect(useWorkspace.getState().replaySpeed).toBe(16)
    changeReplaySpeed(-1)
    expect(useWorkspace.getState().replaySpeed).toBe(8)
    for (let press = 0; press < 9; press++) changeReplaySpeed(-1)
    expect(useWorkspace.getState().replaySpeed).toBe(0.25)
  })
})
