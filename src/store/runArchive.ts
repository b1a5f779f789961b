import type { IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import { parseSearchConfig } from '../run/schema'
import { completedRecord, completedTimeline } from './earlierRuns'
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
  return readKeptRun(await (await open()).get(RUNS, LATEST))
}

/** Lets go of the run kept last, if it is the one that is meant. */
export async function forgetRun(isMeant: (run: KeptRun) => boolean): Promise<void> {
  const run = await keptRun()
  if (run && isMeant(run)) await (await open()).delete(RUNS, LATEST)
}

/** Configs of earlier versions are completed; any other shape counts as nothing kept. */
function readKeptRun(value: unknown): KeptRun | null {
  if (typeof value !== 'object' || value === null || !('timeline' in value)) return null
  const { timeline, checkpoint, record = null, ...run } = value as Partial<KeptRun>
  const config = parseSearchConfig(timeline?.config)
  if (!timeline || !config.ok || !Array.isArray(timeline.snapshots)) return null
  if (checkpoint === undefined) return null
  return {
    ...(run as Omit<KeptRun, 'timeline' | 'checkpoint' | 'record'>),
    timeline: completedTimeline(timeline, config.value),
    record: completedRecord(record, config.value),
    checkpoint: checkpoint && completed(checkpoint),
  }
}

function completed(checkpoint: RunCheckpoint): RunCheckpoint | null {
  const config = parseSearchConfig(checkpoint.config)
  return config.ok ? { ...checkpoint, config: config.value } : null
}
