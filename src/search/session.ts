import type { BatchMetrics, ImageData8, TrainingEngine } from '../engine/engine'
import type { Dataset } from '../data/dataset'
import type { GatePath, Network } from '../network/network'
import { gatePath } from '../network/spaceNetworks'
import type { SearchConfig } from '../run/config'
import type { ArchitectureRecord, Candidate, EngineInfo, Evaluation, Usage } from '../run/events'
import type { Evidence, Exhibits } from '../run/evidence'
import { sharesWeights } from '../run/strategySettings'
import type { LatencyMeasurement, LatencyModel } from '../run/latency'
import type { Cost, ObjectiveSettings } from '../run/objective'
import { randomKey, splitKey } from '../random/random'
import type { Choices } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { withMeasuredLatency, type LatencySource } from '../strategies/costs'
import { drawFeasible } from '../strategies/feasible'
import { scoreOf } from '../strategies/objective'
import { STRATEGIES } from '../strategies/strategies'
import type { StepOutcome, Strategy, StrategyContext } from '../strategies/strategy'
import { alphaHash } from './alphaHash'
import { checkCheckpoint, type Checkpoint } from './checkpoint'
import { DivergedError } from './failure'
import { Exhibition, type Subject } from './exhibition'
import { layGround } from './groundwork'
import { MeteredEngine } from './meteredEngine'
import type { EngineKind, SearchHost } from './searchHost'

/** Batches per evaluation call, so that an evaluation can report progress and be broken off. */
const EVALUATION_CHUNK = 8

export interface SessionOptions {
  /** Goes on from here; null starts afresh. */
  readonly checkpoint: Checkpoint | null
  /** Null where nothing is known of latencies. */
  readonly latency: LatencySource | null
  readonly onProgress: (fraction: number) => void
  /** Breaks off compiling; opening then rejects with its reason. */
  readonly signal: AbortSignal
}

export interface EvaluationOptions {
  readonly onProgress: (fraction: number) => void
  /** Asked between chunks; true breaks the evaluation off. */
  readonly abandoned: () => boolean
}

/** A search step's outcome, and what the search had used when it was there. */
export interface MeteredOutcome extends StepOutcome {
  readonly usage: Usage
}

/** A strategy on an engine on a data set: everything of a run that dies with its device. */
export class SearchSession {
  /** Of what was judged since the session began, by the objective in force. */
  private best: Candidate | null = null

  /** @param engine the device's own: what the run measures with it is no use of the method's */
  private constructor(
    private readonly engine: TrainingEngine,
    private readonly metered: MeteredEngine,
    private context: StrategyContext,
    private strategy: Strategy,
    private readonly kind: EngineKind,
    /** The images that the engine has. */
    readonly data: ImageData8,
    /** Search steps of the whole run. */
    readonly steps: number,
    private readonly exhibition: Exhibition,
  ) {}

  /** Whether the supernet with all its branches is what the search trains, and can be judged at any time. */
  get judgesSupernet(): boolean {
    return this.strategy.prepareEvaluation === undefined
  }

  get info(): EngineInfo {
    const { gpuBytes, dispatchesPerStep } = this.engine
    return { ...this.kind, gpuBytes, dispatchesPerStep }
  }

  get network(): Network {
    return this.engine.network
  }

  /**
   * Builds the supernet, opens an engine for it and loads the data. Nothing stays open when it fails.
   * @throws ConfigError when the config describes no network or the checkpoint does not fit
   */
  static async open(
    config: SearchConfig,
    dataset: Dataset,
    host: SearchHost,
    { checkpoint, latency, onProgress, signal }: SessionOptions,
  ): Promise<SearchSession> {
    const { trainImages, testImages } = dataset
    const data = { format: dataset.data, trainImages, testImages }
    const { split, network, costs, gateCost, engineOptions, steps } = layGround(
      config,
      data,
      latency,
    )
    if (checkpoint) checkCheckpoint(checkpoint, config, network, steps)
    const options = { ...engineOptions, onProgress, signal }
    const { engine, kind } = await host.openEngine(network, options)
    try {
      engine.load(dataset.data)
      if (checkpoint) engine.importState(checkpoint.engine)
      const metered = new MeteredEngine(engine, () => host.now(), checkpoint?.usage)
      const context = {
        config,
        space: spaceModel(config.space),
        engine: metered,
        split,
        costs,
        gateCost,
      }
      const method = STRATEGIES[config.strategy.name]
      const strategy = await method.begin(context, checkpoint?.memory ?? null)
      const { batch } = engine
      const { seed } = config
      const exhibition = new Exhibition(network, dataset.data, split.test, { batch, seed })
      const parts = [engine, metered, context, strategy, kind, dataset.data, steps] as const
      return new SearchSession(...parts, exhibition)
    } catch (error) {
      engine.destroy()
      throw error
    }
  }

  /** Queues search step `index`. @throws DivergedError when a loss is not finite */
  async step(index: number): Promise<MeteredOutcome> {
    const outcome = await this.strategy.step(index)
    for (const measure of [outcome.valid, outcome.train]) {
      if (measure && !Number.isFinite(measure.loss)) {
        throw new DivergedError(outcome.step, measure.loss)
      }
    }
    for (const candidate of outcome.candidates ?? []) {
      if (!this.best || candidate.score > this.best.score) this.best = candidate
    }
    return { ...outcome, usage: this.metered.usage }
  }

