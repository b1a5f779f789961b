import { fittingPlan } from '../engine/plan/fittingPlan'
import { datasetLayout, requireFit } from '../engine/plan/limits'
import { planBytes, type Plan } from '../engine/plan/compile'
import { stepPrograms, workAlong, workOf } from '../engine/plan/work'
import type { EngineOptions } from '../engine/engine'
import { gateCount, type GatePath, type Network } from '../network/network'
import { gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import type { SearchConfig } from '../run/config'
import { datasetFormat } from '../run/datasets'
import {
  addWork,
  NO_WORK,
  timesWork,
  type GpuWork,
  type PlanningDevice,
  type SearchForecast,
} from '../run/forecast'
import { drawUniform } from '../space/draws'
import { spaceModel } from '../space/spaceModels'
import type { LatencySource } from '../strategies/costs'
import { layGround } from './groundwork'
import { searchSchedule, type Passes } from './searchSchedule'

/** Random paths that stand for all of them: their mean is known to a few per cent. */
const PATHS = 24

/** What a pass over one batch asks of the GPU. */
interface PassWork {
  readonly trained: GpuWork
  readonly statistics: GpuWork
  readonly evaluated: GpuWork
}

/**
 * Plans a search as its engine would, but allocates nothing: what it will hold and do. Takes as long as
 * compiling does, seconds for the largest supernets.
 */
export function forecastSearch(config: SearchConfig, device: PlanningDevice): SearchForecast {
  try {
    return plannedForecast(config, device)
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) }
  }
}

function plannedForecast(config: SearchConfig, device: PlanningDevice): SearchForecast {
  const { dataset } = config
  const { input, classes } = datasetFormat(dataset)
  const { trainImages, testImages } = dataset
  const { network, engineOptions } = layGround(
    config,
    { format: { ...input, classes }, trainImages, testImages },
    ANY_LATENCY,
  )
  const plan = fittingPlan(device, network, engineOptions)
  requireFit(device.limits, plan)
  const images = trainImages + testImages
  const pixels = images * input.height * input.width * input.channels
  const { trainingSteps, judging, testing } = searchSchedule(config)
  const work = passWork(config, network, plan, engineOptions)
  return {
    kind: 'planned',
    gpuBytes: planBytes(plan) + datasetLayout(pixels, images).size,
    recomputes: plan.recomputes,
    work: {
      step: work.trained,
      trainingSteps,
      training: timesWork(trainingSteps, work.trained),
      judging: workOfPasses(judging, work),
      testing: workOfPasses(testing, work),
    },
  }
}

/**
 * Stands in for latencies that the search itself would measure first: what costs come out as changes
 * neither memory nor work.
 */
const ANY_LATENCY: LatencySource = {
  predict: () => ({ ms: 1, lowMs: 1, highMs: 1, source: 'predicted' }),
  gates: (_, supernet) => new Float32Array(gateCount(supernet)),
}

function passWork(
  config: SearchConfig,
  network: Network,
  plan: Plan,
  options: EngineOptions,
): PassWork {
  const { statistics, evaluate } = plan.programs
  if (options.execution !== 'path') {
    const trained = workOf(stepPrograms(plan, options))
    return { trained, statistics: NO_WORK, evaluated: workOf([evaluate]) }
  }
  const paths = randomPaths(config, network)
  const mean = (programs: Parameters<typeof workAlong>[2]) => {
    const works = paths.map((path) => workAlong(plan.network, path, programs))
    return timesWork(1 / paths.length, works.reduce(addWork, NO_WORK))
  }
  return {
    trained: mean(stepPrograms(plan, options)),
    statistics: mean([statistics]),
    evaluated: mean([evaluate]),
  }
}

function randomPaths({ space }: SearchConfig, network: Network): GatePath[] {
  const model = spaceModel(space)
  const key = splitKey(randomKey(0), 'forecast')
  const paths: GatePath[] = []
  for (let draw = 0; draw < 10 * PATHS && paths.length < PATHS; draw++) {
    const choices = drawUniform(model, splitKey(key, draw))
    if (choices) paths.push(gatePath(space, network, choices))
  }
  if (paths.length === 0) throw new Error('The space gave no architecture')
  return paths
}

function workOfPasses(passes: Passes, work: PassWork): GpuWork {
  return addWork(
    timesWork(passes.trained, work.trained),
    addWork(
      timesWork(passes.statistics, work.statistics),
      timesWork(passes.evaluated, work.evaluated),
    ),
  )
}
