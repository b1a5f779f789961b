import type { SearchConfig } from '../run/config'
import { datasetFormat } from '../run/datasets'
import type { LatencyBackend, LatencyNews, LatencyTable } from '../run/latency'
import type { TimedArchitecture } from './latencyArchitecture'
import { architectureKey, subjectKey } from './latencyKeys'
import {
  adapterInUse,
  modelOf,
  readLatencies,
  takeArchitecture,
  takeModel,
  takeProfile,
  thisDevice,
  useLatency,
  type LatencyFailure,
  type LatencyProgress,
} from './latencyState'
import { BUSY_PHASES } from './phases'
import { pauseTimeline } from './replay'
import { probeDevice, toggleRun } from './runControls'
import { SearchClient } from './searchClient'
import { useWorkspace } from './workspace'

/** The random architectures that predictions are held against: the same ones whenever they are measured. */
const ARCHITECTURES_SEED = 1

const BACKENDS: readonly LatencyBackend[] = [
  'plan',
  'tfjs-webgpu',
  'tfjs-webgl',
  'tfjs-wasm',
  'tfjs-cpu',
]

/** Errors by the names they keep on their way out of a worker. */
const PROBLEMS: Readonly<Record<string, LatencyFailure['problem']>> = {
  GpuHeldError: 'held',
  NoWebGpuError: 'no-webgpu',
  PlanTooLargeError: 'too-large',
}

const { setState: set, getState: get } = useLatency

export interface LatencyOrder {
  readonly profile: boolean
  /** Random architectures to time end to end; null leaves the operations alone too. */
  readonly networks: number | null
  /** Takes nothing over from an earlier measurement. */
  readonly afresh: boolean
}

/** Measures this device, and what the space of `config` is made of. Earlier figures stay until there are new ones. */
export function measureDevice(config: SearchConfig, order: LatencyOrder): Promise<void> {
  return measuring('device', async (client, hear, going) => {
    await readLatencies()
    if (order.profile) await takeProfile(await client.profileDevice(hear))
    if (order.networks === null || !going()) return
    const adapter = adapterInUse(useWorkspace.getState())
    const subject = { space: config.space, ...datasetFormat(config.dataset) }
    const before = modelOf(thisDevice(get().devices, adapter), subject)
    const model = await client.measureLatency(
      {
        ...subject,
        networks: order.networks,
        seed: ARCHITECTURES_SEED,
        known: order.afresh ? null : (before?.table ?? null),
      },
      hear,
    )
    set({ draft: null })
    await takeModel(model)
  })
}

/** Times one architecture end to end on this device, on every backend that runs it. */
export function measureShown(architecture: TimedArchitecture): Promise<void> {
  return measuring({ architecture: subjectKey(architecture) }, async (client, hear) => {
    const results = await client.measureArchitecture({ ...architecture, backends: BACKENDS }, hear)
    const probe = await probeDevice()
    const adapter = adapterInUse(useWorkspace.getState()) ?? probe?.info.adapter ?? ''
    await takeArchitecture(architectureKey(adapter, architecture), results)
  })
}

let interrupt: (() => void) | null = null

/** Breaks measuring off; what was known before stays, and rows measured for the first time do too. */
export function cancelLatency(): void {
  interrupt?.()
}

/** Pauses the search, and resolves when it rests. */
export async function pauseSearch(): Promise<void> {
  const busy = () => BUSY_PHASES.has(useWorkspace.getState().phase)
  if (!busy()) return
  await toggleRun()
  await new Promise<void>((resolve) => {
    const stop = useWorkspace.subscribe(() => {
      if (busy()) return
      stop()
      resolve()
    })
    if (!busy()) {
      stop()
      resolve()
    }
  })
}

type Work = (
  client: SearchClient,
  hear: (news: LatencyNews) => void,
  /** Whether it has not been broken off meanwhile. */
  going: () => boolean,
) => Promise<void>

/**
 * Works in a worker and on a GPU device of its own, so that a paused search keeps its state; the page's
 * replay rests meanwhile. Never beside a search: it does not begin while one trains, and breaks off
 * when one begins. Failures are told in the state.
 */
async function measuring(subject: LatencyProgress['subject'], work: Work): Promise<void> {
  const searching = () => BUSY_PHASES.has(useWorkspace.getState().phase)
  if (get().measuring || searching()) return
  pauseTimeline()
  set({ measuring: beginning(subject), failure: null, draft: null })
  const client = new SearchClient()
  const broken = new Promise<'broken'>((resolve) => (interrupt = () => resolve('broken')))
  const stopListening = useWorkspace.subscribe(({ phase }) => {
    if (BUSY_PHASES.has(phase)) interrupt?.()
  })
  let over = false
  const tell = newsTaker()
  const hear = (news: LatencyNews) => {
    if (!over) tell(news)
  }
  try {
    await Promise.race([work(client, hear, () => !over), broken])
  } catch (error) {
    set({ failure: failureOf(subject, error) })
  } finally {
    over = true
    interrupt = null
    stopListening()
    client.terminate()
    const { draft } = get()
    set({ measuring: null, draft: null })
    await keepDraft(draft)
  }
}

function beginning(subject: LatencyProgress['subject']): LatencyProgress {
  return { subject, task: null, fraction: 0, left: null }
}

/** Takes in what a measurement tells, and how long it has been at its present task. */
function newsTaker(): (news: LatencyNews) => void {
  let taskSince = performance.now()
  return (news) => {
    if (news.type === 'table') set({ draft: news.table })
    if (news.type !== 'progress') return
    const { task, fraction } = news
    set(({ measuring: before }) => {
      if (!before) return {}
      if (before.task !== task) taskSince = performance.now()
      const seconds = (performance.now() - taskSince) / 1000
      const left = fraction > 0 ? (seconds * (1 - fraction)) / fraction : null
      return { measuring: { ...before, task, fraction, left } }
    })
  }
}

/** A table that was broken off stays where there was none: the next measurement goes on from it. */
async function keepDraft(draft: LatencyTable | null): Promise<void> {
  if (!draft || draft.rows.every(({ latency }) => latency === null)) return
  const device = thisDevice(get().devices, draft.device.adapter)
  if (modelOf(device, draft)?.validation) return
  await takeModel({
    table: draft,
    fit: { offsetMs: 0, slope: 1, perDispatchMs: 0 },
    validation: null,
  })
}

function failureOf(subject: LatencyProgress['subject'], error: unknown): LatencyFailure {
  if (!(error instanceof Error)) return { subject, problem: 'other', message: String(error) }
  return { subject, problem: PROBLEMS[error.name] ?? 'other', message: error.message }
}
