import type { SearchConfig } from '../run/config'
import type { RunErrorCode } from '../run/events'
import type { ObjectiveSettings } from '../run/objective'
import type { LatencyModel } from '../run/latency'
import { presetConfig } from '../run/presets'
import type { DeviceProbe } from '../../workers/protocol'
import { BUSY_PHASES, OPEN_PHASES } from './phases'
import type { RunCheckpoint } from './runSlice'
import { command, dropEvents, launch, workerStarted } from './searchCommands'
import type { Workspace } from './workspace'
import { useWorkspace } from './workspace'

/** What the run's buttons, keys and scripts do. None of these throws: failures are told on the page. */

/** Failures after which the worker itself can go on from the state it kept. */
const RESUMABLE: ReadonlySet<RunErrorCode> = new Set(['device-lost'])

/** Looks at what this device can do, and takes the preset that suits it if none was chosen. */
export async function probeDevice(): Promise<DeviceProbe | null> {
  const { device, setProbing, setDevice } = useWorkspace.getState()
  if (device) return device
  setProbing(true)
  const probe = await command((worker) => worker.probe())
  setProbing(false)
  if (!probe) return null
  setDevice(probe)
  const { suggestConfig, history } = useWorkspace.getState()
  suggestConfig(presetConfig(probe.preset, history.present.seed))
  return probe
}

/**
 * Starts a run of `config`, replacing any earlier one; resolves when it runs, or has failed.
 * @param latencyModel instead of what this browser knows of the device
 */
export function startRun(config: SearchConfig, latencyModel?: LatencyModel): Promise<void> {
  const known = latencyModel ? { latencyModel } : {}
  return launch({ config, checkpoint: null, oneStep: false, ...known })
}

/** Whether a run waits that can go on: paused, thrown off its device, or left with its page. */
export function canResume(state: Workspace): boolean {
  return workerHolds(state) || unfinished(state) !== null
}

/** Run, pause or resume: whichever makes sense now. */
export async function toggleRun(): Promise<void> {
  const state = useWorkspace.getState()
  if (BUSY_PHASES.has(state.phase)) await command((worker) => worker.pause())
  else if (workerHolds(state)) {
    state.dismissFailure()
    await command((worker) => worker.resume())
  } else await launch({ ...waiting(state), oneStep: false })
}

/** One search step, then paused; begins a run if there is none. */
export async function stepRun(): Promise<void> {
  const state = useWorkspace.getState()
  if (BUSY_PHASES.has(state.phase)) return
  if (state.phase === 'paused') await command((worker) => worker.step())
  else await launch({ ...waiting(state), oneStep: true })
}

/** Ends the run early and derives from what was learnt. */
export async function finishRun(): Promise<void> {
  if (OPEN_PHASES.has(useWorkspace.getState().phase)) await command((worker) => worker.stop())
}

/**
 * Has the search under way go on after something else; what it cannot do is told, and changes nothing.
 * Without one nothing happens: the next run takes what is being designed.
 */
export async function changeObjective(objective: ObjectiveSettings): Promise<void> {
  if (!OPEN_PHASES.has(useWorkspace.getState().phase)) return
  const problem = await command((worker) => worker.changeObjective(objective))
  if (problem !== null) useWorkspace.getState().notify('objective-refused', problem)
}

/** Drops the run, frees the GPU, and shows step 0 of the space being designed. */
export async function resetRun(): Promise<void> {
  dropEvents()
  const { clearRun, dropImported, history } = useWorkspace.getState()
  dropImported()
  clearRun(history.present)
  if (workerStarted()) await command((worker) => worker.reset())
}

/** Failures that leave a run as it was: started again with what was kept, it need not fail again. */
const LEAVES_RUN: ReadonlySet<RunErrorCode> = new Set(['internal', 'data', 'data-missing'])

/** Whether the worker has a run that it can go on with by itself. */
function workerHolds({ phase, failure }: Workspace): boolean {
  return (
    phase === 'paused' || (phase === 'failed' && failure !== null && RESUMABLE.has(failure.code))
  )
}

/** The state of a run that was left with its page, whose worker died, or whose data did not come. */
function unfinished({ phase, failure, checkpoint }: Workspace): RunCheckpoint | null {
  const left = phase === 'failed' && failure !== null && LEAVES_RUN.has(failure.code)
  return phase === 'idle' || left ? checkpoint : null
}

/** What to launch: the run that was left unfinished, or else one of the space being designed. */
function waiting(state: Workspace) {
  const checkpoint = unfinished(state)
  return { config: checkpoint?.config ?? state.history.present, checkpoint }
}
