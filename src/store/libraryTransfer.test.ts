import 'fake-indexeddb/auto'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { checkpointOf, recordedRun, trainedReference, underWay } from './library.fixture'
import { dropEntries, keepLabels, keepWhole, libraryEntries, wholeEntry } from './libraryArchive'
import type { ArchitectureEntry } from './libraryEntries'
import { LibraryFileError, LibraryFileWriter, readLibraryFile } from './libraryFile'
import { architectureId } from './libraryIds'
import { keepRunEntry, keptCheckpoint, keptRecording } from './libraryRuns'
import { exportLibrary, importLibrary } from './libraryTransfer'
import { keepTrained, trainedEntries, trainedNetwork } from './trainedArchive'

const { space, dataset } = presetConfig('tiny')
const run = recordedRun()
const labels = { name: 'Mine', tags: ['good', 'later'], changedAt: '2026-02-02T00:00:00.000Z' }

const architecture: ArchitectureEntry = {
  kind: 'architecture',
  id: architectureId({ space, text: run.record!.text }),
  text: run.record!.text,
  space,
  origin: 'link',
  title: null,
  method: null,
  dataset,
  cost: { parameters: 5, macs: 50 },
  accuracy: { value: 0.5, subject: 'link', images: null },
  latency: { medianMs: 2, lowMs: 1, highMs: 3, device: 'Elsewhere' },
  keptAt: '2026-01-02T00:00:00.000Z',
  labels,
}

async function fill(): Promise<void> {
  await keepRunEntry(run, null)
  const other = recordedRun(presetConfig('tiny', 2))
  await keepRunEntry(underWay(other, 3), checkpointOf(other.timeline, 3))
  await keepWhole([{ entry: architecture }])
  await keepTrained(trainedReference('t'))
}

const clear = async () => dropEntries(await libraryEntries())
const file = (manifest: unknown, parts: Record<string, Uint8Array> = {}) =>
  new Blob([zipSync({ ...parts, 'library.json': strToU8(JSON.stringify(manifest)) })])
const manifest = (...entries: unknown[]) => ({
  format: 'nas-playground-library',
  version: 1,
  entries,
})
const refused = async (blob: Blob) => {
  const error: unknown = await importLibrary(blob).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(LibraryFileError)
  return (error as LibraryFileError).problem
}

beforeEach(clear)

describe('a library file', () => {
  it('brings back everything: runs, where they can go on, architectures, weights, names and tags', async () => {
    await fill()
    const [first] = await libraryEntries()
    await keepLabels(first!, labels)
    const before = await libraryEntries()
    expect(before).toHaveLength(4)
    const runs = before.filter(({ kind }) => kind === 'run')
    const recordings = await Promise.all(runs.map(({ id }) => keptRecording(id)))
    const checkpoints = await Promise.all(runs.map(({ id }) => keptCheckpoint(id)))
    const fractions: number[] = []
    const packed = await exportLibrary((fraction) => fractions.push(fraction))
    expect(fractions).toEqual([0.25, 0.5, 0.75, 1])
    await clear()
    expect(await importLibrary(packed)).toEqual({ added: 4, updated: 0, known: 0, problems: [] })
    expect(await libraryEntries()).toEqual(before)
    expect(await Promise.all(runs.map(({ id }) => keptRecording(id)))).toEqual(recordings)
    expect(await Promise.all(runs.map(({ id }) => keptCheckpoint(id)))).toEqual(checkpoints)
    expect(checkpoints.filter(Boolean)).toHaveLength(1)
    const [training] = await trainedEntries()
    expect(await trainedNetwork(training!)).toEqual({
      ...trainedReference('t'),
      name: training!.labels.name,
    })
  })

  it('changes nothing of what is kept, but for names and tags that were given later', async () => {
    await fill()
    const packed = await exportLibrary()
    expect(await importLibrary(packed)).toEqual({ added: 0, updated: 0, known: 4, problems: [] })
    const mine = { ...labels, name: 'Newer', changedAt: '2026-03-03T00:00:00.000Z' }
    await keepWhole([{ entry: { ...architecture, labels: mine } }])
    await importLibrary(packed)
    const kept = async () =>
      (await libraryEntries()).find(({ kind }) => kind === 'architecture')?.labels
    expect(await kept()).toEqual(mine)
    const older = { ...labels, changedAt: '2026-01-01T00:00:00.000Z' }
    await keepWhole([{ entry: { ...architecture, labels: older } }])
    expect(await importLibrary(packed)).toMatchObject({ updated: 1, known: 3 })
    expect(await kept()).toEqual(labels)
  })

  it('does not put a run back to an earlier step', async () => {
    const { timeline } = run
    await keepRunEntry(underWay(run, 3), checkpointOf(timeline, 3))
    const earlier = await exportLibrary()
    await keepRunEntry(underWay(run, 6), checkpointOf(timeline, 6))
    expect(await importLibrary(earlier)).toMatchObject({ known: 1 })
    const further = await exportLibrary()
    await clear()
    await importLibrary(earlier)
    expect(await importLibrary(further)).toMatchObject({ updated: 1 })
    const [entry] = await libraryEntries()
    expect(entry).toMatchObject({ unfinished: { step: 6 } })
    expect((await keptCheckpoint(entry!.id))?.step).toBe(6)
  })

  it('keeps a run of which there is no recording by its summary', async () => {
    await keepRunEntry(run, null)
    const [entry] = await libraryEntries()
    await clear()
    await keepWhole([{ entry: entry! }])
    const packed = await exportLibrary()
    await clear()
    expect(await importLibrary(packed)).toMatchObject({ added: 1, problems: [] })
    const [again] = await libraryEntries()
    expect(again).toEqual({ ...entry, bytes: 0 })
    expect((await wholeEntry(again!))?.recording).toBeUndefined()
  })
})

