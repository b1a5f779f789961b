import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SearchEvent } from '../run/events'
import { EventBatcher } from './eventBatcher'

const progress = (fraction: number): SearchEvent => ({ type: 'progress', task: 'data', fraction })

function setUp() {
  const batches: { at: number; events: SearchEvent[]; buffers: ArrayBuffer[] }[] = []
  const batcher = new EventBatcher((events, buffers) => {
    batches.push({ at: performance.now(), events, buffers })
  })
  return { batcher, batches }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('EventBatcher', () => {
  it('delivers everything in order, at most 20 times a second', () => {
    const { batcher, batches } = setUp()
    const sent = Array.from({ length: 300 }, (_, i) => progress(i))
    for (const event of sent) {
      batcher.push(event)
      vi.advanceTimersByTime(7)
    }
    vi.advanceTimersByTime(100)
    expect(batches.flatMap(({ events }) => events)).toEqual(sent)
    const gaps = batches.slice(1).map(({ at }, i) => at - batches[i]!.at)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50)
    expect(batches.length).toBeGreaterThan(35)
  })

  it('delivers a lone event without waiting', () => {
    const { batcher, batches } = setUp()
    batcher.push(progress(1))
    vi.advanceTimersByTime(1)
    expect(batches).toHaveLength(1)
  })

  it('hands over the buffers of snapshots, each once', () => {
    const { batcher, batches } = setUp()
    const values = new Float32Array(4)
    const [alphas, gates] = [values.subarray(0, 2), values.subarray(2)]
    const snapshot = {
      step: 1,
      elapsedMs: 1,
      trainLoss: 1,
      trainAccuracy: 1,
      validLoss: 1,
      validAccuracy: 1,
      learningRate: 1,
      alphas,
      gates,
    }
    batcher.push({ type: 'snapshot', snapshot })
    batcher.push(progress(1))
    vi.advanceTimersByTime(1)
    expect(batches[0]!.buffers).toEqual([values.buffer])
  })

  it('drops what is left when closed, and what comes later', () => {
    const { batcher, batches } = setUp()
    batcher.push(progress(1))
    batcher.close()
    batcher.push(progress(2))
    vi.advanceTimersByTime(1000)
    expect(batches).toEqual([])
  })
})
