import type { Dataset } from '../data/dataset'
import { splitDataset } from '../data/split'
import { requestGpu, type Gpu } from '../engine/device'
import type { EngineOptions, TrainingEngine } from '../engine/engine'
import { parameterCount, type Network } from '../network/network'
import type {
  EngineName,
  ProgressListener,
  StepBenchOptions,
  StepBenchRow,
} from '../run/automation'
import type { SearchConfig } from '../run/config'
import { spaceModel } from '../space/spaceModels'
import { CandidateCosts } from '../strategies/costs'
import { DARTS } from '../strategies/darts'
import { benchProblem } from './benchProblem'
import { GpuTally } from './gpuTally'
import { median } from './kernelTimes'

/**
 * Times DARTS steps of one engine on this device's WebGPU adapter, each waited for before
 * the next, on noise images. Counting is part of what is timed, equally for every engine.
 * @throws NoWebGpuError without WebGPU
 */
export async function benchStep(
  { config: size, engine: name, order, steps }: StepBenchOptions,
  onProgress: ProgressListener,
): Promise<StepBenchRow> {
  const { config, dataset } = benchProblem(size)
  const gpu = await requestGpu()
  const tally = new GpuTally()
  try {
    const began = performance.now()
    const engine = await openEngine(name, gpu, DARTS.supernet(config, dataset.data), {
      ...DARTS.engineOptions(config),
      order,
      onProgress: (fraction) => onProgress(`${name}: compile`, fraction),
    })
    engine.load(dataset.data)
    const step = await stepper(config, dataset, engine)
    await step(0)
    const firstStepMs = performance.now() - began

    const times: number[] = []
    let before = tally.counts
    for (let index = 1; index <= steps; index++) {
      onProgress(`${name}: step ${index} of ${steps}`, index / steps)
      before = tally.counts
      const start = performance.now()
      await step(index)
      times.push(performance.now() - start)
    }
    engine.destroy()
    const after = tally.counts
    return {
      bench: 'step',
      engine: name,
      config: size,
      order,
      msPerStep: median(times),
      spread: [Math.min(...times), Math.max(...times)],
      firstStepMs,
      dispatches: after.dispatches - before.dispatches,
      submits: after.submits - before.submits,
      buffersCreated: after.buffersCreated - before.buffersCreated,
      peakBytes: tally.peakBytes,
      params: parameterCount(engine.network),
      adapter: gpu.description,
    }
  } finally {
    tally.stop()
    gpu.device.destroy()
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

async function stepper(config: SearchConfig, dataset: Dataset, engine: TrainingEngine) {
  const split = splitDataset(dataset.trainImages, dataset.testImages, config.seed)
  const { height, width, channels, classes } = dataset.data
  const costs = new CandidateCosts(config.space, { height, width, channels }, classes)
  const space = spaceModel(config.space)
  const strategy = await DARTS.begin({ config, space, engine, split, costs }, null)
  return (index: number) => strategy.step(index)
}