describe('files from elsewhere', () => {
  it.each([
    ['not-library', new Blob(['{}'])],
    ['not-library', new Blob([zipSync({ 'other.json': strToU8('{}') }) as BlobPart])],
    ['not-library', new Blob([zipSync({ 'library.json': strToU8('not json') }) as BlobPart])],
    ['not-library', file(null)],
    ['version', file({ ...manifest(), version: 2 })],
    ['content', file({ ...manifest(), entries: 'many' })],
    ['content', file(manifest('run'))],
  ])('are refused as a whole where they are %s', async (problem, blob) => {
    await fill()
    const before = await libraryEntries()
    expect(await refused(blob)).toBe(problem)
    expect(await libraryEntries()).toEqual(before)
  })

  it('are refused when they are cut short', async () => {
    await fill()
    const packed = await exportLibrary()
    expect(await refused(packed.slice(0, packed.size >> 1))).toBe('not-library')
  })

  it('are refused when they say that they hold more than is taken', async () => {
    const bytes = new Uint8Array(await file(manifest()).arrayBuffer())
    // The uncompressed size in the zip's central directory.
    const view = new DataView(bytes.buffer)
    const directory = bytes.findIndex(
      (_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50,
    )
    view.setUint32(directory + 24, 2 ** 31, true)
    expect(await refused(new Blob([bytes]))).toBe('too-large')
  })

  const whole = architecture
  it.each([
    ['no kind that is known', { kind: 'virus' }],
    [
      'labels',
      { ...whole, labels: { name: 'x'.repeat(1_000), tags: [], changedAt: labels.changedAt } },
    ],
    ['changedAt', { ...whole, labels: { ...labels, changedAt: 'tomorrow' } }],
    ['id', { ...whole, id: '' }],
    ['text', { ...whole, text: 'x'.repeat(100_000) }],
    ['nonsense', { ...whole, text: 'Genotype(nonsense)' }],
    ['space', { ...whole, space: { kind: 'cell', nodes: 1e9 } }],
    ['accuracy', { ...whole, accuracy: { value: 7, subject: 'link', images: null } }],
    ['cost', { ...whole, cost: { parameters: -1, macs: 1 } }],
    ['neither a recording nor a summary', { kind: 'run', id: 'r', labels }],
    ['The file has no gone.run', { kind: 'run', id: 'r', labels, recording: 'gone.run' }],
    ['The file has no constructor', { kind: 'run', id: 'r', labels, recording: 'constructor' }],
    ['', { kind: 'run', id: 'r', labels, recording: 'broken.run' }],
    ['summary', { kind: 'training', id: 't', labels, trainedAt: labels.changedAt, weights: 'x' }],
  ])('leave out what is wrong with “%s”, say so, and bring the rest', async (reason, entry) => {
    const parts = { 'broken.run': Uint8Array.of(0x1f, 0x8b, 1, 2, 3) }
    const outcome = await importLibrary(file(manifest(entry, whole), parts))
    expect(outcome).toMatchObject({ added: 1, problems: [expect.stringContaining(reason)] })
    expect(await libraryEntries()).toEqual([whole])
  })

  it('cannot bring weights that are not those of the network', async () => {
    await keepTrained(trainedReference('t'))
    const { entries, parts } = await readLibraryFile(await exportLibrary())
    await clear()
    const [training] = entries as unknown as [{ summary: object }]
    const [bytes] = parts.values()
    const bring = (summary: object, content: Uint8Array) =>
      importLibrary(
        file(manifest({ ...training, summary: { ...training.summary, ...summary } }), {
          'trained/t.bin': content,
        }),
      )
    expect((await bring({ parameters: 4 }, bytes!)).problems[0]).toContain('3 weights instead of 4')
    const damaged = bytes!.slice()
    damaged[damaged.length - 6]! ^= 1
    expect((await bring({}, damaged)).problems).toHaveLength(1)
    expect((await bring({}, bytes!)).added).toBe(1)
  })
})

it('a writer tells what is in it', async () => {
  const writer = new LibraryFileWriter()
  writer.add({ kind: 'run' }, [{ path: 'a', bytes: Uint8Array.of(1) }])
  const { entries, parts } = await readLibraryFile(writer.end())
  expect(entries).toEqual([{ kind: 'run' }])
  expect(parts.get('a')).toEqual(Uint8Array.of(1))
})
