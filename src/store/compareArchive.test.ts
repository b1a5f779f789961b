import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../run/comparison'
import { presetConfig } from '../run/presets'
import { yardstickKey } from '../run/yardstick'
import {
  dropComparisons,
  keepComparison,
  keepScore,
  keptComparisons,
  keptRecording,
  keptScores,
  MOST_BYTES,
  MOST_RUNS,
} from './compareArchive'
import { comparisonId, keepForComparison } from './compareKeeping'
import { blankTimeline } from './timeline'

const config = presetConfig('tiny')

function run(minute: number): ComparedRun {
  const spent = { imagesTrained: 1, imagesJudged: 1, elapsedMs: 1, gpuMs: 1 }
  const recordedAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
  return { config, recordedAt, engine: null, spent, ownBest: [], answers: [], record: null }
}

const ids = async () => (await keptComparisons()).map(({ id }) => id)
const clear = async () => dropComparisons(await ids())

describe('compareArchive', () => {
  it('gives back what it keeps, newest first, and drops what it is told to', async () => {
    await keepComparison('older', run(1), Uint8Array.of(1))
    await keepComparison('newer', run(2), Uint8Array.of(2, 3))
    expect(await ids()).toEqual(['newer', 'older'])
    expect((await keptComparisons())[1]).toEqual({ id: 'older', run: run(1), bytes: 1 })
    expect(await keptRecording('newer')).toEqual(Uint8Array.of(2, 3))
    await dropComparisons(['newer'])
    expect(await ids()).toEqual(['older'])
    expect(await keptRecording('newer')).toBeNull()
    await clear()
  })

  it('lets the oldest go where there are too many', async () => {
    for (let minute = 0; minute < MOST_RUNS + 2; minute++) {
      await keepComparison(`run ${minute}`, run(minute), Uint8Array.of(1))
    }
    const kept = await ids()
    expect(kept).toHaveLength(MOST_RUNS)
    expect(kept.at(-1)).toBe('run 2')
    expect(await keptRecording('run 1')).toBeNull()
    await clear()
  })

  it('lets the oldest go where they are too large, but never the latest', async () => {
    const half = new Uint8Array(MOST_BYTES / 2 + 1)
    await keepComparison('first', run(1), half)
    await keepComparison('second', run(2), half)
    expect(await ids()).toEqual(['second'])
    await keepComparison('huge', run(3), new Uint8Array(MOST_BYTES + 1))
    expect(await ids()).toEqual(['huge'])
    await clear()
  })

  it('remembers what the yardstick said by this recipe', async () => {
    const score = { space: config.space, text: 'a', accuracies: [0.5], elapsedMs: 9 }
    await keepScore(score)
    expect(await keptScores()).toEqual(new Map([[yardstickKey(config.space, 'a'), score]]))
  })
})

describe('keepForComparison', () => {
  it('keeps a finished run once, however often it is run', async () => {
    const timeline = blankTimeline(config)
    const recording = { timeline, record: null, alphaHash: null }
    await keepForComparison({ ...recording, recordedAt: '2026-01-01T00:00:00.000Z' })
    await keepForComparison({ ...recording, recordedAt: '2026-01-02T00:00:00.000Z' })
    const [kept, ...more] = await keptComparisons()
    expect(more).toEqual([])
    expect(kept?.run.recordedAt).toBe('2026-01-02T00:00:00.000Z')
    expect(kept?.id).toBe(comparisonId(kept!.run))
    const other = { ...kept!.run, config: presetConfig('tiny', 2) }
    expect(comparisonId(other)).not.toBe(kept?.id)
  })
})
