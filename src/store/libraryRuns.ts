import { comparedRun } from './compareRun'
import { openLibrary } from './libraryDatabase'
import { blankLabels, type RunEntry } from './libraryEntries'
import { runId, unfinishedId } from './libraryIds'
import { readLabels } from './librarySchema'
import { encodeRecording, type Recording } from './recordingFormat'
import type { RunCheckpoint } from './runSlice'

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
