import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ComparedRun } from '../run/comparison'
import { presetConfig } from '../run/presets'
import { checkpointOf, recordedRun, underWay } from './library.fixture'
import {
  dropEntries,
  keepLabels,
  keepWhole,
  libraryEntries,
  wholeEntry,
  type WholeEntry,
} from './libraryArchive'
import { LIBRARY_DATABASE } from './libraryDatabase'
import { unfinishedId } from './libraryIds'
import { keepRunEntry, keptCheckpoint, keptRecording } from './libraryRuns'

const config = presetConfig('tiny')
const spent = { imagesTrained: 1, imagesJudged: 1, elapsedMs: 1, gpuMs: 1 }
const early: ComparedRun = {
  config,
  recordedAt: '2026-01-01T00:00:00.000Z',
  engine: null,
  spent,
  ownBest: [],
  answers: [],
  record: null,
}

/** What the first version of the page left in a browser. */
const first = await openDB(LIBRARY_DATABASE, 1, {
  upgrade: (database) => {
    database.createObjectStore('runs', { keyPath: 'id' })
    database.createObjectStore('recordings')
    database.createObjectStore('scores')
  },
})
await first.put('runs', { id: 'early', run: early, bytes: 2 })
await first.put('runs', { id: 'of another version', run: { ...early, config: {} }, bytes: 2 })
await first.put('runs', { id: 'nonsense' })
await first.put('recordings', Uint8Array.of(1, 2), 'early')
first.close()

const whole = recordedRun()
const checkpoint = checkpointOf(whole.timeline, 4)
const labels = { name: 'Mine', tags: ['good'], changedAt: '2026-02-02T00:00:00.000Z' }

describe('what browsers have from before', () => {
  it('is in the library, unnamed, and what cannot be read is left out', async () => {
    const [entry, ...more] = await libraryEntries()
    expect(more).toEqual([])
    expect(entry).toEqual({
      kind: 'run',
      id: 'early',
      run: early,
      bytes: 2,
      labels: { name: null, tags: [], changedAt: early.recordedAt },
    })
    expect(await keptRecording('early')).toEqual(Uint8Array.of(1, 2))
  })
})

describe('runs', () => {
  beforeEach(async () => dropEntries(await libraryEntries()))

  it('are kept once, however often they are run, with the names that people gave', async () => {
    await keepRunEntry(whole, null)
    const [entry] = await libraryEntries()
    await keepLabels(entry!, labels)
    await keepRunEntry({ ...whole, recordedAt: '2026-05-05T00:00:00.000Z' }, null)
    const [again, ...more] = await libraryEntries()
    expect(more).toEqual([])
    expect(again).toMatchObject({ labels, run: { recordedAt: '2026-05-05T00:00:00.000Z' } })
    await keepRunEntry(recordedRun(presetConfig('tiny', 2)), null)
    expect(await libraryEntries()).toHaveLength(2)
  })

  it('under way are kept as far as they got, and make room for their end', async () => {
    await keepRunEntry(underWay(whole, 5), checkpoint)
    await keepRunEntry(underWay(whole, 3), null)
    const [entry, ...more] = await libraryEntries()
    expect(more).toEqual([])
    const { timeline } = underWay(whole, 5)
    expect(entry).toMatchObject({
      id: unfinishedId(timeline),
      unfinished: { step: timeline.snapshots.at(-1)?.step, steps: timeline.steps },
    })
    expect(await keptCheckpoint(entry!.id)).toEqual(checkpoint)
    await keepLabels(entry!, labels)
    await keepRunEntry(whole, null)
    const [ended, ...others] = await libraryEntries()
    expect(others).toEqual([])
    expect(ended).toMatchObject({ labels })
    expect(ended).not.toHaveProperty('unfinished')
    expect(await keptCheckpoint(entry!.id)).toBeNull()
    expect(await keptRecording(entry!.id)).toBeNull()
  })

  it('come back whole after they were deleted', async () => {
    await keepRunEntry(underWay(whole, 5), checkpoint)
    const [entry] = await libraryEntries()
    const all = await wholeEntry(entry!)
    await dropEntries([entry!])
    expect(await libraryEntries()).toEqual([])
    expect(await keptRecording(entry!.id)).toBeNull()
    expect(await wholeEntry(entry!)).toBeNull()
    await keepWhole([all as WholeEntry])
    expect(await libraryEntries()).toEqual([entry])
    expect(await keptCheckpoint(entry!.id)).toEqual(checkpoint)
  })

  it('that are gone stay gone when they are named', async () => {
    await keepRunEntry(whole, null)
    const [entry] = await libraryEntries()
    await dropEntries([entry!])
    await keepLabels(entry!, labels)
    expect(await libraryEntries()).toEqual([])
  })
})
