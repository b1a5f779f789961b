import type { IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import { parseSearchConfig } from '../run/schema'
import type { Recording } from './recordingFormat'
import type { RunCheckpoint } from './runSlice'

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

/** A run as this browser keeps it. */
export interface KeptRun extends Recording {
  /** Where it can go on; null once it has ended. */
  readonly checkpoint: RunCheckpoint | null
}

/** Keeps a run in place of the one before. @throws when storage is refused or full */
export async function keepRun(run: KeptRun): Promise<void> {
  await (await open()).put(RUNS, run, LATEST)
}

/** The run kept last, or null. @throws when storage is refused */
export async function keptRun(): Promise<KeptRun | null> {
  const stored: unknown = await (await open()).get(RUNS, LATEST)
  return isKeptRun(stored) ? stored : null
}

/** Only what this version wrote is read: another shape counts as nothing kept. */
function isKeptRun(value: unknown): value is KeptRun {
  if (typeof value !== 'object' || value === null || !('timeline' in value)) return false
  const { timeline, checkpoint } = value as Partial<KeptRun>
  return (
    checkpoint !== undefined &&
    parseSearchConfig(timeline?.config).ok &&
    Array.isArray(timeline?.snapshots)
  )
}
