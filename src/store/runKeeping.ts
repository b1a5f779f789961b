import { learnSpeeds } from './forecastState'
import { keepRunLatencies } from './latencyKeeping'
import { OPEN_PHASES } from './phases'
import type { Recording } from './recordingFormat'
import { decodeRecording } from './recordingFormat'
import { keepRun, keptRun } from './runArchive'
import { fetchCheckpoint } from './searchCommands'
import { blankTimeline } from './timeline'
import { useWorkspace } from './workspace'

const PUBLISHED_RECORDING = 'recordings/darts-fashion-mnist.run'

/** Closing the page costs at most this, and what the worker did since its last checkpoint. */
const KEEP_INTERVAL_MS = 15_000

/** Fills the views: with the last run made here, or else with the recording that comes with the page. */
export async function restoreRun(): Promise<void> {
  const kept = await keptRun().catch(() => {
    useWorkspace.getState().notify('storage-unavailable')
    return null
  })
  const { showRecording, keepCheckpoint, notify } = useWorkspace.getState()
  if (kept) {
    showRecording(kept, 'saved')
    keepCheckpoint(kept.checkpoint)
    return
  }
  try {
    showRecording(await publishedRecording(), 'recording')
  } catch (error) {
    notify('recording-unavailable', error instanceof Error ? error.message : String(error))
    showRecording(
      {
        timeline: blankTimeline(useWorkspace.getState().history.present),
        record: null,
        alphaHash: null,
        recordedAt: '',
      },
      'recording',
    )
  }
}

async function publishedRecording(): Promise<Recording> {
  const response = await fetch(`${import.meta.env.BASE_URL}${PUBLISHED_RECORDING}`)
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`)
  return decodeRecording(new Uint8Array(await response.arrayBuffer()))
}

/** Keeps runs at intervals, at their end and when the page is left. */
export function keepRuns(): void {
  keepRunLatencies()
  learnSpeeds()
  useWorkspace.subscribe(
    ({ record }) => record,
    () => {
      void keepLiveRun()
      void keepFinishedRun()
    },
  )
  useWorkspace.subscribe(
    ({ phase }) => phase,
    (phase) => {
      if (phase === 'paused' || phase === 'failed') void keepLiveRun()
    },
  )
  setInterval(() => {
    if (useWorkspace.getState().phase === 'running') void keepLiveRun()
  }, KEEP_INTERVAL_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keepLiveRun()
  })
}

async function keepLiveRun(): Promise<void> {
  const { phase, origin } = useWorkspace.getState()
  if (origin !== 'live') return
  const { keepCheckpoint, notify } = useWorkspace.getState()
  try {
    // Asked for first: the timeline may run ahead of the state it is kept with, never behind.
    if (OPEN_PHASES.has(phase)) keepCheckpoint(await fetchCheckpoint())
    const { timeline, record, alphaHash, checkpoint } = useWorkspace.getState()
    if (!timeline || timeline.snapshots.length === 0) return
    const recordedAt = new Date().toISOString()
    await keepRun({ timeline, record, alphaHash, checkpoint, recordedAt })
  } catch {
    notify('storage-unavailable')
  }
}

/** A finished run stays to be compared when the next one has taken its place. */
async function keepFinishedRun(): Promise<void> {
  const { origin, timeline, record, alphaHash, notify } = useWorkspace.getState()
  if (origin !== 'live' || !timeline || !record) return
  try {
    const { keepForComparison } = await import('./compareKeeping')
    const recordedAt = new Date().toISOString()
    await keepForComparison({ timeline, record, alphaHash, recordedAt })
  } catch {
    notify('storage-unavailable')
  }
}
