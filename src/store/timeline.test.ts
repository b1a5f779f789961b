import { describe, expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import type { Evidence, Exhibits } from '../run/evidence'
import type { Snapshot, Timeline } from '../run/events'
import {
  blankTimeline,
  evaluationAt,
  indexAtStep,
  MAX_SNAPSHOTS,
  snapshotAt,
  stepsPerSecond,
  TimelineRecorder,
  uniformGates,
} from './timeline'

const config = { version: 1 } as SearchConfig
const snapshot = (step: number, elapsedMs = 100 * step) => ({ step, elapsedMs }) as Snapshot

function recorded(steps: readonly number[]): Timeline {
  const recorder = new TimelineRecorder(config, null, [], 10)
  for (const step of steps) recorder.addSnapshot(snapshot(step))
  return recorder.timeline()
}

describe('TimelineRecorder', () => {
  it('wraps anew on every call, over the same growing arrays', () => {
    const recorder = new TimelineRecorder(config, null, [], 10)
    const before = recorder.timeline()
    recorder.addSnapshot(snapshot(1))
    const after = recorder.timeline()
    expect(after).not.toBe(before)
    expect(after.snapshots).toBe(before.snapshots)
  })

  it('thins long runs evenly and never loses the latest snapshot', () => {
    const steps = 10 * MAX_SNAPSHOTS + 7
    const recorder = new TimelineRecorder(config, null, [], 10)
    for (let step = 1; step <= steps; step++) {
      recorder.addSnapshot(snapshot(step))
      expect(recorder.timeline().snapshots.at(-1)?.step).toBe(step)
    }
    const kept = recorder.timeline().snapshots.map(({ step }) => step)
    expect(kept.length).toBeLessThanOrEqual(MAX_SNAPSHOTS)
    expect(kept.length).toBeGreaterThan(MAX_SNAPSHOTS / 2 - 1)
    expect(kept).toEqual([...kept].sort((a, b) => a - b))
    const gaps = kept.slice(1).map((step, index) => step - (kept[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual((4 * steps) / MAX_SNAPSHOTS)
  })
})

describe('what a run showed', () => {
  const exhibits = { labels: [1] } as unknown as Exhibits
  const shown = (looks: number) => {
    const recorder = new TimelineRecorder(config, null, [], 10)
    recorder.setExhibits(exhibits)
    for (let step = 1; step <= looks; step++) recorder.addEvidence({ step } as Evidence)
    return recorder.timeline()
  }
  const stepsOf = ({ evidence }: Timeline) => evidence!.map(({ step }) => step)

  it('is thinned in long runs, and never loses the first and the latest', () => {
    const steps = stepsOf(shown(5000))
    expect(steps.length).toBeLessThanOrEqual(160)
    expect(steps[0]).toBe(1)
    expect(steps.at(-1)).toBe(5000)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
  })

  it('is taken over by a run that goes on, as far as it goes back', () => {
    const recorder = new TimelineRecorder(config, null, [], 10)
    recorder.recall({ ...shown(9), config: { objective: null } as never }, 4)
    expect(recorder.timeline().exhibits).toBe(exhibits)
    expect(stepsOf(recorder.timeline())).toEqual([1, 2, 3, 4])
  })
})

describe('looking up a step', () => {
  const timeline = recorded([1, 5, 9])

  it('finds the last point at or before it', () => {
    expect([0, 1, 4, 5, 8, 9, 99].map((step) => indexAtStep(timeline.snapshots, step))).toEqual([
      -1, 0, 0, 1, 1, 2, 2,
    ])
  })

  it('shows the first snapshot before any, and the latest when following', () => {
    expect(snapshotAt(timeline, 0)?.step).toBe(1)
    expect(snapshotAt(timeline, null)?.step).toBe(9)
    expect(snapshotAt(recorded([]), null)).toBeNull()
  })

  it('never shows an accuracy measured later', () => {
    const recorder = new TimelineRecorder(config, null, [], 10)
    recorder.addEvaluation({ step: 4, loss: 1, accuracy: 0.5, images: 10 })
    expect(evaluationAt(recorder.timeline(), 3)).toBeNull()
    expect(evaluationAt(recorder.timeline(), 4)?.accuracy).toBe(0.5)
  })
})

describe('stepsPerSecond', () => {
  it('is measured from running time', () => {
    expect(stepsPerSecond(recorded([1, 2, 3]))).toBeCloseTo(10)
  })

  it('is unknown before two snapshots', () => {
    expect(stepsPerSecond(recorded([]))).toBeNull()
    expect(stepsPerSecond(recorded([1]))).toBeNull()
  })
})

describe('a run before its first step', () => {
  it('has uniform gates on the branches that rules leave', () => {
    const rules = { reduce: [{ from: 1, to: 2, operations: ['sep_conv_3x3'] }] } as const
    const space = {
      kind: 'cell',
      nodes: 1,
      operations: ['skip_connect', 'sep_conv_3x3'],
      cells: 3,
      channels: 4,
      rules,
    } as const
    const { gateTables } = blankTimeline({ space, budget: { steps: 1 } } as unknown as SearchConfig)
    expect(gateTables.map(uniformGates).map((gates) => [...gates])).toEqual([
      [0.5, 0.5, 0.5, 0.5],
      [0.5, 0.5, 0, 1],
    ])
  })
})
