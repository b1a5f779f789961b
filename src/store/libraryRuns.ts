import { randomKey, splitKey } from '../random/random'
import { canonicalJson } from '../run/canonicalJson'
import type { ComparedRun } from '../run/comparison'
import type { Timeline } from '../run/events'
import { comparedRun } from './compareRun'
import { openLibrary } from './libraryDatabase'
import { blankLabels, type RunEntry } from './libraryEntries'
import { readLabels } from './librarySchema'
import { encodeRecording, type Recording } from './recordingFormat'
import type { RunCheckpoint } from './runSlice'

/** Equal for runs of one config on one adapter that found the same: the later one replaces the earlier. */
export function comparisonId({ config, engine, record }: ComparedRun): string {
  return hashed([config, engine?.adapter ?? null, record?.text ?? null])
}

/** Equal for runs under way of one config on one adapter, after the same all along: one is a part of the other. */
export function unfinishedId({ config, engine, objectives }: Timeline): string {
  return hashed(['unfinished', config, engine?.adapter ?? null, objectives ?? []])
}

/** What a run is kept under. */
export function runId({ timeline, record, recordedAt }: Recording): string {
  return record
    ? comparisonId(comparedRun({ timeline, record, recordedAt }))
    : unfinishedId(timeline)
}

function hashed(told: unknown): string {
  return splitKey(randomKey(0), canonicalJson(told)).toString(16).padStart(8, '0')
}

/** The entry of a run as it comes to be. */
export function runEntry(recording: Recording, bytes: number): RunEntry {
  const { timeline, record, recordedAt } = recording
  const step = timeline.snapshots.at(-1)?.step ?? 0
  return {
    kind: 'run',
    id: runId(recording),
    run: comparedRun(recording),
    bytes,
    labels: blankLabels(recordedAt),
    ...(!record && { unfinished: { step, steps: timeline.steps } }),
  }
}

/**
 * Keeps a run in place of an equal one, with the names and tags that had. An end replaces what was
 * kept of the run under way; of a run under way the furthest is kept.
 * @param checkpoint where it can go on; null once it has ended
 * @throws when storage is refused or full
 */
export async function keepRunEntry(
  recording: Recording,
  checkpoint: RunCheckpoint | null,
): Promise<void> {
  const packed = await encodeRecording(recording)
  const entry = runEntry(recording, packed.byteLength + checkpointBytes(checkpoint))
  const { id } = entry
  const under = unfinishedId(recording.timeline)
  const transaction = (await openLibrary()).transaction(
    ['runs', 'recordings', 'checkpoints'],
    'readwrite',
  )
  const runs = transaction.objectStore('runs')
  const [before, start] = await Promise.all([runs.get(id), runs.get(under)])
  const further = (before?.unfinished?.step ?? 0) > (entry.unfinished?.step ?? Infinity)
  if (!further) {
    const labels = readLabels(before ?? start, recording.recordedAt)
    await runs.put({ ...entry, labels })
    await transaction.objectStore('recordings').put(packed, id)
    const checkpoints = transaction.objectStore('checkpoints')
    if (checkpoint) await checkpoints.put(checkpoint, id)
    else await checkpoints.delete(id)
  }
  if (id !== under && start) {
    await runs.delete(under)
    await transaction.objectStore('recordings').delete(under)
    await transaction.objectStore('checkpoints').delete(under)
  }
  await transaction.done
}

/** Bytes of the arrays that a checkpoint is made of. */
export function checkpointBytes(checkpoint: RunCheckpoint | null): number {
  if (!checkpoint) return 0
  return Object.values(checkpoint.engine).reduce(
    (sum: number, each: unknown) => sum + (ArrayBuffer.isView(each) ? each.byteLength : 0),
    0,
  )
}

/** The whole run, in the format of run files; null when it is not there any more. */
export async function keptRecording(id: string): Promise<Uint8Array | null> {
  return (await (await openLibrary()).get('recordings', id)) ?? null
}

/** Where an unfinished run can go on; null where it cannot. */
export async function keptCheckpoint(id: string): Promise<RunCheckpoint | null> {
  return (await (await openLibrary()).get('checkpoints', id)) ?? null
}
