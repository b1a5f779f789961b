import { followAddress } from './address'
import { keepSettings, restoreConfig } from './keptSettings'
import { playTimeline } from './replay'
import { probeDevice } from './runControls'
import { useWorkspace } from './workspace'

/** Time for the page to be drawn before the GPU is looked at, which loads the worker's code. */
const PROBE_DELAY_MS = 1200

interface StartedWorkspace {
  /** Settled once the views show what was kept, which would take the place of anything opened before. */
  readonly filled: Promise<void>
}

/**
 * Brings the workspace to life: what was shared, what was kept, what to replay, and on what to run.
 * Resolves when what was shared or kept is known, so that the page is drawn with it at once.
 */
export async function startWorkspace(): Promise<StartedWorkspace> {
  await restoreConfig()
  await followAddress()
  presentAsAsked()
  keepSettings()
  previewSpaceBeforeRun()
  const filled = fillViews()
  setTimeout(() => void probeDevice(), PROBE_DELAY_MS)
  return { filled }
}

/** `?present=cell,gates` in the address opens these views as a presentation. */
function presentAsAsked(): void {
  const names = new URLSearchParams(location.search).get('present')
  if (names === null) return
  const { setPresented, present } = useWorkspace.getState()
  setPresented(names.split(','))
  present(true)
}

/** Runs are read and written by code that the first paint does not wait for. */
async function fillViews(): Promise<void> {
  const { keepRuns, restoreRun } = await import('./runKeeping')
  keepRuns()
  await restoreRun()
  replayOnce()
}

function replayOnce(): void {
  const { imported, origin, phase } = useWorkspace.getState()
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (!imported && origin === 'recording' && phase === 'idle' && !still) playTimeline()
}

/** After Reset the views show step 0 of the space being designed, and follow its changes. */
function previewSpaceBeforeRun(): void {
  useWorkspace.subscribe(
    ({ history }) => history.present,
    (config) => {
      const { phase, origin, timeline, clearRun } = useWorkspace.getState()
      const blank = origin === 'live' && timeline?.snapshots.length === 0
      if (phase === 'idle' && blank) clearRun(config)
    },
  )
}
