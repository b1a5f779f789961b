import type { EngineOptions, TrainingEngine } from '../engine/engine'
import type { Dataset } from '../data/dataset'
import type { Network } from '../network/network'
import type { DatasetSettings } from '../run/config'
import type { EngineInfo, SearchEvent } from '../run/events'

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
  emit(event: SearchEvent): void
  /** Milliseconds on a steady clock. */
  now(): number
}

/** Tasks of `progress` events. */
export type SearchTask = 'data' | 'compile' | 'evaluate'
