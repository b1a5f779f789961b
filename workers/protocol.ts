import type { EngineInfo, SearchEvent } from '../src/run/events'
import type { SearchConfig } from '../src/run/config'

/** What the search worker offers to the page, through Comlink. Types only. */
export interface SearchWorkerApi {
  /** What this device can do; cheap, and needs no run. */
  probe(): Promise<DeviceProbe>
  /** Prepares and starts a run, replacing any earlier one. Events arrive at `listener`. */
  start(config: SearchConfig, listener: (events: SearchEvent[]) => void): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  /** One search step, then paused. */
  step(): Promise<void>
  /** Ends the run early and derives from what was learnt. */
  stop(): Promise<void>
  /** Drops the run and frees the GPU. */
  reset(): Promise<void>
}

export interface DeviceProbe {
  readonly info: EngineInfo
  /** Milliseconds for a fixed small GPU workload; chooses the preset. */
  readonly workloadMs: number
  /** Why WebGPU is not used; null when it is. */
  readonly webgpuProblem: string | null
}
