import type { IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import type { Recording } from './recordingFormat'

const DATABASE = 'nas-playground'
const VERSION = 1
const RUNS = 'runs'
/** The archive holds one run: the latest. */
const LATEST = 'latest'

let database: Promise<IDBPDatabase> | null = null

function open(): Promise<IDBPDatabase> {
  database ??= openDB(DATABASE, VERSION, {
    upgrade: (upgraded) => void upgraded.createObjectStore(RUNS),
  })
  return database
}

/** Keeps a run in this browser in place of the one before. @throws when storage is refused or full */
export async function keepRun(recording: Recording): Promise<void> {
  await (await open()).put(RUNS, recording, LATEST)
}

/** The run kept last, or null. @throws when storage is refused */
export async function keptRun(): Promise<Recording | null> {
  const stored: unknown = await (await open()).get(RUNS, LATEST)
  return isRecording(stored) ? stored : null
}

/** Only what this version wrote is read: another shape counts as nothing kept. */
function isRecording(value: unknown): value is Recording {
  if (typeof value !== 'object' || value === null || !('timeline' in value)) return false
  const { timeline } = value as Partial<Recording>
  return timeline?.config?.version === 1 && Array.isArray(timeline.snapshots)
}
