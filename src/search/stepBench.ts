import type { Dataset } from '../data/dataset'
import { splitDataset } from '../data/split'
import { requestGpu, type Gpu } from '../engine/device'
import type { EngineOptions, TrainingEngine } from '../engine/engine'
import { createPlanEngine, PlanEngine } from '../engine/plan/planEngine'
import { parameterCount, type Network } from '../network/network'
import type {
  BenchSize,
  EngineName,
  ProgressListener,
  StepBenchOptions,
  StepBenchRow,
} from '../run/automation'
import type { DartsOrder, SearchConfig } from '../run/config'
import { spaceModel } from '../space/spaceModels'
import { CandidateCosts } from '../strategies/costs'
import { DARTS } from '../strategies/darts'
import { benchProblem } from './benchProblem'
import { GpuTally, type GpuCounts } from './gpuTally'
import { median } from './kernelTimes'

interface Contender {
  readonly name: EngineName
  readonly steps: number
  readonly gpu: Gpu
  readonly engine: TrainingEngine
  readonly step: (index: number) => Promise<unknown>
  firstStepMs: number
  readonly times: number[]
  /** Of its last step. */
  counts: GpuCounts
  /** Bytes of its buffers now, and the most there ever were. */
  bytes: number
  peakBytes: number
}

/**
 * Times DARTS steps of engines on this device's WebGPU adapter, turn by turn, each step waited for
 * before the next, on noise images. Counting is part of what is timed, equally for every engine.
 * @throws NoWebGpuError without WebGPU
 */
export async function benchSteps(
  { config: size, order, engines }: StepBenchOptions,
  onProgress: ProgressListener,
): Promise<readonly StepBenchRow[]> {
  const tally = new GpuTally()
  const contenders: Contender[] = []
  try {
    for (const { engine, steps } of engines) {
      contenders.push(await openContender({ size, order, engine, steps }, tally, onProgress))
    }
    const rounds = Math.min(...engines.map(({ steps }) => steps))
    for (let round = 0; round < rounds; round++) {
      for (const contender of contenders) {
        const share = (before: number) => Math.floor((contender.steps * before) / rounds)
        for (let index = share(round) + 1; index <= share(round + 1); index++) {
          onProgress(`${contender.name}: step ${index}`, index / contender.steps)
          await timeStep(contender, index, tally)
        }
      }
    }
    return contenders.map((contender) => rowOf(contender, size, order))
  } finally {
    tally.stop()
    for (const { engine, gpu } of contenders) {
      engine.destroy()
      gpu.device.destroy()
    }
  }
}

async function openContender(
  asked: { size: BenchSize; order: DartsOrder; engine: EngineName; steps: number },
  tally: GpuTally,
  onProgress: ProgressListener,
): Promise<Contender> {
  const { size, order, engine: name, steps } = asked
  const { config, dataset } = benchProblem(size)
  const held = tally.beginPeak()
  const began = performance.now()
  const gpu = await requestGpu()
  const engine = await openEngine(name, gpu, DARTS.supernet(config, dataset.data), {
    ...DARTS.engineOptions(config),
    order,
    onProgress: (fraction) => onProgress(`${name}: compile`, fraction),
  })
  engine.load(dataset.data)
  const step = await stepper(config, dataset, engine)
  await step(0)
  return {
    ...{ name, steps, gpu, engine, step },
    firstStepMs: performance.now() - began,
    times: [],
    counts: tally.counts,
    bytes: tally.bytes - held,
    peakBytes: tally.peakBytes - held,
  }
}

async function timeStep(contender: Contender, index: number, tally: GpuTally): Promise<void> {
  const others = tally.beginPeak() - contender.bytes
  const before = tally.counts
  const start = performance.now()
  await contender.step(index)
  contender.times.push(performance.now() - start)
  contender.counts = tally.since(before)
  contender.bytes = tally.bytes - others
  contender.peakBytes = Math.max(contender.peakBytes, tally.peakBytes - others)
}

function rowOf(contender: Contender, config: BenchSize, order: DartsOrder): StepBenchRow {
  const { name, gpu, engine, times, counts, firstStepMs, peakBytes } = contender
  return {
    bench: 'step',
    engine: name,
    config,
    order,
    msPerStep: median(times),
    spread: [Math.min(...times), Math.max(...times)],
    firstStepMs,
    ...counts,
    peakBytes,
    recomputes: engine instanceof PlanEngine && engine.plan.recomputes,
    params: parameterCount(engine.network),
    adapter: gpu.description,
  }
}

async function openEngine(
  name: EngineName,
  gpu: Gpu,
  network: Network,
  options: EngineOptions,
): Promise<TrainingEngine> {
  if (name === 'plan') {
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
  const context = { config, space, engine, split, costs, gateCost: null }
  const strategy = await DARTS.begin(context, null)
  return (index: number) => strategy.step(index)
}
