import { requestGpu } from '../engine/device'
import type { Execution, ImageData8 } from '../engine/engine'
import { createPlanEngine, type PlanEngine } from '../engine/plan/planEngine'
import { NoTimestampsError, type TimedDispatch } from '../engine/plan/profiler'
import { gateCount } from '../network/network'
import { gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import type { SearchConfig } from '../run/config'
import { datasetFormat } from '../run/datasets'
import type { ProfileNews } from '../run/stepProfile'
import { drawUniform } from '../space/draws'
import type { Choices, SpaceModel } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { STRATEGIES } from '../strategies/strategies'
import { clockTick, kernelTimes, median } from './kernelTimes'
import { noiseImages } from './noiseImages'

/** Draws before a space counts as empty: not every draw is an architecture. */
const MOST_TRIALS = 500

export interface ProfileOptions {
  /** Measurements: one step as in a search, and one with every dispatch timed. */
  readonly repeats: number
  /** Images to train on; noise of the data set's format unless given. At least two batches. */
  readonly images?: ImageData8
  /** Hears of every measurement as it comes; the last one is complete. */
  readonly onNews: (news: ProfileNews) => void
}

/**
 * Measures where the time of one search step of `config` goes, kernel by kernel, on a GPU device of
 * its own: a search that is paused on another keeps its state.
 * @throws NoWebGpuError without WebGPU; NoTimestampsError where the device has no timestamps;
 * PlanTooLargeError when the device cannot hold the supernet
 */
export async function profileStep(
  config: SearchConfig,
  { repeats, images, onNews }: ProfileOptions,
): Promise<void> {
  const gpu = await requestGpu()
  try {
    if (!gpu.timestamps) throw new NoTimestampsError()
    const { batch } = config.strategy
    const data = images ?? noiseImages(datasetFormat(config.dataset), 2 * batch)
    const method = STRATEGIES[config.strategy.name]
    const options = method.engineOptions(config)
    const engine = await createPlanEngine(gpu, method.supernet(config, data), {
      ...options,
      onProgress: (fraction) => onNews({ type: 'compiling', fraction }),
    })
    engine.load(data)
    const step = stepper(engine, config, options.execution)
    await step()
    const stepTimes: number[] = []
    const measured: TimedDispatch[][] = []
    for (let repeat = 1; repeat <= repeats; repeat++) {
      const start = performance.now()
      await step()
      stepTimes.push(performance.now() - start)
      measured.push(await engine.profile(step))
      const profile = {
        kernels: kernelTimes(measured),
        stepMs: median(stepTimes),
        repeats: repeat,
        plannedRepeats: repeats,
        clockTickMs: clockTick(measured.flat().map(({ ms }) => ms)),
        adapter: gpu.description,
      }
      onNews({ type: 'measured', profile })
    }
  } finally {
    gpu.device.destroy()
  }
}

/** Steps as a search takes them: alphas and weights where branches are mixed, weights along a path else. */
function stepper(engine: PlanEngine, { space, strategy }: SearchConfig, execution?: Execution) {
  const { batch, network } = engine
  const { learningRate } = strategy
  const weightBatch = Uint32Array.from({ length: batch }, (_, i) => batch + i)
  const gateBatch = Uint32Array.from({ length: batch }, (_, i) => i)
  const model = spaceModel(space)
  let steps = 0
  return async () => {
    const index = steps++
    if (execution === 'path') {
      const path = gatePath(space, network, uniformChoices(model, index))
      await engine.train({ gateBatch: null, weightBatch, learningRate, path })
    } else {
      const gated = gateCount(network) > 0
      await engine.train({ gateBatch: gated ? gateBatch : null, weightBatch, learningRate })
    }
  }
}

function uniformChoices(model: SpaceModel, index: number): Choices {
  const key = splitKey(randomKey(0), index)
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const choices = drawUniform(model, splitKey(key, trial))
    if (choices) return choices
  }
  throw new Error('No architecture of this space was found')
}
