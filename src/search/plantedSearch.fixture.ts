import type { Dataset } from '../data/dataset'
import type { SearchConfig } from '../run/config'
import type { SearchEvent } from '../run/events'
import type { LatencyMeasurement, LatencyModel } from '../run/latency'
import { multiplyAccumulates } from '../network/cost'
import { gateCount, type Network } from '../network/network'
import { presetConfig, type PresetConfig } from '../run/presets'
import { PlantedEngine, type PlantedOptions } from './plantedEngine.fixture'
import type { EngineKind, SearchHost } from './searchHost'

/** Column of `skip_connect` below: what the planted problem prefers. */
const PLANTED_COLUMN = 2

/** A search space as small as they come, over 40 training and 20 test images. */
export function plantedConfig(changes: Partial<PresetConfig> = {}): PresetConfig {
  const published = presetConfig('desktop', 5)
  return {
    ...published,
    space: {
      kind: 'cell',
      nodes: 2,
      operations: ['none', 'max_pool_3x3', 'skip_connect'],
      cells: 2,
      channels: 2,
    },
    strategy: { ...published.strategy, batch: 4 },
    dataset: { ...published.dataset, trainImages: 40, testImages: 20 },
    budget: { steps: 12 },
    ...changes,
  }
}

export function noiseDataset({ dataset }: SearchConfig, size = 8): Dataset {
  const count = dataset.trainImages + dataset.testImages
  return {
    name: dataset.name,
    trainImages: dataset.trainImages,
    testImages: dataset.testImages,
    classNames: ['even', 'odd'],
    data: {
      images: Uint8Array.from({ length: count * size * size }, (_, i) => (i * 2654435761) >>> 24),
      labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
      count,
      height: size,
      width: size,
      channels: 1,
      classes: 2,
      mean: [0.5],
      deviation: [0.25],
    },
  }
}

const DEVICE = { adapter: 'planted', software: true }

/** A model without rows, of a device on which a multiply-accumulate takes a microsecond. */
export function plantedModel(config: SearchConfig): LatencyModel {
  const { height, width, channels, classes } = noiseDataset(config).data
  return {
    table: {
      version: 1,
      device: DEVICE,
      measuredAt: '2026-01-01T00:00:00.000Z',
      space: config.space,
      input: { height, width, channels },
      classes,
      rows: [],
    },
    fit: { offsetMs: 0, slope: 1, perDispatchMs: 0 },
    validation: null,
  }
}

export const plantedLatency = (network: Network) => multiplyAccumulates(network) / 1000

export function plantedMeasurement(medianMs: number): LatencyMeasurement {
  return {
    medianMs,
    lowMs: 0.9 * medianMs,
    highMs: 1.1 * medianMs,
    batches: 9,
    outliers: 0,
    repeats: 4,
    timer: 'clock',
    warnings: [],
  }
}

/** A host whose devices are planted engines, and everything a run told it. */
export class PlantedHost implements SearchHost {
  readonly events: SearchEvent[] = []
  readonly engines: PlantedEngine[] = []
  /** What architectures took that were timed end to end, ms, in order. */
  readonly timed: number[] = []
  /** What a network takes that is predicted to take so many ms. */
  measured = (predictedMs: number) => predictedMs
  /** Whether this host has the GPU. */
  holding = false
  private time = 0

  constructor(
    private readonly config: SearchConfig,
    private readonly planted: Partial<PlantedOptions> = {},
  ) {}

  loadDataset: SearchHost['loadDataset'] = (_, onFraction) => {
    onFraction(1)
    return Promise.resolve(noiseDataset(this.config))
  }

  openEngine: SearchHost['openEngine'] = (network, options) => {
    const engine = new PlantedEngine(network, options, { planted: PLANTED_COLUMN, ...this.planted })
    this.engines.push(engine)
    const kind: EngineKind = {
      engine: 'plan',
      backend: 'webgpu',
      adapter: 'planted',
      software: true,
    }
    return Promise.resolve({ engine, kind })
  }

  holdGpu: SearchHost['holdGpu'] = () => {
    this.holding = true
    return Promise.resolve(() => void (this.holding = false))
  }

  describeDevice: SearchHost['describeDevice'] = () => Promise.resolve(DEVICE)

  measureLatency: SearchHost['measureLatency'] = (_, { onProgress }) => {
    onProgress(1)
    return Promise.resolve(plantedModel(this.config))
  }

  measureArchitecture: SearchHost['measureArchitecture'] = (network) => {
    const ms = this.measured(plantedLatency(network))
    this.timed.push(ms)
    return Promise.resolve(plantedMeasurement(ms))
  }

  openPredictor: SearchHost['openPredictor'] = () =>
    Promise.resolve({
      predict: (network) => {
        const ms = plantedLatency(network)
        return { ms, lowMs: 0.95 * ms, highMs: 1.05 * ms, source: 'predicted' }
      },
      gates: (_, supernet) => new Float32Array(gateCount(supernet)),
    })

  emit = (event: SearchEvent) => void this.events.push(event)

  /** A clock that advances by a millisecond whenever it is read. */
  now = () => this.time++

  /** The events of one type, in order. */
  told<Type extends SearchEvent['type']>(type: Type): Extract<SearchEvent, { type: Type }>[] {
    return this.events.filter(
      (event): event is Extract<SearchEvent, { type: Type }> => event.type === type,
    )
  }

  phases() {
    return this.told('phase').map(({ phase }) => phase)
  }
}
