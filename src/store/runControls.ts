import type { SearchConfig } from '../run/config'
import type { RunErrorCode, SearchEvent } from '../run/events'
import { presetConfig } from '../run/presets'
import type { DeviceProbe } from '../../workers/protocol'
import { EventQueue } from './eventQueue'
import { BUSY_PHASES, OPEN_PHASES } from './phases'
import { pauseTimeline } from './replay'
import type { SearchClient } from './searchClient'
import type { Workspace } from './workspace'
import { useWorkspace } from './workspace'

/** What the run's buttons, keys and scripts do. None of these throws: failures are told on the page. */

type RunListener = (events: readonly SearchEvent[]) => void

/** Failures after which the worker can go on from the state it kept. */
const RESUMABLE: ReadonlySet<RunErrorCode> = new Set(['device-lost'])

const listeners = new Set<RunListener>()
const queue = new EventQueue((events) => useWorkspace.getState().applyEvents(events))
/** Counts runs, so that a dropped run's late events are told apart. */
let currentRun = 0
let client: Promise<SearchClient> | null = null

/** Hears of everything the runs report, unthinned; returns the function that stops. */
export function listenToRuns(listener: RunListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Loaded when first wanted: the page stands before any worker code does. */
function searchClient(): Promise<SearchClient> {
  client ??= import('./searchClient').then((module) => new module.SearchClient())
  return client
}

/** Looks at what this device can do, and takes the preset that suits it if none was chosen. */
export async function probeDevice(): Promise<DeviceProbe | null> {
  const { device, setProbing, setDevice } = useWorkspace.getState()
  if (device) return device
  setProbing(true)
  try {
    const probe = await (await searchClient()).probe()
    setDevice(probe)
    const { suggestConfig, history } = useWorkspace.getState()
    suggestConfig(presetConfig(probe.preset, history.present.seed))
    return probe
  } catch (error) {
    reportFailure(error)
    return null
  } finally {
    useWorkspace.getState().setProbing(false)
  }
}

/** Starts a run of `config`, replacing any earlier one; resolves when it runs, or has failed. */
export function startRun(config: SearchConfig): Promise<void> {
  useWorkspace.getState().dropImported()
  return begin((worker, listener) => worker.start(config, listener))
}

/** Whether a run waits that can go on: paused, or thrown off its device. */
export function canResume({ phase, failure }: Workspace): boolean {
  return (
    phase === 'paused' || (phase === 'failed' && failure !== null && RESUMABLE.has(failure.code))
  )
}

/** Run, pause or resume: whichever makes sense now. */
export async function toggleRun(): Promise<void> {
  const state = useWorkspace.getState()
  if (BUSY_PHASES.has(state.phase)) return command((worker) => worker.pause())
  if (canResume(state)) {
    state.dismissFailure()
    return command((worker) => worker.resume())
  }
  return startRun(state.history.present)
}

/** One search step, then paused; begins a run if there is none. */
export async function stepRun(): Promise<void> {
  const { phase, history } = useWorkspace.getState()
  if (BUSY_PHASES.has(phase)) return
  if (phase === 'paused') return command((worker) => worker.step())
  useWorkspace.getState().dropImported()
  await begin((worker, listener) => {
    const started = worker.start(history.present, listener)
    return Promise.all([started, worker.step()])
  })
}

/** Ends the run early and derives from what was learnt. */
export async function finishRun(): Promise<void> {
  if (OPEN_PHASES.has(useWorkspace.getState().phase)) await command((worker) => worker.stop())
}

/** Drops the run, frees the GPU, and shows step 0 of the space being designed. */
export async function resetRun(): Promise<void> {
  currentRun++
  queue.clear()
  const { clearRun, dropImported, history } = useWorkspace.getState()
  dropImported()
  clearRun(history.present)
  if (client) await command((worker) => worker.reset())
}

async function begin(
  start: (worker: SearchClient, listener: (events: SearchEvent[]) => void) => Promise<unknown>,
): Promise<void> {
  const run = ++currentRun
  queue.clear()
  const { setPhase, dismissFailure } = useWorkspace.getState()
  dismissFailure()
  pauseTimeline()
  // At once, not when the worker answers: a press is answered within the frame.
  setPhase('loading')
  await command((worker) =>
    start(worker, (events) => {
      if (run !== currentRun) return
      for (const listener of listeners) listener(events)
      queue.push(events)
    }),
  )
}

async function command(perform: (worker: SearchClient) => Promise<unknown>): Promise<void> {
  try {
    await perform(await searchClient())
  } catch (error) {
    reportFailure(error)
  }
}

function reportFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  useWorkspace.getState().fail({ code: 'internal', message, advice: '' })
}
