import { beforeEach, describe, expect, it } from 'vitest'
import type { SearchEvent, Snapshot } from '../run/events'
import type { LatencyModel } from '../run/latency'
import { presetConfig } from '../run/presets'
import { blankTimeline, snapshotAt } from './timeline'
import { useWorkspace } from './workspace'

const config = presetConfig('tiny', 1)
const { gateTables } = blankTimeline(config)
const gates = gateTables.reduce((count, { rows, columns }) => count + rows * columns, 0)

const snapshot = (step: number): Snapshot => ({
  step,
  elapsedMs: 100 * step,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validLoss: 1,
  validAccuracy: 0.5,
  learningRate: 0.1,
  alphas: new Float32Array(gates),
  gates: new Float32Array(gates),
})
const started: SearchEvent = {
  type: 'started',
  config,
  engine: {
    engine: 'plan',
    backend: 'webgpu',
    adapter: 'test',
    software: true,
    gpuBytes: 0,
    dispatchesPerStep: 0,
  },
  gateTables,
  steps: 10,
  weights: 1,
}
const taken = (step: number): SearchEvent => ({ type: 'snapshot', snapshot: snapshot(step) })
const steps = () => useWorkspace.getState().timeline?.snapshots.map(({ step }) => step)

const fresh = useWorkspace.getState()
beforeEach(() => {
  useWorkspace.setState(fresh, true)
  fresh.clearRun(config)
})

describe('the run on screen', () => {
  it('is replaced by a live one as soon as that has started', () => {
    const recording = { ...blankTimeline(config), snapshots: [snapshot(7)] }
    fresh.showRecording(
      { timeline: recording, record: null, alphaHash: null, recordedAt: '' },
      'recording',
    )
    expect(steps()).toEqual([7])
    useWorkspace.getState().applyEvents([started, taken(1), taken(2)])
    expect(steps()).toEqual([1, 2])
    expect(useWorkspace.getState().origin).toBe('live')
  })

  it('is not replaced by a recording that loads after Run was pressed', () => {
    fresh.setPhase('loading')
    fresh.showRecording(
      { timeline: blankTimeline(config), record: null, alphaHash: null, recordedAt: '' },
      'recording',
    )
    expect(useWorkspace.getState().origin).toBe('live')
  })

  it('gets a new wrapper with every batch of events, so that views notice', () => {
    fresh.applyEvents([started])
    const before = useWorkspace.getState().timeline
    fresh.applyEvents([taken(1)])
    expect(useWorkspace.getState().timeline).not.toBe(before)
    const same = useWorkspace.getState().timeline
    fresh.applyEvents([{ type: 'progress', task: 'compile', fraction: 0.5 }])
    expect(useWorkspace.getState().timeline).toBe(same)
  })

  it('keeps its past up to the checkpoint it goes on from', () => {
    fresh.applyEvents([started, taken(1), taken(2), taken(3)])
    fresh.continueFrom(2)
    fresh.applyEvents([started, taken(3), taken(4)])
    expect(steps()).toEqual([1, 2, 3, 4])
    fresh.applyEvents([started])
    expect(steps()).toEqual([])
  })

  it('remembers latencies that are told before it has started, and forgets them with the run', () => {
    const model: LatencyModel = {
      table: {
        version: 1,
        device: { adapter: 'test', software: true },
        measuredAt: '2026-01-01T00:00:00.000Z',
        space: config.space,
        input: { height: 28, width: 28, channels: 1 },
        classes: 10,
        rows: [],
      },
      fit: { offsetMs: 0, slope: 1, perDispatchMs: 0 },
      validation: null,
    }
    fresh.applyEvents([{ type: 'latency', model }, started])
    expect(useWorkspace.getState().timeline?.latency).toEqual(model)
    fresh.clearRun(config)
    fresh.applyEvents([started])
    expect(useWorkspace.getState().timeline?.latency).toBeNull()
  })

  it('follows the latest step until the playhead is taken', () => {
    fresh.applyEvents([started, taken(1), taken(2)])
    const shown = () => {
      const { timeline, playhead } = useWorkspace.getState()
      return timeline && snapshotAt(timeline, playhead)?.step
    }
    expect(shown()).toBe(2)
    fresh.seek(1)
    fresh.applyEvents([taken(3)])
    expect(shown()).toBe(1)
    fresh.seek(null)
    expect(shown()).toBe(3)
  })

  it('tells an error with what was measured still there', () => {
    fresh.applyEvents([
      started,
      taken(1),
      { type: 'error', code: 'device-lost', message: 'gone', advice: '' },
    ])
    expect(useWorkspace.getState()).toMatchObject({ phase: 'failed', failure: { message: 'gone' } })
    expect(steps()).toEqual([1])
  })
})

describe('the space being designed', () => {
  it('takes the preset of the device only while nothing was chosen', () => {
    const laptop = presetConfig('laptop', 1)
    fresh.suggestConfig(laptop)
    expect(useWorkspace.getState().history.present).toBe(laptop)
    fresh.editConfig((edited) => ({ ...edited, seed: 9 }))
    fresh.suggestConfig(config)
    expect(useWorkspace.getState().history.present.seed).toBe(9)
  })
})
