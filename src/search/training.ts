import { BatchSequence } from '../data/batches'
import type { Dataset } from '../data/dataset'
import type { EngineOptions, EngineState, StepMetrics, TrainingEngine } from '../engine/engine'
import { initialEngineState } from '../engine/initialState'
import { networkCost } from '../network/cost'
import { parameterCount, type Network } from '../network/network'
import { leadingStatistics } from '../network/runningStatistics'
import { buildTrainable, buildTrained } from '../network/trainingNetworks'
import { randomKey, splitKey } from '../random/random'
import type { EngineInfo } from '../run/events'
import type {
  TrainedWeights,
  TrainingConfig,
  TrainingEvent,
  TrainingPhase,
  TrainingPoint,
  TrainingResult,
  ValidationPoint,
} from '../run/training'
import { DivergedError } from './failure'
import { GpuTurn } from './gpuTurn'
import { Stopwatch } from './stopwatch'
import { testReport } from './testReport'
import type { TrainingHost } from './trainingHost'
import { trainingSchedule, type TrainingSchedule } from './trainingSchedule'

/** Steps queued at once, so that readbacks cost no time. */
const STEPS_IN_FLIGHT = 2
const TELL_INTERVAL_MS = 80
const KEEP_INTERVAL_MS = 30_000

type TrainingTask = Extract<TrainingEvent, { readonly type: 'progress' }>['task']

interface KeptBest extends TrainedWeights {
  readonly validation: ValidationPoint
}

/** All that a training needs to go on. Structured-cloneable. */
export interface TrainingCheckpoint {
  readonly version: 1
  readonly config: TrainingConfig
  readonly engine: EngineState
  readonly step: number
  readonly best: KeptBest | null
  /** Validations since the best one. */
  readonly sinceBest: number
  readonly elapsedMs: number
}

interface Opened {
  readonly engine: TrainingEngine
  readonly dataset: Dataset
  readonly info: EngineInfo
  /** As it is used: what the best weights are of. */
  readonly trained: Network
}

/** The training was dropped before its end. */
export class TrainingDroppedError extends Error {
  override readonly name = 'TrainingDroppedError'
  constructor() {
    super('The training was dropped')
  }
}

/**
 * One network trained from scratch by a recipe. The best checkpoint on images held out from training is
 * kept, and judged once on test images at the end.
 */
export class Training {
  private step: number
  private best: KeptBest | null
  private sinceBest: number
  private kept: TrainingCheckpoint | null
  private keptAtMs = 0
  private paused = false
  private ending: 'finish' | 'drop' | null = null
  private wake: () => void = () => undefined
  private points: TrainingPoint[] = []
  private toldAtMs = 0
  private readonly schedule: TrainingSchedule
  private readonly stopwatch: Stopwatch
  private readonly turn: GpuTurn
  private readonly abandon = new AbortController()

  /** @throws RangeError when the recipe does not fit the data */
  constructor(
    private readonly config: TrainingConfig,
    private readonly host: TrainingHost,
    resumeFrom: TrainingCheckpoint | null = null,
  ) {
    this.schedule = trainingSchedule(config)
    this.step = resumeFrom?.step ?? 0
    this.best = resumeFrom?.best ?? null
    this.sinceBest = resumeFrom?.sinceBest ?? 0
    this.kept = resumeFrom
    this.stopwatch = new Stopwatch(() => host.now(), resumeFrom?.elapsedMs)
    this.turn = new GpuTurn(host, () => this.tellProgress('waiting', null))
  }

  /** The newest state it can be resumed from; null before there is one. */
  get checkpoint(): TrainingCheckpoint | null {
    return this.kept
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    this.wake()
  }

  /** Trains no further, and tests the best there is. */
  finish(): void {
    this.ending ??= 'finish'
    this.wake()
  }

  /** `run` then rejects with a TrainingDroppedError. */
  drop(): void {
    this.ending = 'drop'
    this.abandon.abort(new TrainingDroppedError())
    this.wake()
  }

  /** Trains to the end. @throws DivergedError when a loss is not finite; what the engine or the data throw */
  async run(): Promise<TrainingResult> {
    try {
      const result = await this.train()
      this.host.emit({ type: 'result', result })
      this.enter('finished')
      return result
    } catch (error) {
      if (!(error instanceof TrainingDroppedError)) {
        const message = error instanceof Error ? error.message : String(error)
        this.host.emit({ type: 'error', message })
        this.enter('failed')
      }
      throw error
    } finally {
      this.turn.letGo()
    }
  }

