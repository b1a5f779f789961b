import { describe, expect, it } from 'vitest'
import type { Candidate, Snapshot, Timeline } from '../../run/events'
import { withMethod } from '../../run/methods'
import { presetConfig } from '../../run/presets'
import { cellEdges } from '../../space/cellSpace'
import { blankTimeline } from '../../store/timeline'
import { candidate } from '../../views/candidates.fixture'
import { runChanges } from './runChanges'

const config = presetConfig('tiny', 1)

describe('changes of a run', () => {
  it('are those of the cell that its alphas prefer, told once although the run grows', () => {
    const snapshots: Snapshot[] = []
    const timeline: Timeline = { ...blankTimeline(config), snapshots }
    snapshots.push(snapshotPreferring(0, 1), snapshotPreferring(10, 1))
    expect(runChanges(timeline)).toEqual([])
    snapshots.push(snapshotPreferring(20, 2))
    const [change] = runChanges(timeline)
    expect(change?.step).toBe(20)
    expect(change?.leader).toBeNull()
    expect(change?.count).toBe(change?.edges.length)
    expect(change?.count).toBeGreaterThan(0)
    snapshots.push(snapshotPreferring(30, 2))
    expect(runChanges(timeline)).toHaveLength(1)
  })

  it('are new leaders where candidates are judged, the last of each step', () => {
    const candidates: Candidate[] = [
      candidate(0, { accuracy: 0.3, step: 10 }),
      candidate(1, { accuracy: 0.2, step: 20 }),
      candidate(2, { accuracy: 0.4, step: 30 }),
      candidate(3, { accuracy: 0.5, step: 30 }),
    ]
    const random = withMethod(config, 'random')
    const timeline: Timeline = { ...blankTimeline(random), candidates }
    const told = () => runChanges(timeline).map(({ step, leader }) => [step, leader?.id])
    expect(told()).toEqual([
      [10, 0],
      [30, 3],
    ])
    candidates.push(candidate(4, { accuracy: 0.6, step: 40 }))
    expect(told().at(-1)).toEqual([40, 4])
  })

  it('include who leads since limits were tightened', () => {
    const cost = (macs: number) => ({ macs, parameters: 1, latencyMs: null })
    const candidates = [
      candidate(0, { accuracy: 0.3, step: 10, cost: cost(10) }),
      candidate(1, { accuracy: 0.5, step: 20, cost: cost(90) }),
      candidate(2, { accuracy: 0.1, step: 30, cost: cost(20) }),
    ]
    const objective = { kind: 'constrained', limits: { macs: 50 } } as const
    const random = withMethod(config, 'random')
    const timeline = {
      ...blankTimeline(random),
      candidates,
      objectives: [{ step: 25, objective }],
    }
    expect(runChanges(timeline).map(({ leader }) => leader?.id)).toEqual([0, 1, 0])
  })
})

/** Gates of the tiny preset's two cells, the same on every edge: most of one operation. */
function snapshotPreferring(step: number, operation: number): Snapshot {
  if (config.space.kind !== 'cell') throw new Error('The preset has DARTS cells')
  const { nodes, operations } = config.space
  const rows = 2 * cellEdges(nodes).length
  const gates = Float32Array.from({ length: rows * operations.length }, (_, index) =>
    index % operations.length === operation ? 0.5 : 0.1,
  )
  return { step, gates, elapsedMs: step } as Snapshot
}
