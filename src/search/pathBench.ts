import { splitDataset } from '../data/split'
import { BatchSequence } from '../data/batches'
import { requestGpu, type Gpu } from '../engine/device'
import type { EngineOptions, Execution } from '../engine/engine'
import { createPlanEngine, type PlanEngine } from '../engine/plan/planEngine'
import { parameterCount } from '../network/network'
import { gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import type { PathBenchOptions, PathBenchRow, ProgressListener } from '../run/automation'
import { drawUniform } from '../space/draws'
import { spaceModel } from '../space/spaceModels'
import { DARTS } from '../strategies/darts'
import { benchProblem } from './benchProblem'
import { median } from './kernelTimes'

interface Contender {
  readonly execution: Execution
  readonly engine: PlanEngine
  readonly times: number[]
}

/**
 * Times weight steps of the whole supernet and of single paths drawn uniformly, turn by turn on one
 * device, each waited for before the next, on noise images. Every path is another one, so that what
 * choosing it costs is part of the time. @throws NoWebGpuError without WebGPU
 */
export async function benchPaths(
  { config: size, steps }: PathBenchOptions,
  onProgress: ProgressListener,
): Promise<readonly PathBenchRow[]> {
  const { config, dataset } = benchProblem(size)
  const gpu = await requestGpu()
  try {
    const open = (execution: Execution) => openContender(gpu, size, execution, onProgress)
    const contenders = [await open('mixture'), await open('path')]
    const split = splitDataset(dataset.trainImages, dataset.testImages, config.seed)
    const key = splitKey(randomKey(config.seed), 'path benchmark')
    const batches = new BatchSequence(split.weights, config.strategy.batch, key)
    const model = spaceModel(config.space)
    for (let index = 0; index <= steps; index++) {
      onProgress(`step ${index} of ${steps}`, index / steps)
      for (const { engine, execution, times } of contenders) {
        const start = performance.now()
        const choices = drawUniform(model, splitKey(key, index))
        if (!choices) throw new Error('Cell spaces are meant to have no impossible draws')
        const path = { path: gatePath(config.space, engine.network, choices) }
        await engine.train({
          gateBatch: null,
          weightBatch: batches.at(index),
          learningRate: config.strategy.learningRate,
          ...(execution === 'path' ? path : {}),
        })
        if (index > 0) times.push(performance.now() - start)
      }
    }
    return contenders.map((contender) => rowOf(contender, size, gpu))
  } finally {
    gpu.device.destroy()
  }
}

async function openContender(
  gpu: Gpu,
  size: PathBenchOptions['config'],
  execution: Execution,
  onProgress: ProgressListener,
): Promise<Contender> {
  const { config, dataset } = benchProblem(size)
  const options: EngineOptions = {
    ...DARTS.engineOptions(config),
    execution,
    onProgress: (fraction) => onProgress(`${execution}: compile`, fraction),
  }
  const engine = await createPlanEngine(gpu, DARTS.supernet(config, dataset.data), options)
  engine.load(dataset.data)
  return { execution, engine, times: [] }
}

function rowOf(
  { execution, engine, times }: Contender,
  config: PathBenchOptions['config'],
  gpu: Gpu,
): PathBenchRow {
  const { weightPass, updateWeights } = engine.plan.programs
  return {
    bench: 'path',
    config,
    execution,
    msPerStep: median(times),
    spread: [Math.min(...times), Math.max(...times)],
    dispatches:
      execution === 'path' ? engine.dispatchesPerStep : weightPass.length + updateWeights.length,
    gpuBytes: engine.gpuBytes,
    params: parameterCount(engine.network),
    adapter: gpu.description,
  }
}
