import type { Labels, LibraryEntry } from './libraryEntries'
import { readArchitectureEntry, readRunEntry } from './librarySchema'
import { openLibrary, type LibraryStore, type TrainedBulk } from './libraryDatabase'
import type { RunCheckpoint } from './runSlice'
import { readTrainingEntry } from './trainingSchema'

/** An entry with all that is kept of it. */
export interface WholeEntry {
  readonly entry: LibraryEntry
  readonly recording?: Uint8Array | undefined
  readonly checkpoint?: RunCheckpoint | undefined
  readonly trained?: TrainedBulk | undefined
}

const STORES = ['runs', 'architectures', 'trainings'] as const satisfies readonly LibraryStore[]
const ALL_STORES = [...STORES, 'recordings', 'checkpoints', 'trained'] as const
const STORE_OF = {
  run: 'runs',
  architecture: 'architectures',
  training: 'trainings',
} as const satisfies Record<LibraryEntry['kind'], LibraryStore>

/** Everything kept, newest first; what another version wrote and this one cannot read is left out. */
export async function libraryEntries(): Promise<LibraryEntry[]> {
  const transaction = (await openLibrary()).transaction(STORES)
  const [runs, architectures, trainings] = await Promise.all([
    transaction.objectStore('runs').getAll(),
    transaction.objectStore('architectures').getAll(),
    transaction.objectStore('trainings').getAll(),
  ])
  return newestFirst([
    ...runs.flatMap((value) => readRunEntry(value) ?? []),
    ...architectures.flatMap((value) => readArchitectureEntry(value) ?? []),
    ...trainings.flatMap((value) => readTrainingEntry(value) ?? []),
  ])
}

/** When an entry came to be, ISO 8601. */
export function entryDate(entry: LibraryEntry): string {
  if (entry.kind === 'run') return entry.run.recordedAt ?? ''
  return entry.kind === 'training' ? entry.trainedAt : entry.keptAt
}

/** Gives an entry other labels; one that is gone stays gone. */
export async function keepLabels(
  { kind, id }: Pick<LibraryEntry, 'kind' | 'id'>,
  labels: Labels,
): Promise<void> {
  const transaction = (await openLibrary()).transaction(STORE_OF[kind], 'readwrite')
  const kept = await transaction.store.get(id)
  if (kept) await transaction.store.put({ ...kept, labels })
  await transaction.done
}

/** An entry with all that is kept of it; null when it is not there any more. */
export async function wholeEntry(entry: LibraryEntry): Promise<WholeEntry | null> {
  const { kind, id } = entry
  const transaction = (await openLibrary()).transaction(ALL_STORES)
  const [found, recording, checkpoint, trained] = await Promise.all([
    transaction.objectStore(STORE_OF[kind]).getKey(id),
    kind === 'run' ? transaction.objectStore('recordings').get(id) : undefined,
    kind === 'run' ? transaction.objectStore('checkpoints').get(id) : undefined,
    kind === 'training' ? transaction.objectStore('trained').get(id) : undefined,
  ])
  return found === undefined ? null : { entry, recording, checkpoint, trained }
}

/** Keeps entries in place of those of the same ids. @throws when storage is refused or full; nothing is kept then */
export async function keepWhole(entries: readonly WholeEntry[]): Promise<void> {
  const transaction = (await openLibrary()).transaction(ALL_STORES, 'readwrite')
  const putting = entries.flatMap(({ entry, recording, checkpoint, trained }) => {
    const { kind, id } = entry
    const own = transaction.objectStore(STORE_OF[kind])
    return [
      own.put(entry),
      recording && transaction.objectStore('recordings').put(recording, id),
      checkpoint && transaction.objectStore('checkpoints').put(checkpoint, id),
      trained && transaction.objectStore('trained').put(trained, id),
    ]
  })
  await Promise.all([...putting, transaction.done])
}

/** Deletes entries with all that is kept of them. */
export async function dropEntries(
  entries: readonly Pick<LibraryEntry, 'kind' | 'id'>[],
): Promise<void> {
  const transaction = (await openLibrary()).transaction(ALL_STORES, 'readwrite')
  const dropping = entries.flatMap(({ kind, id }) => [
    transaction.objectStore(STORE_OF[kind]).delete(id),
    ...(kind === 'run'
      ? [
          transaction.objectStore('recordings').delete(id),
          transaction.objectStore('checkpoints').delete(id),
        ]
      : []),
    ...(kind === 'training' ? [transaction.objectStore('trained').delete(id)] : []),
  ])
  await Promise.all([...dropping, transaction.done])
}

function newestFirst(entries: LibraryEntry[]): LibraryEntry[] {
  return entries.sort((a, b) => (entryDate(a) < entryDate(b) ? 1 : -1))
}