  private async train(): Promise<TrainingResult> {
    this.enter('loading')
    const opened = await this.open()
    const { engine } = opened
    try {
      const { steps, stepsPerEpoch } = this.schedule
      const { parameters, macs } = networkCost(opened.trained)
      this.host.emit({
        type: 'started',
        engine: opened.info,
        steps,
        stepsPerEpoch,
        parameters,
        macs,
      })
      await this.trainSteps(engine)
      this.enter('testing')
      const { best } = this
      const weights = best ?? (await weightsOf(engine))
      engine.importState({ ...(await engine.exportState()), ...weights })
      const test = await testReport(engine, opened.dataset.data, this.schedule.test, (fraction) => {
        this.tellProgress('test', fraction)
        this.throwIfDropped()
      })
      const { mean, deviation } = opened.dataset.data
      return {
        config: this.config,
        engine: opened.info,
        ...withoutTrainingParts(weights, engine.network, opened.trained),
        parameters,
        macs,
        classNames: opened.dataset.classNames,
        mean,
        deviation,
        best: best?.validation ?? null,
        test,
        steps: this.step,
        endedEarly: this.step < steps,
        elapsedMs: this.stopwatch.elapsedMs,
      }
    } finally {
      engine.destroy()
    }
  }

  private async open(): Promise<Opened> {
    const { subject, recipe, seed } = this.config
    const dataset = await this.host.loadDataset(this.config.dataset, (fraction) =>
      this.tellProgress('data', fraction),
    )
    const { height, width, channels, classes } = dataset.data
    const input = { height, width, channels }
    const trained = buildTrained(subject, input, classes)
    const network = buildTrainable(subject, input, classes, {
      dropPath: recipe.dropPath > 0,
      auxiliary: recipe.auxiliaryWeight > 0,
    })
    await this.turn.take(this.abandon.signal)
    this.enter('compiling')
    const { engine, kind } = await this.host.openEngine(network, {
      ...this.engineOptions(),
      onProgress: (fraction) => this.tellProgress('compile', fraction),
      signal: this.abandon.signal,
    })
    try {
      engine.load(dataset.data)
      engine.importState(this.kept?.engine ?? initialEngineState(network, trainingKey(seed)))
    } catch (error) {
      engine.destroy()
      throw error
    }
    const { gpuBytes, dispatchesPerStep } = engine
    return { engine, dataset, trained, info: { ...kind, gpuBytes, dispatchesPerStep } }
  }

  private engineOptions(): EngineOptions {
    const { recipe, dataset, seed } = this.config
    const { batch, momentum, weightDecay, gradientClip, cutout } = recipe
    const { labelSmoothing, auxiliaryWeight, averageDecay } = recipe
    return {
      batch,
      seed: trainingKey(seed),
      weightOptimiser: { momentum, weightDecay, gradientClip },
      // There are no gates to train.
      gateOptimiser: { learningRate: 0, betas: [0, 0], epsilon: 1, weightDecay: 0 },
      augmentation: { ...dataset.augmentation, cutout },
      labelSmoothing,
      auxiliaryWeight,
      averageDecay,
    }
  }

  private async trainSteps(engine: TrainingEngine): Promise<void> {
    const { schedule, config } = this
    const order = splitKey(trainingKey(config.seed), 'batches')
    const batches = new BatchSequence(schedule.train, config.recipe.batch, order)
    const inFlight: Promise<void>[] = []
    const settle = () => Promise.all(inFlight.splice(0))
    this.enter('training')
    while (this.step < schedule.steps && this.ending === null) {
      if (this.paused) {
        await settle()
        await this.rest(engine)
        continue
      }
      this.stopwatch.start()
      const step = this.step++
      const learningRate = schedule.learningRate(step)
      const training = engine.train({
        gateBatch: null,
        weightBatch: batches.at(step),
        learningRate,
        dropPath: schedule.dropPath(step),
      })
      const noted = training.then((metrics) => this.note(metrics, step + 1, learningRate))
      // Awaited in turn; when an earlier one fails, nobody waits for it any more.
      noted.catch(() => undefined)
      inFlight.push(noted)
      if (inFlight.length >= STEPS_IN_FLIGHT) await inFlight.shift()
      if (schedule.validatesAfter(this.step)) {
        await settle()
        if (await this.validate(engine)) break
      }
      if (this.stopwatch.elapsedMs - this.keptAtMs >= KEEP_INTERVAL_MS) {
        await settle()
        await this.keep(engine)
      }
    }
    await settle()
    this.stopwatch.stop()
    this.tellPoints()
    this.throwIfDropped()
    // Ended by hand before anything was validated: what there is may still be the best.
    if (config.recipe.validationImages > 0 && !this.best) await this.validate(engine)
  }

