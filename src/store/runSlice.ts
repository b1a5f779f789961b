import type { SearchConfig } from '../run/config'
import type {
  ArchitectureRecord,
  EngineInfo,
  RunErrorCode,
  RunPhase,
  SearchEvent,
  Timeline,
} from '../run/events'
import type { LatencyModel } from '../run/latency'
import { OPEN_PHASES } from './phases'
import type { SearchWorkerApi } from '../../workers/protocol'
import type { Recording } from './recordingFormat'
import { blankTimeline, TimelineRecorder } from './timeline'
import type { SetSlice } from './slice'

/** The state a run goes on from, weights and all. */
export type RunCheckpoint = NonNullable<Awaited<ReturnType<SearchWorkerApi['checkpoint']>>>

/** Where the timeline on screen comes from: shipped with the page, made now, or kept from before. */
export type TimelineOrigin = 'recording' | 'live' | 'saved'

export interface Progress {
  readonly task: string
  /** 0–1; null when unknown. */
  readonly fraction: number | null
}

export interface RunFailure {
  readonly code: RunErrorCode
  readonly message: string
  readonly advice: string
}

export interface RunSlice {
  readonly phase: RunPhase
  readonly progress: Progress | null
  readonly failure: RunFailure | null
  /** Null only until the recording has loaded. */
  readonly timeline: Timeline | null
  readonly origin: TimelineOrigin
  /** ISO 8601; null while a run is live. */
  readonly recordedAt: string | null
  readonly record: ArchitectureRecord | null
  readonly alphaHash: string | null
  /** Where the run on screen can go on, should its worker or the page have gone; null if nowhere. */
  readonly checkpoint: RunCheckpoint | null
  /** The engine of the live run; null before the first. */
  readonly engine: EngineInfo | null
  /** The step all views show; null follows the latest. */
  readonly playhead: number | null
  /** Whether the timeline is being played back. */
  readonly replaying: boolean

  /** Shows a finished run in all views, unless a live one holds them. */
  readonly showRecording: (recording: Recording, origin: 'recording' | 'saved') => void
  /** Takes in what the worker reports; call once per frame with all of it. */
  readonly applyEvents: (events: readonly SearchEvent[]) => void
  readonly keepCheckpoint: (checkpoint: RunCheckpoint | null) => void
  /** The next run goes on from `step` of the one on screen, whose past stays. */
  readonly continueFrom: (step: number) => void
  readonly setPhase: (phase: RunPhase) => void
  readonly fail: (failure: RunFailure) => void
  /** Back to step 0 of `config`: every gate uniform, nothing measured. */
  readonly clearRun: (config: SearchConfig) => void
  readonly dismissFailure: () => void
  /** Takes the playhead by hand; ends playback. */
  readonly seek: (step: number | null) => void
  readonly movePlayhead: (step: number | null) => void
  readonly setReplaying: (replaying: boolean) => void
}

export function createRunSlice(set: SetSlice<RunSlice>, get: () => RunSlice): RunSlice {
  let recorder: TimelineRecorder | null = null
  let continuedFrom: number | null = null
  /** Told before the run has started. */
  let latency: LatencyModel | null = null

  return {
    phase: 'idle',
    progress: null,
    failure: null,
    timeline: null,
    origin: 'recording',
    recordedAt: null,
    record: null,
    alphaHash: null,
    checkpoint: null,
    engine: null,
    playhead: null,
    replaying: false,

    showRecording({ timeline, record, alphaHash, recordedAt }, origin) {
      if (OPEN_PHASES.has(get().phase)) return
      recorder = null
      set({
        phase: 'idle',
        timeline,
        record,
        alphaHash,
        recordedAt,
        origin,
        playhead: null,
        replaying: false,
      })
    },

    applyEvents(events) {
      let next: Partial<RunSlice> = {}
      for (const event of events) {
        if (event.type === 'started') {
          recorder = new TimelineRecorder(event.config, event.engine, event.gateTables, event.steps)
          const { timeline } = get()
          if (timeline && continuedFrom !== null) recorder.recall(timeline, continuedFrom)
          continuedFrom = null
          if (latency) recorder.setLatency(latency)
        }
        if (event.type === 'latency') latency = event.model
        next = { ...next, ...changeBy(event, recorder) }
      }
      if (recorder && events.some(({ type }) => ALTERS_TIMELINE.has(type))) {
        next = { ...next, timeline: recorder.timeline() }
      }
      set(next)
    },

    keepCheckpoint: (checkpoint) => set({ checkpoint }),
    continueFrom: (step) => {
      continuedFrom = step
    },
    setPhase: (phase) => set({ phase }),
    fail: (failure) => set({ failure, phase: 'failed', progress: null }),
    clearRun(config) {
      recorder = null
      latency = null
      set({
        phase: 'idle',
        progress: null,
        failure: null,
        timeline: blankTimeline(config),
        origin: 'live',
        recordedAt: null,
        record: null,
        alphaHash: null,
        checkpoint: null,
        playhead: null,
        replaying: false,
      })
    },
    dismissFailure: () => set({ failure: null }),
    seek: (step) => set({ playhead: step, replaying: false }),
    movePlayhead: (step) => set({ playhead: step }),
    setReplaying: (replaying) => set({ replaying }),
  }
}

const ALTERS_TIMELINE: ReadonlySet<SearchEvent['type']> = new Set([
  'started',
  'latency',
  'snapshot',
  'evaluation',
  'exhibits',
  'evidence',
  'candidates',
  'policy',
  'objective',
])

function changeBy(event: SearchEvent, recorder: TimelineRecorder | null): Partial<RunSlice> {
  switch (event.type) {
    case 'phase':
      return { phase: event.phase, progress: null }
    case 'progress':
      return { progress: { task: event.task, fraction: event.fraction } }
    case 'started':
      return {
        engine: event.engine,
        origin: 'live',
        recordedAt: null,
        record: null,
        alphaHash: null,
        checkpoint: null,
        failure: null,
        playhead: null,
        replaying: false,
      }
    case 'latency':
      recorder?.setLatency(event.model)
      return {}
    case 'snapshot':
      recorder?.addSnapshot(event.snapshot)
      return { progress: null }
    case 'evaluation':
      recorder?.addEvaluation(event.evaluation)
      return {}
    case 'exhibits':
      recorder?.setExhibits(event.exhibits)
      return {}
    case 'evidence':
      recorder?.addEvidence(event.evidence)
      return {}
    case 'candidates':
      recorder?.addCandidates(event.candidates)
      return {}
    case 'policy':
      recorder?.addPolicy(event.policy)
      return {}
    case 'objective':
      recorder?.addObjective(event.change)
      return {}
    case 'result':
      return { record: event.record, alphaHash: event.alphaHash, checkpoint: null }
    case 'error':
      return {
        failure: { code: event.code, message: event.message, advice: event.advice },
        phase: 'failed',
        progress: null,
      }
  }
}
