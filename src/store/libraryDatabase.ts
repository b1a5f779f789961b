import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import type { YardstickScore } from '../run/yardstick'
import type { TrainedWeights } from '../run/training'
import type { ArchitectureEntry, LibraryEntry, RunEntry, TrainingEntry } from './libraryEntries'
import type { RunCheckpoint } from './runSlice'

/** What a trained network is, besides what its entry tells. */
export interface TrainedBulk extends TrainedWeights {
  /** Pixels of its mistakes, in their order. */
  readonly mistakes: readonly Uint8Array[]
}

/** Entries are small and read all at once; what they are of is read one by one. */
export interface LibrarySchema extends DBSchema {
  runs: { key: string; value: Stored<RunEntry> }
  /** Whole runs, in the format of run files. */
  recordings: { key: string; value: Uint8Array }
  /** Where unfinished runs can go on. */
  checkpoints: { key: string; value: RunCheckpoint }
  architectures: { key: string; value: Stored<ArchitectureEntry> }
  trainings: { key: string; value: Stored<TrainingEntry> }
  trained: { key: string; value: TrainedBulk }
  scores: { key: string; value: YardstickScore }
}

/** As it is stored: the first version knew neither names nor tags. */
type Stored<Entry extends LibraryEntry> = Omit<Entry, 'labels' | 'kind'> &
  Partial<Pick<Entry, 'labels' | 'kind'>>

export type LibraryStore = 'runs' | 'architectures' | 'trainings'

/** Named after what its first version kept. */
export const LIBRARY_DATABASE = 'nas-playground-comparisons'
const VERSION = 2

let database: Promise<IDBPDatabase<LibrarySchema>> | null = null

/**
 * Apart from the latest run's own, which is read before the page can be drawn.
 * @throws when storage is refused, or another tab still uses an older version
 */
export function openLibrary(): Promise<IDBPDatabase<LibrarySchema>> {
  database ??= new Promise<IDBPDatabase<LibrarySchema>>((resolve, reject) => {
    openDB<LibrarySchema>(LIBRARY_DATABASE, VERSION, {
      upgrade: (upgraded, oldVersion) => {
        if (oldVersion < 1) {
          upgraded.createObjectStore('runs', { keyPath: 'id' })
          upgraded.createObjectStore('recordings')
          upgraded.createObjectStore('scores')
        }
        upgraded.createObjectStore('checkpoints')
        upgraded.createObjectStore('architectures', { keyPath: 'id' })
        upgraded.createObjectStore('trainings', { keyPath: 'id' })
        upgraded.createObjectStore('trained')
      },
      blocked: () => reject(new Error('Another tab of this page must be closed or reloaded first')),
      // A newer version of the page must not wait for this one.
      blocking: () => forget((open) => open.close()),
      terminated: () => forget(() => undefined),
    }).then(resolve, reject)
  })
  database.catch(() => (database = null))
  return database
}

function forget(last: (open: IDBPDatabase<LibrarySchema>) => void): void {
  void database?.then(last)
  database = null
}

/** Whether storing failed because there is no more room. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