  private note({ weightStep }: StepMetrics, step: number, learningRate: number): void {
    const { loss = NaN, correct = 0 } = weightStep ?? {}
    if (!Number.isFinite(loss)) throw new DivergedError(step, loss)
    const accuracy = correct / this.config.recipe.batch
    this.points.push({ step, loss, accuracy, learningRate, elapsedMs: this.stopwatch.elapsedMs })
    if (this.host.now() - this.toldAtMs >= TELL_INTERVAL_MS) this.tellPoints()
  }

  /** Judges the held-out images and keeps what is best. True when there is no more hope. */
  private async validate(engine: TrainingEngine): Promise<boolean> {
    this.stopwatch.stop()
    this.tellPoints()
    const { averageDecay, patience } = this.config.recipe
    const { validation, stepsPerEpoch } = this.schedule
    const { loss, correct, count } = await engine.evaluate(validation, {
      average: averageDecay > 0,
    })
    const accuracy = correct / count
    const better = !this.best || accuracy > this.best.validation.accuracy
    const epoch = this.step / stepsPerEpoch
    const point = { step: this.step, epoch, loss, accuracy, best: better }
    if (better) {
      this.best = { validation: point, ...(await weightsOf(engine)) }
      this.sinceBest = 0
    } else this.sinceBest++
    this.host.emit({ type: 'validation', validation: point })
    return patience > 0 && this.sinceBest >= patience
  }

  private async keep(engine: TrainingEngine): Promise<void> {
    this.stopwatch.stop()
    this.keptAtMs = this.stopwatch.elapsedMs
    this.kept = {
      version: 1,
      config: this.config,
      engine: await engine.exportState(),
      step: this.step,
      best: this.best,
      sinceBest: this.sinceBest,
      elapsedMs: this.keptAtMs,
    }
  }

  /** Until it goes on or ends; the GPU is somebody else's meanwhile. */
  private async rest(engine: TrainingEngine): Promise<void> {
    this.stopwatch.stop()
    this.tellPoints()
    await this.keep(engine)
    this.turn.letGo()
    this.enter('paused')
    while (this.paused && this.ending === null) {
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
    await this.turn.take(this.abandon.signal)
    this.enter('training')
  }

  private throwIfDropped(): void {
    if (this.ending === 'drop') throw new TrainingDroppedError()
  }

  private tellPoints(): void {
    if (this.points.length === 0) return
    this.toldAtMs = this.host.now()
    this.host.emit({ type: 'points', points: this.points })
    this.points = []
  }

  private tellProgress(task: TrainingTask, fraction: number | null): void {
    this.host.emit({ type: 'progress', task, fraction })
  }

  private enter(phase: TrainingPhase): void {
    this.host.emit({ type: 'phase', phase })
  }
}

function trainingKey(seed: number): number {
  return splitKey(randomKey(seed), 'training')
}

/** What would be used now: the running mean where one is kept. */
async function weightsOf(engine: TrainingEngine): Promise<TrainedWeights> {
  const { weights, runningStatistics, averageWeights, averageStatistics } =
    await engine.exportState()
  return {
    weights: averageWeights ?? weights,
    runningStatistics: averageStatistics ?? runningStatistics,
  }
}

function withoutTrainingParts(
  { weights, runningStatistics }: TrainedWeights,
  trainable: Network,
  trained: Network,
): TrainedWeights {
  return {
    weights: weights.slice(0, parameterCount(trained)),
    runningStatistics: leadingStatistics(runningStatistics, trainable, trained),
  }
}
