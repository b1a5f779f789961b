import type { Dataset } from '../data/dataset'
import { splitDataset } from '../data/split'
import { requestGpu, type Gpu } from '../engine/device'
import type { EngineOptions, TrainingEngine } from '../engine/engine'
import type { Network } from '../network/network'
import { randomBits, randomKey } from '../random/random'
import type {
  BenchSize,
  EngineName,
  ProgressListener,
  StepBenchOptions,
  StepBenchRow,
} from '../run/automation'
import type { SearchConfig } from '../run/config'
import { presetConfig } from '../run/presets'
import { DARTS } from '../strategies/darts'
import { GpuTally } from './gpuTally'

interface BenchShape {
  readonly channels: number
  readonly cells: number
  readonly batch: number
  /** Height and width of an image. */
  readonly extent: number
  readonly imageChannels: number
}

const SHAPES: Readonly<Record<BenchSize, BenchShape>> = {
  micro: { channels: 4, cells: 3, batch: 8, extent: 28, imageChannels: 1 },
  small: { channels: 8, cells: 5, batch: 16, extent: 28, imageChannels: 1 },
  paper: { channels: 16, cells: 8, batch: 64, extent: 32, imageChannels: 3 },
}

const CLASSES = 10

/**
 * Times first-order DARTS steps of one engine on this device's WebGPU adapter, each waited for before
 * the next, on noise images. Counting is part of what is timed, equally for every engine.
 * @throws NoWebGpuError without WebGPU
 */
export async function benchStep(
  { config: size, engine: name, steps }: StepBenchOptions,
  onProgress: ProgressListener,
): Promise<StepBenchRow> {
  const config = benchConfig(SHAPES[size])
  const dataset = noiseDataset(SHAPES[size], config)
  const gpu = await requestGpu()
  const tally = new GpuTally()
  try {
    const began = performance.now()
    const engine = await openEngine(name, gpu, DARTS.supernet(config, dataset.data), {
      ...DARTS.engineOptions(config),
      onProgress: (fraction) => onProgress(`${name}: compile`, fraction),
    })
    engine.load(dataset.data)
    const step = stepper(config, dataset, engine)
    await step(0)
    const firstStepMs = performance.now() - began

    const times: number[] = []
    let before = { dispatches: 0, buffersCreated: 0 }
    for (let index = 1; index <= steps; index++) {
      onProgress(`${name}: step ${index} of ${steps}`, index / steps)
      before = { dispatches: tally.dispatches, buffersCreated: tally.buffersCreated }
      const start = performance.now()
      await step(index)
      times.push(performance.now() - start)
    }
    engine.destroy()
    return {
      engine: name,
      config: size,
      msPerStep: median(times),
      firstStepMs,
      dispatches: tally.dispatches - before.dispatches,
      buffersCreated: tally.buffersCreated - before.buffersCreated,
      peakBytes: tally.peakBytes,
      adapter: gpu.description,
    }
  } finally {
    tally.stop()
    gpu.device.destroy()
  }
}

function benchConfig({ channels, cells, batch }: BenchShape): SearchConfig {
  const published = presetConfig('desktop')
  return {
    ...published,
    space: { ...published.space, channels, cells },
    strategy: { ...published.strategy, batch },
    dataset: { ...published.dataset, trainImages: 4 * batch, testImages: 0 },
  }
}

function noiseDataset(
  { extent, imageChannels }: BenchShape,
  { dataset: { name, trainImages } }: SearchConfig,
): Dataset {
  const key = randomKey(0)
  const bytes = trainImages * extent * extent * imageChannels
  return {
    name,
    trainImages,
    testImages: 0,
    classNames: [],
    data: {
      images: Uint8Array.from({ length: bytes }, (_, i) => randomBits(key, i) >>> 24),
      labels: Uint8Array.from({ length: trainImages }, (_, i) => i % CLASSES),
      count: trainImages,
      height: extent,
      width: extent,
      channels: imageChannels,
      classes: CLASSES,
      mean: new Array<number>(imageChannels).fill(0.5),
      deviation: new Array<number>(imageChannels).fill(0.29),
    },
  }
}

async function openEngine(
  name: EngineName,
  gpu: Gpu,
  network: Network,
  options: EngineOptions,
): Promise<TrainingEngine> {
  if (name === 'plan') {
    const { createPlanEngine } = await import('../engine/plan/planEngine')
    return createPlanEngine(gpu, network, options)
  }
  const [{ prepareWebGpuBackend }, { createEagerEngine }] = await Promise.all([
    import('../engine/tfjsBackend'),
    import('../engine/eager/eagerEngine'),
  ])
  await prepareWebGpuBackend(gpu)
  return createEagerEngine(network, options, 'webgpu')
}

function stepper(config: SearchConfig, dataset: Dataset, engine: TrainingEngine) {
  const split = splitDataset(dataset.trainImages, dataset.testImages, config.seed)
  const strategy = DARTS.begin({ config, engine, split })
  return (index: number) => strategy.step(index)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return ((low ?? NaN) + (high ?? NaN)) / 2
}
