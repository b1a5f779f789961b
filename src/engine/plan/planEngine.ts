import { augmentationKey, augments } from '../augmentation'
import { withErrorScope, type Gpu } from '../device'
import type {
  BatchMetrics,
  EngineOptions,
  EngineState,
  EvaluationOptions,
  EvaluationResult,
  ImageData8,
  Inspection,
  InspectionOptions,
  StepMetrics,
  TrainingEngine,
  TrainingStep,
} from '../engine'
import { pathDrops } from '../dropPath'
import { copyEngineState, initialEngineState } from '../initialState'
import { classProbabilities, ToldLogits } from '../logits'
import { averageShare, keepsAverage, requireAverage } from '../runningAverage'
import { floatBits, STEP_FIELDS, STEP_WORDS } from '../kernels/kernel'
import { FIRST_SUBMIT_DISPATCHES } from '../submits'
import type { Dispatch } from './link'
import type { GatePath, Network } from '../../network/network'
import { liveLayers } from '../../network/paths'
import type { Plan, ReadableProgram } from './compile'
import { fittingPlan } from './fittingPlan'
import { PathPrograms } from './pathPrograms'
import { Executor } from './executor'
import type { Region } from './operations'
import { compilePipelines, pipelineCache } from './pipelines'
import { PlanMemory } from './planMemory'
import { DispatchTimer, type TimedDispatch } from './profiler'
import { StagingRing } from './staging'
import { METRICS } from './stateLayout'
import { ValueReader, type RowsWanted } from './valueReader'
import { stepPrograms } from './work'

/** Batches of an evaluation whose results travel back together. */
const EVALUATION_BATCHES = 16

/**
 * Compiles the network for the GPU and loads its initial state.
 * @throws PlanTooLargeError when the device cannot hold it; Error when a shader does not compile;
 * AbortError when the signal in `options` says so
 */
export async function createPlanEngine(
  gpu: Gpu,
  network: Network,
  options: EngineOptions,
): Promise<PlanEngine> {
  const { software, device } = gpu
  const plan = fittingPlan({ software, limits: device.limits }, network, options)
  await compilePipelines(gpu.device, plan.kernels, options)
  return withErrorScope(gpu.device, () => new PlanEngine(gpu, network, options, plan))
}

interface ForwardProgram {
  readonly name: ReadableProgram
  readonly dispatches: readonly Dispatch[]
}

type StepRates = Pick<TrainingStep, 'learningRate' | 'dropPath'>

interface StepValues extends Partial<StepRates> {
  readonly side?: 'gate' | 'weight'
  readonly meanShare?: number
}

export class PlanEngine implements TrainingEngine {
  readonly batch: number
  /** Along a path, those of the last step. */
  dispatchesPerStep: number
  private readonly memory: PlanMemory
  private readonly executor: Executor
  private readonly staging: StagingRing
  private readonly paths: PathPrograms
  private readonly reader: ValueReader
  private step = 0
  private gateSteps = 0
  private lastDone = 0

  constructor(
    private readonly gpu: Gpu,
    readonly network: Network,
    private readonly options: EngineOptions,
    readonly plan: Plan,
  ) {
    const { bindGroupLayout, pipelines } = pipelineCache(gpu.device)
    this.batch = options.batch
    this.memory = new PlanMemory(gpu, bindGroupLayout, plan)
    this.paths = new PathPrograms(plan, options.execution ?? 'mixture', this.memory)
    const first = FIRST_SUBMIT_DISPATCHES[gpu.software ? 'software' : 'hardware']
    this.executor = new Executor(gpu, pipelines, this.memory, first)
    this.dispatchesPerStep = stepPrograms(plan, options).flat().length
    this.staging = new StagingRing(gpu, 4 * stepResults(plan, true).size)
    this.reader = new ValueReader(gpu, plan, this.memory, this.executor, this.staging)
    this.importState(initialEngineState(network, options.seed))
  }

  get gpuBytes(): number {
    return this.memory.bytes
  }

