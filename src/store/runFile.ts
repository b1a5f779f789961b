import { decodeRecording, encodeRecording } from './recordingFormat'
import { useWorkspace } from './workspace'

/** The run on screen as a file that any copy of the page can replay; null when there is none. */
export async function packRun(): Promise<Blob | null> {
  const { timeline, record, alphaHash, recordedAt } = useWorkspace.getState()
  if (!timeline || timeline.snapshots.length === 0) return null
  const packed = await encodeRecording({
    timeline,
    record,
    alphaHash,
    recordedAt: recordedAt ?? new Date().toISOString(),
  })
  return new Blob([packed.slice().buffer], { type: 'application/octet-stream' })
}

/** Replays a saved run in all views; a file that is none is told, and changes nothing. */
export async function openRun(file: Blob): Promise<void> {
  const { showRecording, dropImported, notify } = useWorkspace.getState()
  try {
    const recording = await decodeRecording(new Uint8Array(await file.arrayBuffer()))
    dropImported()
    showRecording(recording, 'saved')
  } catch (error) {
    notify('run-file-malformed', error instanceof Error ? error.message : String(error))
  }
}
