import type { SearchConfig } from '../run/config'
import type { SearchEvent } from '../run/events'
import type { LatencyModel } from '../run/latency'
import { EventQueue } from './eventQueue'
import { pauseTimeline } from './replay'
import type { RunCheckpoint } from './runSlice'
import type { SearchClient } from './searchClient'
import { useWorkspace } from './workspace'

/** The store's line to the search worker: commands go out, events come in once per frame. */

type RunListener = (events: readonly SearchEvent[]) => void

const listeners = new Set<RunListener>()
const queue = new EventQueue((events) => useWorkspace.getState().applyEvents(events))
/** Counts launches, so that what a dropped run still says is told apart. */
let currentRun = 0
let client: Promise<SearchClient> | null = null

/** Hears of everything the runs report, unthinned; returns the function that stops. */
export function listenToRuns(listener: RunListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Sends a command to the worker, which is loaded when first wanted: the page stands before any worker
 * code does. A command that fails is told on the page, and resolves to null.
 */
export async function command<T>(perform: (worker: SearchClient) => Promise<T>): Promise<T | null> {
  const run = currentRun
  try {
    client ??= import('./searchClient').then((module) => new module.SearchClient())
    return await perform(await client)
  } catch (error) {
    if (run === currentRun) tellFailure(error)
    return null
  }
}

export interface Launch {
  readonly config: SearchConfig
  /** Where to go on from; null to start afresh. */
  readonly checkpoint: RunCheckpoint | null
  /** Only the first step, then paused. */
  readonly oneStep: boolean
  /** Predicts latencies in the run; whatever this browser knows of the device unless given. */
  readonly latencyModel?: LatencyModel
}

/** Starts a run in place of any earlier one; resolves when it runs, or has failed. */
export async function launch(order: Launch): Promise<void> {
  const { config, checkpoint, oneStep } = order
  const run = dropEvents()
  pauseTimeline()
  const { setPhase, dismissFailure, dropImported, continueFrom, clearRun, showMiddle } =
    useWorkspace.getState()
  dismissFailure()
  showMiddle('search')
  dropImported()
  if (checkpoint) continueFrom(checkpoint.step)
  else clearRun(config)
  // At once, not when the worker answers: a press is answered within the frame.
  setPhase('loading')
  const hear = (events: SearchEvent[]) => {
    if (run !== currentRun) return
    for (const listener of listeners) listener(events)
    queue.push(events)
  }
  const problem = await problemOf(config)
  if (run !== currentRun) return
  if (problem !== null) {
    useWorkspace.getState().fail({ code: 'config', message: problem, advice: '' })
    return
  }
  const latencyModel = order.latencyModel ?? (await knownLatencies(config))
  if (run !== currentRun) return
  await command(async (worker) => {
    const started = worker.start(config, hear, checkpoint, latencyModel)
    await Promise.all(oneStep ? [started, worker.step()] : [started])
  })
}

/** What was measured here before; a search can do without, or measures for itself. */
async function knownLatencies(config: SearchConfig): Promise<LatencyModel | null> {
  try {
    const { latencyModelFor } = await import('./latencyState')
    return await latencyModelFor(config)
  } catch {
    return null
  }
}

/** Why a config cannot be run, as a space that is still being edited cannot; null where it can. */
async function problemOf(config: SearchConfig): Promise<string | null> {
  const { parseSearchConfig } = await import('../run/schema')
  const parsed = parseSearchConfig(config)
  if (parsed.ok) return null
  const { path, message } = parsed.problem
  return path ? `${path}: ${message}` : message
}

/** Hears no more of the present run. @returns the number of the next */
export function dropEvents(): number {
  queue.clear()
  return ++currentRun
}

/** The newest state the run under way can go on from; null when there is none yet. */
export async function fetchCheckpoint(): Promise<RunCheckpoint | null> {
  return client ? (await client).checkpoint() : null
}

/** Whether a worker has been started, so that there is one to be told. */
export function workerStarted(): boolean {
  return client !== null
}

function tellFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  useWorkspace.getState().fail({ code: 'internal', message, advice: '' })
}