  load(data: ImageData8): void {
    const { shape } = this.network.layers[this.network.input]!
    const sizes = ['height', 'width', 'channels'] as const
    if (sizes.some((size) => data[size] !== shape[size])) {
      throw new Error('The images have another shape than the network input')
    }
    this.memory.load(data)
  }

  async train({ gateBatch, weightBatch, path, ...rates }: TrainingStep): Promise<StepMetrics> {
    const started = performance.now()
    const before = this.executor.dispatches
    const { programs } = this.plan
    if (gateBatch) {
      if (path) throw new Error('A step along a path has no alpha step')
      this.gateSteps++
      if (weightBatch && this.options.order === 'second') {
        this.unrolledGradient(gateBatch, weightBatch, rates)
      } else {
        this.writeStep(gateBatch, { ...rates, side: 'gate' })
        this.executor.run(programs.gatePass)
      }
      this.executor.run(programs.updateGates)
    }
    if (weightBatch) {
      const meanShare = averageShare(this.options, this.step + 1)
      this.writeStep(weightBatch, { ...rates, side: 'weight', meanShare })
      this.executor.run(...this.paths.along(path, 'weightPass', 'updateWeights'))
    }
    const dispatches = this.executor.dispatches - before
    if (path) this.dispatchesPerStep = dispatches
    this.step++
    const { step } = this
    const results = stepResults(this.plan, gateBatch !== null)
    const values = await this.readBack(results)
    this.measure(started, dispatches)
    const { alphaGradients, alphas, metrics: region } = this.plan.layout
    const part = ({ offset, size }: Region) =>
      values.slice(offset - results.offset, offset - results.offset + size)
    const metrics = part(region)
    const batch = (slot: number): BatchMetrics => ({
      loss: metrics[slot]!,
      correct: metrics[slot + 1]!,
    })
    return {
      step,
      alphas: part(alphas),
      ...(gateBatch && { alphaGradients: part(alphaGradients) }),
      gateStep: gateBatch && batch(METRICS.gateLoss),
      weightStep: weightBatch && {
        ...batch(METRICS.weightLoss),
        gradientNorm: metrics[METRICS.gradientNorm]!,
      },
    }
  }

  async evaluate(
    indices: Uint32Array,
    { predictions, probabilities, average, ...options }: EvaluationOptions = {},
  ): Promise<EvaluationResult> {
    if (average) requireAverage(this.options)
    const program = this.forwardProgram(indices, options)
    const exchange = average ? this.plan.programs.exchangeAverage : []
    const told = new ToldLogits(indices.length, this.classes, { predictions, probabilities })
    let loss = 0
    let correct = 0
    const bundle = this.batch * EVALUATION_BATCHES
    for (let start = 0; start < indices.length; start += bundle) {
      const examples = indices.subarray(start, start + bundle)
      // All is queued before anything is awaited, so that no step meets the mean in its weights.
      this.executor.run(exchange)
      const bundled = this.evaluateBundle(examples, program, told.wanted)
      this.executor.run(exchange)
      const parts = await Promise.all(bundled)
      loss += parts.reduce((sum, part) => sum + part.loss, 0)
      correct += parts.reduce((sum, part) => sum + part.correct, 0)
      parts.forEach(({ logits }, batch) => told.take(logits, start + batch * this.batch))
    }
    return { loss: loss / indices.length, correct, count: indices.length, ...told.results }
  }

  async inspect(
    indices: Uint32Array,
    { maps, ...options }: InspectionOptions,
  ): Promise<Inspection> {
    const { name, dispatches } = this.forwardProgram(indices, options)
    const live = options.path && liveLayers(this.network, options.path)
    const running = maps.filter(({ layer }) => live?.[layer] ?? true)
    const wanted = running.map(({ layer, ...rows }) => {
      return { ...rows, layer: this.network.layers[layer]!.name }
    })
    this.writeStep(indices, {})
    const [logits, ...read] = await this.reader.run(name, dispatches, [
      this.logitRows(indices.length),
      ...wanted,
    ])
    const outputs = new Map(running.map((request, at) => [request, read[at]!]))
    return {
      probabilities: classProbabilities(logits!, this.classes),
      maps: maps.map((request) => outputs.get(request) ?? null),
    }
  }

