import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { presetConfig } from '../run/presets'
import { PUBLISHED } from '../space/published'
import { formatGenotype } from '../space/genotypeFormat'
import { checkpointOf, recordedRun, trainedReference, underWay } from './library.fixture'
import { dropEntries, libraryEntries } from './libraryArchive'
import { keepImported, keepShown } from './libraryKeeping'
import { openEntry } from './libraryOpening'
import { keepRunEntry } from './libraryRuns'
import {
  nameEntry,
  readLibrary,
  removeEntries,
  settleRemove,
  tagEntry,
  undoRemove,
  useLibrary,
} from './libraryState'
import { tellStorage } from './libraryTelling'
import { keepRun, keptRun } from './runArchive'
import { chosenTraining, keepTraining, removeTraining, useTrained } from './trained'
import { keepTrained } from './trainedArchive'
import { keepTrainings } from './trainedKeeping'
import { useWorkspace } from './workspace'

const run = recordedRun()
const entries = () => useLibrary.getState().entries ?? []
const only = () => {
  const [entry, ...more] = entries()
  if (!entry || more.length > 0) throw new Error(`There are ${entries().length} entries`)
  return entry
}

beforeEach(async () => {
  await dropEntries(await libraryEntries())
  useWorkspace.setState({ phase: 'idle', notices: [], checkpoint: null, imported: null })
  settleRemove()
})

describe('names and tags', () => {
  it('are there at once, and at the next visit', async () => {
    await keepRunEntry(run, null)
    await readLibrary()
    await nameEntry(only(), '  A name ')
    await tagEntry(only(), ['one', '#One', 'two'])
    expect(only().labels).toMatchObject({ name: 'A name', tags: ['one', 'two'] })
    expect(await libraryEntries()).toEqual(entries())
    await nameEntry(only(), ' ')
    expect(only().labels.name).toBeNull()
  })
})

describe('deleting', () => {
  it('can be undone, recording and all', async () => {
    await keepRunEntry(underWay(run, 4), checkpointOf(run.timeline, 4))
    await readLibrary()
    const before = only()
    await removeEntries([before])
    expect(entries()).toEqual([])
    expect(await libraryEntries()).toEqual([])
    await undoRemove()
    expect(only()).toEqual(before)
    await openEntry(before)
    expect(useWorkspace.getState().checkpoint?.step).toBe(4)
  })

  it('lets go of what the page would open with, if it is that run', async () => {
    const recordedAt = '2026-01-03T00:00:00.000Z'
    await keepRunEntry(run, null)
    await readLibrary()
    await keepRun({ ...recordedRun(presetConfig('tiny', 9)), checkpoint: null, recordedAt })
    await removeEntries([only()])
    expect(await keptRun()).not.toBeNull()
    await undoRemove()
    await keepRun({ ...run, checkpoint: null })
    await removeEntries([only()])
    expect(await keptRun()).toBeNull()
  })
})

describe('opening', () => {
  it('shows a run, and says why it cannot', async () => {
    await keepRunEntry(run, null)
    await readLibrary()
    const entry = only()
    useWorkspace.setState({ phase: 'running', timeline: null })
    expect(await openEntry(entry)).toBe('busy')
    useWorkspace.setState({ phase: 'idle' })
    expect(await openEntry(entry)).toBeNull()
    expect(useWorkspace.getState()).toMatchObject({ origin: 'saved', record: run.record })
    await removeEntries([entry])
    expect(await openEntry(entry)).toBe('gone')
  })

  it('shows an architecture under its name', async () => {
    const text = formatGenotype(PUBLISHED.DARTS_V2)
    const genotype = PUBLISHED.DARTS_V2
    const imported = { text, genotype, space: null, name: null, latency: null } as const
    const fromLink = { ...imported, origin: 'link', accuracy: 0.5 } as const
    useWorkspace.getState().importArchitecture(fromLink)
    await keepImported(fromLink)
    await keepShown()
    await readLibrary()
    expect(only()).toMatchObject({
      kind: 'architecture',
      text,
      origin: 'link',
      accuracy: { value: 0.5, subject: 'link' },
    })
    await nameEntry(only(), 'Second')
    useWorkspace.getState().dropImported()
    await openEntry(only())
    expect(useWorkspace.getState().imported).toMatchObject({ text, name: 'Second', accuracy: 0.5 })
  })
})

describe('trained networks', () => {
  it('are kept, named and let go of with what shows them', async () => {
    await keepTrained(trainedReference('early'))
    await keepTrainings()
    const early = chosenTraining(useTrained.getState())
    expect(early).toEqual(trainedReference('early'))
    const { id } = keepTraining(trainedReference('x').result, 'Late')
    await expect.poll(async () => (await libraryEntries()).length).toBe(2)
    await readLibrary()
    const entry = entries().find((each) => each.id === id)
    await nameEntry(entry!, 'Later')
    expect(chosenTraining(useTrained.getState())?.name).toBe('Later')
    removeTraining(id)
    await expect.poll(async () => (await libraryEntries()).length).toBe(1)
    await removeEntries([{ ...entry!, id: 'early' }])
    expect(useTrained.getState().results).toEqual([])
  })
})

it('tells when there is no room, and keeps what is there', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError')
  })
  expect(await tellStorage(keepRunEntry(run, null))).toBe(false)
  put.mockRestore()
  expect(useWorkspace.getState().notices).toMatchObject([{ code: 'storage-full' }])
  await readLibrary()
  expect(entries()).toEqual([])
})
