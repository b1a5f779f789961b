import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { presetConfig } from '../run/presets'
import { yardstickKey, type YardstickNews, type YardstickRequest } from '../run/yardstick'
import { keptScores } from './compareArchive'
import { cancelMeasuring, measureTasks, useComparison } from './compareState'
import { useWorkspace } from './workspace'

const requests: YardstickRequest[] = []
const release = vi.fn<() => void>()
let gate: Promise<void> = Promise.resolve()

vi.mock('./compareYardstick', () => ({
  // As from a worker: the answer may overtake the news of the last score.
  measureArchitectures: async (
    request: YardstickRequest,
    onNews: (news: YardstickNews) => void,
  ) => {
    requests.push(request)
    const scores = request.architectures.map((text) => ({
      space: request.space,
      text,
      accuracies: [0.5],
      elapsedMs: 1,
    }))
    for (const score of scores.slice(0, -1)) onNews({ type: 'score', score })
    await gate
    return scores
  },
  releaseYardstick: () => release(),
}))

const { space } = presetConfig('tiny')
const wide = { ...space, channels: 8 }
const measured = () => [...useComparison.getState().scores.keys()]

beforeEach(() => {
  requests.length = 0
  release.mockClear()
  gate = Promise.resolve()
  useComparison.setState({ scores: new Map(), measuring: null, failure: null })
  useWorkspace.setState({ phase: 'idle' })
})

describe('measureTasks', () => {
  it('measures each architecture once, space by space, and keeps the scores', async () => {
    const tasks = [
      { space, text: 'a' },
      { space: wide, text: 'a' },
      { space, text: 'b' },
      { space, text: 'a' },
    ]
    await measureTasks(tasks)
    expect(requests.map(({ architectures }) => architectures)).toEqual([['a', 'b'], ['a']])
    expect(measured()).toHaveLength(3)
    expect(release).toHaveBeenCalledOnce()
    expect((await keptScores()).has(yardstickKey(wide, 'a'))).toBe(true)
    await measureTasks(tasks)
    expect(requests).toHaveLength(2)
  })

  it('does not begin beside a search', async () => {
    useWorkspace.setState({ phase: 'running' })
    await measureTasks([{ space, text: 'a' }])
    expect(requests).toEqual([])
  })

  it.each([
    ['breaks off when a search begins', () => useWorkspace.setState({ phase: 'loading' })],
    ['breaks off when it is told to', cancelMeasuring],
  ])('%s, and frees the GPU', async (_, interrupt) => {
    gate = new Promise(() => undefined)
    const measuring = measureTasks([{ space, text: 'a' }])
    await vi.waitFor(() => expect(requests).toHaveLength(1))
    interrupt()
    await measuring
    expect(release).toHaveBeenCalledOnce()
    expect(useComparison.getState()).toMatchObject({ measuring: null, failure: null })
  })
})