  async recalibrate(indices: Uint32Array, path?: GatePath): Promise<void> {
    const batches = Math.floor(indices.length / this.batch)
    const programs = this.paths.along(path, 'statistics')
    for (let batch = 0; batch < batches; batch++) {
      const examples = indices.subarray(batch * this.batch, (batch + 1) * this.batch)
      this.writeStep(examples, { meanShare: 1 / (batch + 1) })
      this.executor.run(...programs)
    }
    await this.readBack(this.plan.layout.metrics)
  }

  async readAlphas(): Promise<Float32Array> {
    return this.readBack(this.plan.layout.alphas)
  }

  async exportState(): Promise<EngineState> {
    const { step, gateSteps } = this
    const vectors = await Promise.all(
      Object.entries(stateRegions(this.plan)).map(
        async ([name, region]) => [name, await this.readBack(region)] as const,
      ),
    )
    return { step, gateSteps, ...(Object.fromEntries(vectors) as StateVectors) }
  }

  importState(given: EngineState): void {
    const state = copyEngineState(this.network, given, keepsAverage(this.options))
    this.step = state.step
    this.gateSteps = state.gateSteps
    const regions = stateRegions(this.plan)
    for (const [name, region] of Object.entries(regions)) {
      this.memory.write(region, state[name as keyof StateVectors]!)
    }
    this.executor.run(this.plan.programs.refresh)
  }

  /** Any range of the state buffer, after everything queued so far; for tests and exports. */
  async readBack(region: Region): Promise<Float32Array> {
    const encoder = this.gpu.device.createCommandEncoder()
    const copied = this.staging.copy(encoder, this.memory.state, 4 * region.offset, 4 * region.size)
    this.gpu.device.queue.submit([encoder.finish()])
    return new Float32Array(await copied.read())
  }

  /**
   * Times every dispatch that `work` has this engine make, each in a pass of its own. The work must
   * await its results. @throws NoTimestampsError when the device has none
   */
  async profile(work: () => Promise<void>): Promise<TimedDispatch[]> {
    const timer = (this.executor.timer = new DispatchTimer(this.gpu))
    try {
      await work()
      return await timer.times()
    } finally {
      this.executor.timer = null
      timer.destroy()
    }
  }

  destroy(): void {
    this.memory.destroy()
    this.staging.destroy()
  }

  /** What goes forward as the options say. @throws Error when they do not fit */
  private forwardProgram(
    indices: Uint32Array,
    { path, statistics = 'running' }: Pick<EvaluationOptions, 'path' | 'statistics'>,
  ): ForwardProgram {
    if (statistics === 'batch' && indices.length % this.batch !== 0) {
      throw new Error(`Batch statistics need whole batches of ${this.batch} examples`)
    }
    const name = statistics === 'batch' ? 'statistics' : 'evaluate'
    return { name, dispatches: this.paths.along(path, name)[0]! }
  }

  /** Queues every batch. Metrics are sums over its examples. */
  private evaluateBundle(
    indices: Uint32Array,
    { name, dispatches }: ForwardProgram,
    withLogits: boolean,
  ) {
    const metrics: Region = {
      kind: 'region',
      offset: this.plan.layout.metrics.offset + METRICS.weightLoss,
      size: 2,
    }
    const batches = Math.ceil(indices.length / this.batch)
    return Array.from({ length: batches }, async (_, index) => {
      const batch = indices.subarray(index * this.batch, (index + 1) * this.batch)
      this.writeStep(batch, {})
      const rows = withLogits ? [this.logitRows(batch.length)] : []
      const [[logits], [loss, correct]] = await Promise.all([
        this.reader.run(name, dispatches, rows),
        this.readBack(metrics),
      ])
      return { loss: loss! * batch.length, correct: correct!, logits }
    })
  }

