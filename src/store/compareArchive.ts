import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import type { ComparedRun } from '../run/comparison'
import { parseSearchConfig } from '../run/schema'
import { yardstickKey, type YardstickScore } from '../run/yardstick'

/** Past either of these the oldest runs go. */
export const MOST_RUNS = 80
export const MOST_BYTES = 64 * 2 ** 20

/** A finished run as it is kept to be compared. */
export interface KeptComparison {
  readonly id: string
  readonly run: ComparedRun
  /** Of the recording that is kept beside it. */
  readonly bytes: number
}

interface CompareSchema extends DBSchema {
  runs: { key: string; value: KeptComparison }
  /** Whole runs, in the format of run files. */
  recordings: { key: string; value: Uint8Array }
  scores: { key: string; value: YardstickScore }
}

let database: Promise<IDBPDatabase<CompareSchema>> | null = null

/** Apart from the latest run's own, which is read before the page can be drawn. */
function open(): Promise<IDBPDatabase<CompareSchema>> {
  database ??= openDB<CompareSchema>('nas-playground-comparisons', 1, {
    upgrade: (upgraded) => {
      upgraded.createObjectStore('runs', { keyPath: 'id' })
      upgraded.createObjectStore('recordings')
      upgraded.createObjectStore('scores')
    },
  })
  return database
}

/** Keeps a run, in place of an equal one; the oldest go where there are too many. @throws when storage is refused */
export async function keepComparison(
  id: string,
  run: ComparedRun,
  recording: Uint8Array,
): Promise<void> {
  const transaction = (await open()).transaction(['runs', 'recordings'], 'readwrite')
  const [runs, recordings] = [
    transaction.objectStore('runs'),
    transaction.objectStore('recordings'),
  ]
  await runs.put({ id, run, bytes: recording.byteLength })
  await recordings.put(recording, id)
  const latest = newestFirst(await runs.getAll())
  let bytes = 0
  for (const [index, kept] of latest.entries()) {
    bytes += kept.bytes
    const fits = index === 0 || (index < MOST_RUNS && bytes <= MOST_BYTES)
    if (!fits) await Promise.all([runs.delete(kept.id), recordings.delete(kept.id)])
  }
  await transaction.done
}

/** All runs kept, newest first; what another version wrote and this one cannot read is left out. */
export async function keptComparisons(): Promise<KeptComparison[]> {
  const kept = await (await open()).getAll('runs')
  return newestFirst(
    kept.flatMap((one) => {
      const config = parseSearchConfig(one.run.config)
      return config.ok ? [{ ...one, run: { ...one.run, config: config.value } }] : []
    }),
  )
}

/** The whole run, in the format of run files; null when it is not there any more. */
export async function keptRecording(id: string): Promise<Uint8Array | null> {
  return (await (await open()).get('recordings', id)) ?? null
}

export async function dropComparisons(ids: readonly string[]): Promise<void> {
  const transaction = (await open()).transaction(['runs', 'recordings'], 'readwrite')
  await Promise.all(
    ids.flatMap((id) => [
      transaction.objectStore('runs').delete(id),
      transaction.objectStore('recordings').delete(id),
    ]),
  )
  await transaction.done
}

export async function keepScore(score: YardstickScore): Promise<void> {
  await (await open()).put('scores', score, yardstickKey(score.space, score.text))
}

/** Everything the yardstick said on this device, by its keys; scores of other recipes are of no use. */
export async function keptScores(): Promise<Map<string, YardstickScore>> {
  const transaction = (await open()).transaction('scores')
  const [keys, scores] = await Promise.all([
    transaction.store.getAllKeys(),
    transaction.store.getAll(),
  ])
  const current = scores.flatMap((score, index): [string, YardstickScore][] => {
    const key = keys[index] ?? ''
    return key === yardstickKey(score.space, score.text) ? [[key, score]] : []
  })
  return new Map(current)
}

function newestFirst(kept: readonly KeptComparison[]): KeptComparison[] {
  const time = ({ run }: KeptComparison) => run.recordedAt ?? ''
  return [...kept].sort((a, b) => (time(a) < time(b) ? 1 : -1))
}
