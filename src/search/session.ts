import type { BatchMetrics, TrainingEngine } from '../engine/engine'
import type { Dataset } from '../data/dataset'
import { splitDataset, type DataSplit } from '../data/split'
import { multiplyAccumulates } from '../network/cost'
import { buildEvaluationNetwork } from '../network/evaluation'
import { parameterCount, type Network } from '../network/network'
import type { SearchConfig } from '../run/config'
import type { ArchitectureRecord, EngineInfo, Evaluation } from '../run/events'
import { STRATEGIES } from '../strategies/strategies'
import type { StepOutcome, Strategy } from '../strategies/strategy'
import { alphaHash } from './alphaHash'
import { checkCheckpoint, type Checkpoint } from './checkpoint'
import { ConfigError, DivergedError } from './failure'
import type { EngineKind, SearchHost } from './searchHost'

/** Batches per evaluation call, so that an evaluation can report progress and be broken off. */
const EVALUATION_CHUNK = 8

export interface SessionOptions {
  /** Goes on from here; null starts afresh. */
  readonly checkpoint: Checkpoint | null
  readonly onProgress: (fraction: number) => void
  /** Breaks off compiling; opening then rejects with its reason. */
  readonly signal: AbortSignal
}

export interface EvaluationOptions {
  readonly onProgress: (fraction: number) => void
  /** Asked between chunks; true breaks the evaluation off. */
  readonly abandoned: () => boolean
}

/** A strategy on an engine on a data set: everything of a run that dies with its device. */
export class SearchSession {
  private constructor(
    private readonly config: SearchConfig,
    private readonly dataset: Dataset,
    private readonly split: DataSplit,
    private readonly engine: TrainingEngine,
    private readonly strategy: Strategy,
    private readonly kind: EngineKind,
  ) {}

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
    { checkpoint, onProgress, signal }: SessionOptions,
  ): Promise<SearchSession> {
    const method = STRATEGIES[config.strategy.name]
    const split = splitDataset(dataset.trainImages, dataset.testImages, config.seed)
    checkBatch(config, split)
    const network = buildNetwork(() => method.supernet(config, dataset.data))
    if (checkpoint) checkCheckpoint(checkpoint, config, network)
    const { engine, kind } = await host.openEngine(network, {
      ...method.engineOptions(config),
      onProgress,
      signal,
    })
    try {
      engine.load(dataset.data)
      if (checkpoint) engine.importState(checkpoint.engine)
      const strategy = method.begin({ config, engine, split })
      return new SearchSession(config, dataset, split, engine, strategy, kind)
    } catch (error) {
      engine.destroy()
      throw error
    }
  }

  /** Queues search step `index`. @throws DivergedError when a loss is not finite */
  async step(index: number): Promise<StepOutcome> {
    const outcome = await this.strategy.step(index)
    for (const loss of [outcome.validLoss, outcome.trainLoss]) {
      if (!Number.isFinite(loss)) throw new DivergedError(outcome.step, loss)
    }
    return outcome
  }

  /**
   * Accuracy of the whole supernet on the first `images` test images.
   * @returns null when `abandoned` said so on the way
   */
  async evaluate(
    step: number,
    images: number,
    { onProgress, abandoned }: EvaluationOptions,
  ): Promise<Evaluation | null> {
    const chunk = EVALUATION_CHUNK * this.engine.batch
    const total = { loss: 0, correct: 0 }
    for (let start = 0; start < images; start += chunk) {
      if (abandoned()) return null
      onProgress(start / images)
      const indices = this.split.test.subarray(start, Math.min(start + chunk, images))
      accumulate(total, await this.engine.evaluate(indices))
    }
    onProgress(1)
    return { step, loss: total.loss / images, accuracy: total.correct / images, images }
  }

  async checkpoint(step: number, elapsedMs: number): Promise<Checkpoint> {
    const engine = await this.engine.exportState()
    return { version: 1, config: this.config, step, elapsedMs, engine }
  }

  /** What the search has found so far. */
  async conclude(
    supernetAccuracy: number | null,
  ): Promise<{ record: ArchitectureRecord; alphaHash: string }> {
    const alphas = await this.engine.readAlphas()
    const genotype = this.strategy.derive(alphas)
    const { height, width, channels, classes } = this.dataset.data
    const found = buildEvaluationNetwork(genotype, {
      cells: this.config.space.cells,
      channels: this.config.space.channels,
      input: { height, width, channels },
      classes,
    })
    const parameters = parameterCount(found)
    const macs = multiplyAccumulates(found)
    return {
      record: { genotype, supernetAccuracy, parameters, macs },
      alphaHash: alphaHash(alphas),
    }
  }

  close(): void {
    this.engine.destroy()
  }
}

function checkBatch({ strategy: { batch } }: SearchConfig, { weights, alphas }: DataSplit): void {
  const half = Math.min(weights.length, alphas.length)
  if (half < batch) {
    throw new ConfigError(`Half of the training images, ${half}, do not fill a batch of ${batch}`)
  }
}

function buildNetwork(build: () => Network): Network {
  try {
    return build()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`This search space describes no network: ${reason}`, { cause })
  }
}

function accumulate(
  total: { loss: number; correct: number },
  part: BatchMetrics & { readonly count: number },
): void {
  total.loss += part.loss * part.count
  total.correct += part.correct
}