  /**
   * Accuracy on the first `images` test images: of the whole supernet, or of `found` where the method
   * judges architectures. Anything measured after that would be measured with what it left behind.
   * @returns null when `abandoned` said so on the way
   */
  async evaluate(
    step: number,
    images: number,
    { onProgress, abandoned }: EvaluationOptions,
    found: Choices | null = null,
  ): Promise<Evaluation | null> {
    const chunk = EVALUATION_CHUNK * this.engine.batch
    const { split } = this.context
    const subject = (found && (await this.strategy.prepareEvaluation?.(found))) ?? 'supernet'
    const path = found && subject !== 'supernet' ? { path: this.pathOf(found) } : {}
    const options = { ...path, predictions: true }
    const { labels, classes } = this.data
    const confusion = new Array<number>(classes * classes).fill(0)
    const total = { loss: 0, correct: 0 }
    for (let start = 0; start < images; start += chunk) {
      if (abandoned()) return null
      onProgress(start / images)
      const indices = split.test.subarray(start, Math.min(start + chunk, images))
      const part = await this.engine.evaluate(indices, options)
      accumulate(total, part)
      part.predictions?.forEach((predicted, i) => {
        confusion[labels[indices[i]!]! * classes + predicted]!++
      })
    }
    onProgress(1)
    const [loss, accuracy] = [total.loss / images, total.correct / images]
    return { step, subject, loss, accuracy, images, confusion }
  }

  /** What the run's looks are taken at. */
  get exhibits(): Exhibits {
    return this.exhibition.exhibits
  }

  /**
   * A look at what was learnt in `step` steps; see `EvidenceSubject`. To be asked for only when no step
   * is under way.
   * @param found what has just been evaluated, to look at that
   * @returns null while there is no path to look along
   */
  async look(step: number, found: Choices | null = null): Promise<Evidence | null> {
    const subject = this.subjectOf(found)
    return subject && this.exhibition.look(this.engine, step, subject)
  }

  /**
   * Begins the method anew with another objective from what it remembers, exactly as a run resumed
   * from a checkpoint with that objective would. To be asked for only when no step is under way.
   * @throws InfeasibleError when nothing keeps its limits, or it needs a cost that nobody knows; the
   * method then stays as it was
   */
  async changeObjective(objective: ObjectiveSettings): Promise<void> {
    const config = { ...this.context.config, objective }
    const context = { ...this.context, config }
    const key = splitKey(randomKey(config.seed), 'objective')
    scoreOf(objective, { accuracy: 0, loss: 0, cost: context.costs.of(drawFeasible(context, key)) })
    const memory: unknown = structuredClone(this.strategy.memory())
    this.strategy = await STRATEGIES[config.strategy.name].begin(context, memory)
    this.context = context
    // Scores by another objective do not compare.
    this.best = null
  }

  /** To be asked for only when no step is under way. */
  async checkpoint(
    step: number,
    elapsedMs: number,
    latency: LatencyModel | null,
  ): Promise<Checkpoint> {
    const engine = await this.engine.exportState()
    const memory: unknown = structuredClone(this.strategy.memory())
    const { config } = this.context
    const { usage } = this.metered
    return { version: 1, config, step, elapsedMs, engine, memory, usage, latency }
  }

  /** What the search has used so far. */
  get usage(): Usage {
    return this.metered.usage
  }

  /** What the search has found so far. */
  conclude(): Promise<Choices> {
    return this.strategy.conclude()
  }

  /** All that it could conclude with instead of `found`, the best first. */
  async finalists(found: Choices): Promise<readonly Choices[]> {
    const finalists = (await this.strategy.finalists?.()) ?? []
    return finalists.length > 0 ? finalists : [found]
  }

  costOf(choices: Choices): Cost {
    return this.context.costs.of(choices)
  }

  /** Told of what was found: its text, its cost, and how it was judged and timed, if it was. */
  describe(
    found: Choices,
    usage: Usage,
    evaluation: Evaluation | null,
    latency: LatencyMeasurement | null,
  ): ArchitectureRecord {
    const { space, costs } = this.context
    const cost = costs.of(found)
    return {
      choices: found,
      text: space.format(found),
      genotype: space.genotype(found),
      accuracy: evaluation?.accuracy ?? null,
      subject: evaluation?.subject ?? 'supernet',
      ...(evaluation?.confusion && { confusion: evaluation.confusion }),
      cost: latency ? withMeasuredLatency(cost, latency) : cost,
      latency,
      usage,
    }
  }

  /** See the `result` event. To be asked for before anything is evaluated. */
  async fingerprint(): Promise<string> {
    if (this.judgesSupernet) return alphaHash(await this.engine.readAlphas())
    return alphaHash((await this.engine.exportState()).weights)
  }

  close(): void {
    this.engine.destroy()
  }

  private pathOf(choices: Choices): GatePath {
    return gatePath(this.context.config.space, this.network, choices)
  }

  private subjectOf(found: Choices | null): Subject | null {
    if (this.judgesSupernet) return { subject: 'supernet', path: null, statistics: 'running' }
    if (found) return { subject: 'found', path: this.pathOf(found), statistics: 'running' }
    if (this.best && sharesWeights(this.context.config.strategy)) {
      return { subject: 'best', path: this.pathOf(this.best.choices), statistics: 'batch' }
    }
    const path = this.metered.lastPath
    return path && { subject: 'trained', path, statistics: 'batch' }
  }
}

function accumulate(
  total: { loss: number; correct: number },
  part: BatchMetrics & { readonly count: number },
): void {
  total.loss += part.loss * part.count
  total.correct += part.correct
}
