import { create } from 'zustand'
import {
  dropEntries,
  keepLabels,
  keepWhole,
  libraryEntries,
  wholeEntry,
  type WholeEntry,
} from './libraryArchive'
import { tidyName, tidyTags, type Labels, type LibraryEntry } from './libraryEntries'
import type { ImportOutcome } from './libraryTransfer'
import { runId } from './libraryIds'
import { tellStorage } from './libraryTelling'
import { forgetRun } from './runArchive'

/** How long a deletion can be undone; longer where that is looked at. */
export const UNDO_MS = 12_000

export interface Storage {
  /** Bytes, of everything that this page keeps; null where the browser does not tell. */
  readonly used: number | null
  readonly room: number | null
  /** Whether the browser has promised not to clear it by itself. */
  readonly lasting: boolean
}

interface LibraryState {
  /** Newest first; null until they are read. */
  readonly entries: readonly LibraryEntry[] | null
  /** Deleted just now. */
  readonly deleted: readonly WholeEntry[]
  readonly storage: Storage | null
  /** Of the export or import under way, 0–1. */
  readonly transfer: { readonly kind: 'export' | 'import'; readonly fraction: number } | null
}

/** What the library shows; loaded with it. */
export const useLibrary = create<LibraryState>()(() => ({
  entries: null,
  deleted: [],
  storage: null,
  transfer: null,
}))

const { setState: set, getState: get } = useLibrary

/** Reads everything that this browser keeps; where storage is refused, that is told. */
export async function readLibrary(): Promise<void> {
  const reading = libraryEntries().then((entries) => set({ entries }))
  if (!(await tellStorage(reading))) set(({ entries }) => ({ entries: entries ?? [] }))
  await lookAtStorage()
}

/** Names an entry; an empty name gives it back the one it describes itself by. */
export function nameEntry(entry: LibraryEntry, name: string): Promise<boolean> {
  return relabel(entry, { name: tidyName(name) })
}

export function tagEntry(entry: LibraryEntry, tags: readonly string[]): Promise<boolean> {
  return relabel(entry, { tags: tidyTags(tags) })
}

async function relabel(
  entry: LibraryEntry,
  change: Partial<Pick<Labels, 'name' | 'tags'>>,
): Promise<boolean> {
  const labels = { ...entry.labels, ...change, changedAt: new Date().toISOString() }
  set(({ entries }) => ({
    entries: entries?.map((each) => (isSame(each, entry) ? { ...each, labels } : each)) ?? null,
  }))
  const kept = await tellStorage(keepLabels(entry, labels))
  if (entry.kind === 'training' && labels.name !== null) {
    const { renameTraining } = await import('./trained')
    renameTraining(entry.id, labels.name)
  }
  return kept
}

/** Deletes entries, for good once it is too late to undo it; another deletion makes it so. */
export async function removeEntries(removed: readonly LibraryEntry[]): Promise<void> {
  await tellStorage(
    (async () => {
      const whole = (await Promise.all(removed.map(wholeEntry))).filter((each) => each !== null)
      await dropEntries(removed)
      set(({ entries }) => ({
        deleted: whole,
        entries: entries?.filter((each) => !removed.some((one) => isSame(one, each))) ?? null,
      }))
      const runs = new Set(removed.flatMap((each) => (each.kind === 'run' ? [each.id] : [])))
      if (runs.size > 0) await forgetRun((run) => runs.has(runId(run)))
    })(),
  )
  await letGoOfTrainings(removed)
  await lookAtStorage()
}

/** Trained networks are at hand elsewhere, too. */
async function letGoOfTrainings(removed: readonly LibraryEntry[]): Promise<void> {
  const trainings = removed.filter(({ kind }) => kind === 'training')
  if (trainings.length === 0) return
  const { removeTraining } = await import('./trained')
  for (const { id } of trainings) removeTraining(id)
}

/** Gives back what was deleted last. */
export async function undoRemove(): Promise<void> {
  const { deleted } = get()
  set({ deleted: [] })
  await tellStorage(keepWhole(deleted))
  await readLibrary()
}

/** It is too late to undo the deletion. */
export function settleRemove(): void {
  set({ deleted: [] })
}

/** Everything as one file; null where it could not be read, which is told. */
export async function packLibrary(): Promise<Blob | null> {
  set({ transfer: { kind: 'export', fraction: 0 } })
  let file: Blob | null = null
  await tellStorage(
    import('./libraryTransfer')
      .then(({ exportLibrary }) => exportLibrary(tellTransfer('export')))
      .then((packed) => (file = packed)),
  )
  set({ transfer: null })
  return file
}

/** Joins a file to the library. @throws LibraryFileError when it is no library file; then nothing changes */
export async function takeLibrary(file: Blob): Promise<ImportOutcome> {
  set({ transfer: { kind: 'import', fraction: 0 } })
  try {
    const { importLibrary } = await import('./libraryTransfer')
    return await importLibrary(file, tellTransfer('import'))
  } finally {
    set({ transfer: null })
    await readLibrary()
  }
}

const tellTransfer = (kind: 'export' | 'import') => (fraction: number) =>
  set({ transfer: { kind, fraction } })

/** Asks the browser not to clear what is kept when it runs short of room. */
export async function askToLast(): Promise<void> {
  await storageManager()?.persist?.()
  await lookAtStorage()
}

async function lookAtStorage(): Promise<void> {
  const manager = storageManager()
  if (!manager?.estimate) return
  try {
    const [{ usage, quota }, lasting] = await Promise.all([
      manager.estimate(),
      manager.persisted?.() ?? false,
    ])
    set({ storage: { used: usage ?? null, room: quota ?? null, lasting } })
  } catch {
    // Some browsers refuse to tell in private windows; the library does without.
    set({ storage: null })
  }
}

/** Absent outside secure contexts. */
function storageManager(): Partial<StorageManager> | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.storage
}

const isSame = (a: LibraryEntry, b: LibraryEntry) => a.kind === b.kind && a.id === b.id
