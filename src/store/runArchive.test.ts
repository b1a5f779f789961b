import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { openDB } from 'idb'
import { presetConfig } from '../run/presets'
import { PUBLISHED } from '../space/published'
import { keepRun, keptRun } from './runArchive'
import { blankTimeline } from './timeline'

const run = (seed: number) => ({
  timeline: blankTimeline(presetConfig('tiny', seed)),
  record: null,
  alphaHash: null,
  checkpoint: null,
  recordedAt: '2026-01-02T03:04:05.000Z',
})

describe('runArchive', () => {
  it('has nothing at first, then the latest run', async () => {
    expect(await keptRun()).toBeNull()
    await keepRun(run(1))
    await keepRun(run(2))
    expect(await keptRun()).toEqual(run(2))
  })

  it('completes a run that an earlier version kept, checkpoint and all', async () => {
    const config = presetConfig('tiny', 3)
    const { order, ...earlier } = config.strategy
    const before = { ...config, strategy: earlier }
    const database = await openDB('nas-playground', 1)
    const { timeline, ...rest } = run(3)
    const checkpoint = { version: 1, config: before, step: 4, elapsedMs: 9, engine: {} }
    const { steps, candidates, policies, ...earlierTimeline } = timeline
    // A cell of three nodes, as the tiny preset has them.
    const nodes = PUBLISHED.DARTS_V2.normal.nodes.slice(0, 3)
    const genotype = { normal: { nodes, concat: [2, 3, 4] }, reduce: { nodes, concat: [2, 3, 4] } }
    const record = { genotype, supernetAccuracy: 0.5, parameters: 7, macs: 8 }
    await database.put(
      'runs',
      { ...rest, timeline: { ...earlierTimeline, config: before }, record, checkpoint },
      'latest',
    )
    expect({ steps, candidates, policies }).toEqual({ steps: 60, candidates: [], policies: [] })
    expect(order).toBe('first')
    const kept = await keptRun()
    expect(kept).toEqual({ ...run(3), record: kept?.record, checkpoint: { ...checkpoint, config } })
    expect(kept?.record).toMatchObject({
      genotype,
      accuracy: 0.5,
      cost: { parameters: 7, macs: 8, latencyMs: null },
      usage: null,
    })
  })

  it('counts what another version wrote as nothing', async () => {
    const database = await openDB('nas-playground', 1)
    const { timeline, ...rest } = run(3)
    await database.put(
      'runs',
      { ...rest, timeline: { ...timeline, config: { version: 2 } } },
      'latest',
    )
    expect(await keptRun()).toBeNull()
    await database.put('runs', 'nonsense', 'latest')
    expect(await keptRun()).toBeNull()
  })
})
