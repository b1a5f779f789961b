import { learnSpeeds } from './forecastState'
import { keepRunLatencies } from './latencyKeeping'
import { tellStorage } from './libraryTelling'
import { OPEN_PHASES } from './phases'
import type { Recording } from './recordingFormat'
import { decodeRecording } from './recordingFormat'
import { keepRun, keptRun } from './runArchive'
import { fetchCheckpoint } from './searchCommands'
import { blankTimeline } from './timeline'
import { useWorkspace, type Workspace } from './workspace'

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
    // The page may have been closed before it got there.
    if (!kept.record) void tellStorage(keepEntry(kept, kept.checkpoint))
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

/** Keeps runs at intervals, at their end and when the page is left; and what is brought in, and trained. */
export function keepRuns(): void {
  keepRunLatencies()
  learnSpeeds()
  useWorkspace.subscribe(
    ({ record }) => record,
    () => {
      void keepLiveRun()
      void keepInLibrary(useWorkspace.getState())
      void import('./supernetKeeping').then(({ keepSupernet }) => keepSupernet())
    },
  )
  useWorkspace.subscribe(
    ({ phase }) => phase,
    (phase) => {
      if (phase === 'paused' || phase === 'failed') void keepUnfinished()
    },
  )
  useWorkspace.subscribe(({ timeline }, before) => {
    const cleared = timeline?.snapshots.length === 0
    if (cleared && timeline !== before.timeline && !before.record) void keepInLibrary(before)
  })
  setInterval(() => {
    if (useWorkspace.getState().phase === 'running') void keepLiveRun()
  }, KEEP_INTERVAL_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keepUnfinished()
  })
  useWorkspace.subscribe(
    ({ imported }) => imported,
    (imported) => {
      if (!imported) return
      const keeping = import('./libraryKeeping').then((module) => module.keepImported(imported))
      void tellStorage(keeping)
    },
    { fireImmediately: true },
  )
  void import('./trainedKeeping').then(({ keepTrainings }) => keepTrainings())
}

/** What was kept last: nothing is kept twice, nor again once it was deleted. */
let latest: Pick<Workspace, 'timeline' | 'record'> | null = null

/** Keeps the run that is open, with where it can go on, for the next visit and in the library. */
export async function keepUnfinished(): Promise<void> {
  if (await keepLiveRun()) await keepInLibrary(useWorkspace.getState())
}

/** Keeps the live run where the page finds it when it opens. @returns whether there was any news of it */
async function keepLiveRun(): Promise<boolean> {
  const { phase, origin, keepCheckpoint } = useWorkspace.getState()
  if (origin !== 'live') return false
  const keep = async () => {
    // Asked for first: the timeline may run ahead of the state it is kept with, never behind.
    if (OPEN_PHASES.has(phase)) keepCheckpoint(await fetchCheckpoint())
    const { timeline, record, alphaHash, checkpoint } = useWorkspace.getState()
    if (!timeline || timeline.snapshots.length === 0) return false
    if (latest?.timeline === timeline && latest.record === record) return false
    latest = { timeline, record }
    const recordedAt = new Date().toISOString()
    await keepRun({ timeline, record, alphaHash, checkpoint, recordedAt })
    return true
  }
  let news = false
  await tellStorage(keep().then((kept) => (news = kept)))
  return news
}

/** A run stays when the next one has taken its place: ended, or as far as it got. */
async function keepInLibrary(state: Workspace): Promise<void> {
  const { origin, timeline, record, alphaHash, checkpoint } = state
  if (origin !== 'live' || !timeline || timeline.snapshots.length === 0) return
  const recordedAt = new Date().toISOString()
  await tellStorage(keepEntry({ timeline, record, alphaHash, recordedAt }, checkpoint))
}

async function keepEntry(recording: Recording, checkpoint: Workspace['checkpoint']): Promise<void> {
  const { keepRunEntry } = await import('./libraryRuns')
  await keepRunEntry(recording, recording.record ? null : checkpoint)
}