  /** Logits of the first examples of a batch. */
  private logitRows(images: number): RowsWanted {
    const { layers, logits } = this.plan.network
    const channels = Array.from({ length: this.classes }, (_, each) => each)
    return { layer: layers[logits]!.name, channels, images }
  }

  private get classes(): number {
    return this.network.layers[this.network.logits]!.shape.channels
  }

  /** Leaves the second-order alpha gradient where the first-order one would be. */
  private unrolledGradient(
    gateBatch: Uint32Array,
    weightBatch: Uint32Array,
    rates: StepRates,
  ): void {
    const { programs } = this.plan
    this.writeStep(weightBatch, { ...rates, side: 'weight' })
    this.executor.run(programs.weightPass, programs.lookAhead)
    this.writeStep(gateBatch, { ...rates, side: 'gate' })
    this.executor.run(programs.bothPass, programs.stepForward)
    this.writeStep(weightBatch, { ...rates, side: 'weight' })
    this.executor.run(programs.gatePass, programs.stepBackward)
    this.executor.run(programs.gatePass, programs.unrolledGradient)
  }

  /** Uploads what changes from step to step. `side` names the augmentation stream; absent is off. */
  private writeStep(
    indices: Uint32Array,
    { learningRate = 0, dropPath, side, meanShare = 0 }: StepValues,
  ): void {
    if (indices.length > this.batch || (side && indices.length !== this.batch)) {
      throw new Error(`A training batch holds ${this.batch} examples, not ${indices.length}`)
    }
    const { augmentation, gateOptimiser, seed } = this.options
    const augmented = side && augments(augmentation)
    const step = new Uint32Array(STEP_WORDS + this.batch)
    step[STEP_FIELDS.count] = indices.length
    step[STEP_FIELDS.augmentationKey] = augmented ? augmentationKey(seed, this.step, side) : 0
    step[STEP_FIELDS.learningRate] = floatBits(learningRate)
    const [first, second] = gateOptimiser.betas
    step[STEP_FIELDS.firstCorrection] = floatBits(1 - first ** this.gateSteps)
    step[STEP_FIELDS.secondCorrection] = floatBits(1 - second ** this.gateSteps)
    step[STEP_FIELDS.labelBytes] = this.memory.labelBytes
    step[STEP_FIELDS.meanShare] = floatBits(meanShare)
    if (side) {
      const { key, keep, factor } = pathDrops(seed, this.step, side, dropPath)
      step[STEP_FIELDS.dropPathKey] = key
      step[STEP_FIELDS.keepProbability] = floatBits(keep)
      step[STEP_FIELDS.keepFactor] = floatBits(factor)
    }
    step.set(indices, STEP_WORDS)
    this.gpu.device.queue.writeBuffer(this.memory.step, 0, step)
  }

  /** Steps overlap in the queue, so a step's time counts from the end of the one before. */
  private measure(started: number, dispatches: number): void {
    const now = performance.now()
    this.executor.adapt(dispatches, now - Math.max(started, this.lastDone))
    this.lastDone = now
  }
}

type StateVectors = Omit<EngineState, 'step' | 'gateSteps'>

/** Where the vectors of a state lie. */
function stateRegions({ layout }: Plan): Readonly<Record<string, Region>> {
  return {
    weights: layout.weights,
    momentum: layout.momentum,
    alphas: layout.alphas,
    gateFirstMoment: layout.gateFirstMoment,
    gateSecondMoment: layout.gateSecondMoment,
    runningStatistics: layout.running,
    ...(layout.average && {
      averageWeights: layout.average.weights,
      averageStatistics: layout.average.running,
    }),
  }
}

/** What a step reports, in one range: the metrics, the alphas, and their gradients if it took any. */
function stepResults({ layout }: Plan, gates: boolean): Region {
  const { offset } = gates ? layout.alphaGradients : layout.alphas
  const end = layout.metrics.offset + layout.metrics.size
  return { kind: 'region', offset, size: end - offset }
}
