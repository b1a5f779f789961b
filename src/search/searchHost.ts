import type { EngineOptions, TrainingEngine } from '../engine/engine'
import type { HoldOptions } from '../engine/gpuHolder'
import type { Dataset } from '../data/dataset'
import type { Network } from '../network/network'
import type { DatasetSettings } from '../run/config'
import type { EngineInfo, SearchEvent } from '../run/events'
import type {
  DeviceDescription,
  LatencyMeasurement,
  LatencyModel,
  LatencyRequest,
} from '../run/latency'
import type { LatencySource } from '../strategies/costs'

/** What is known of an engine before it holds a network and data. */
export type EngineKind = Omit<EngineInfo, 'gpuBytes' | 'dispatchesPerStep'>

export interface OpenedEngine {
  readonly engine: TrainingEngine
  readonly kind: EngineKind
}

/** What a run needs of its surroundings: a worker in the app, plain functions in tests. */
export interface SearchHost {
  loadDataset(settings: DatasetSettings, onFraction: (fraction: number) => void): Promise<Dataset>
  /** Called again after a device loss, and must then find a device anew. */
  openEngine(network: Network, options: EngineOptions): Promise<OpenedEngine>
  /** Takes the GPU for this run alone until the function it resolves with is called. */
  holdGpu(options: HoldOptions): Promise<() => void>
  /** What the engines run on. */
  describeDevice(): Promise<DeviceDescription>
  /** Measures what predicts the latency of any architecture of a space. The caller holds the GPU. */
  measureLatency(request: LatencyRequest, options: MeasuringOptions): Promise<LatencyModel>
  /** Times an architecture end to end. The caller holds the GPU. */
  measureArchitecture(network: Network, options: MeasuringOptions): Promise<LatencyMeasurement>
  /** Reads a model. */
  openPredictor(model: LatencyModel): Promise<LatencySource>
  emit(event: SearchEvent): void
  /** Milliseconds on a steady clock. */
  now(): number
}

export interface MeasuringOptions {
  /** Breaks off; the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal
  readonly onProgress: (fraction: number) => void
}

/** Tasks of `progress` events; `waiting` is for the GPU, which somebody else holds. */
export type SearchTask = 'data' | 'waiting' | 'latency' | 'compile' | 'evaluate'
