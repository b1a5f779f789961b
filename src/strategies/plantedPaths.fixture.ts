import { splitDataset } from '../data/split'
import type { EngineState, EvaluationOptions, TrainingEngine, TrainingStep } from '../engine/engine'
import { initialEngineState } from '../engine/initialState'
import type { GatePath, Network } from '../network/network'
import { buildSpaceSupernet, gatePath } from '../network/spaceNetworks'
import { splitKey, uniform } from '../random/random'
import type { SearchConfig } from '../run/config'
import type { Candidate } from '../run/events'
import { PUBLISHED_STRATEGIES } from '../run/publishedStrategies'
import type { StrategySettings } from '../run/strategySettings'
import type { NasBench201Space } from '../space/nasBench201Space'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices, SpaceModel } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { CandidateCosts } from './costs'
import type { StepOutcome, Strategy, StrategyContext, StrategyMethod } from './strategy'

/** 3⁶ = 729 architectures, few enough to know all of them. */
export const SPACE: NasBench201Space = {
  kind: 'nas-bench-201',
  operations: ['skip_connect', 'nor_conv_1x1', 'nor_conv_3x3'],
  cells: 1,
  channels: 1,
}

const INPUT = { height: 8, width: 8, channels: 1 }
const CLASSES = 2
const BATCH = 4

/** Every architecture of a space, which should be small. */
export function everyChoices(space: SearchSpace): Choices[] {
  return spaceModel(space).decisions.reduce<Choices[]>(
    (rows, { options }) => rows.flatMap((row) => [...options.keys()].map((o) => [...row, o])),
    [[]],
  )
}

export const BEST: Choices = [2, 0, 1, 2, 0, 1]

/** One hill: the fraction of decisions that are as in the best. */
export function plantedAccuracy(choices: Choices): number {
  return choices.filter((option, decision) => option === BEST[decision]).length / BEST.length
}

/** Rugged ground: a number in 0–1 that tells nothing of its neighbours'. */
export function ruggedAccuracy(choices: Choices): number {
  return uniform(splitKey(0, choices.join()), 0)
}

/** What follows from a space alone. */
interface Ground {
  readonly model: SpaceModel
  readonly network: Network
  readonly costs: CandidateCosts
  readonly choicesByPath: ReadonlyMap<string, Choices>
}

/** Made once for each space: tests take many runs on one. */
const grounds = new Map<SearchSpace, Ground>()

function groundOf(space: SearchSpace): Ground {
  const known = grounds.get(space)
  if (known) return known
  const network = buildSpaceSupernet(space, INPUT, CLASSES)
  const made = {
    model: spaceModel(space),
    network,
    costs: new CandidateCosts(space, INPUT, CLASSES),
    choicesByPath: new Map(
      everyChoices(space).map((choices) => [gatePath(space, network, choices).join(''), choices]),
    ),
  }
  grounds.set(space, made)
  return made
}

/** What the engine was asked to do, in the order it was done. */
export type PathDeed =
  | { readonly kind: 'born'; readonly weight: number }
  | { readonly kind: 'train'; readonly choices: Choices; readonly images: number[] }
  | { readonly kind: 'recalibrate'; readonly choices: Choices; readonly images: number[] }
  | {
      readonly kind: 'evaluate'
      readonly choices: Choices
      readonly images: number[]
      /** First weight at that time. */
      readonly weight: number
    }

/**
 * A device without a network: the held-out accuracy of a path is a known function of its choices.
 * The first weight stands for all: it takes in every batch, path and learning rate, so that any
 * difference in them shows in the losses after. Statistics that were not taken for the very path
 * judged, after the last change of weights, give no accuracy at all; those of the batch itself do.
 */
export class PlantedPathEngine implements TrainingEngine {
  readonly batch = BATCH
  readonly gpuBytes = 0
  readonly dispatchesPerStep = 0
  readonly recomputes = false
  readonly deeds: PathDeed[] = []
  private state: EngineState
  private calibratedFor: string | null = null
  private lastTask: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly ground: Ground,
    seed: number,
    private readonly accuracyOf: (choices: Choices) => number,
  ) {
    this.state = initialEngineState(ground.network, seed)
  }

  get network() {
    return this.ground.network
  }

  load(): void {}

  train({ gateBatch, weightBatch, learningRate, path }: TrainingStep) {
    return this.inOrder(() => {
      if (gateBatch || !weightBatch || !path) throw new Error('Only weights are trained on a path')
      const images = [...weightBatch]
      this.deeds.push({ kind: 'train', choices: this.choicesOf(path), images })
      const pull = images.reduce((sum, image, place) => sum + image * (place + 1), 0)
      const route = path.reduce((sum, gate, place) => sum + gate * (place + 1), 0)
      const weights = this.state.weights.slice()
      weights[0] = this.weight + learningRate * Math.sin(pull + route + this.weight)
      this.state = { ...this.state, weights, step: this.state.step + 1 }
      this.calibratedFor = null
      return {
        step: this.state.step,
        alphas: this.state.alphas,
        gateStep: null,
        weightStep: { loss: 1 + this.weight, correct: 2, gradientNorm: 1 },
      }
    })
  }

  recalibrate(indices: Uint32Array, path?: GatePath) {
    return this.inOrder(() => {
      const choices = this.choicesOf(path)
      this.deeds.push({ kind: 'recalibrate', choices, images: [...indices] })
      this.calibratedFor = choices.join()
    })
  }

  evaluate(indices: Uint32Array, { path, statistics }: EvaluationOptions = {}) {
    return this.inOrder(() => {
      const ofBatch = statistics === 'batch'
      if (ofBatch && indices.length % BATCH !== 0) throw new Error('These are no whole batches')
      const choices = this.choicesOf(path)
      const { weight } = this
      this.deeds.push({ kind: 'evaluate', choices, images: [...indices], weight })
      const calibrated = ofBatch || this.calibratedFor === choices.join()
      const accuracy = calibrated ? this.accuracyOf(choices) : 0
      const count = indices.length
      return { loss: 2 - accuracy + weight, correct: accuracy * count, count }
    })
  }

  inspect = () => Promise.reject(new Error('No method looks at single images'))

  readAlphas = () => this.inOrder(() => this.state.alphas.slice())

  exportState = () => this.inOrder(() => structuredClone(this.state))

  importState(state: EngineState): void {
    this.state = structuredClone(state)
    this.calibratedFor = null
    this.deeds.push({ kind: 'born', weight: this.weight })
  }

  destroy(): void {}

  /** The deeds of one kind, in order. */
  did<Kind extends PathDeed['kind']>(kind: Kind): Extract<PathDeed, { kind: Kind }>[] {
    return this.deeds.filter(
      (deed): deed is Extract<PathDeed, { kind: Kind }> => deed.kind === kind,
    )
  }

  private get weight(): number {
    return this.state.weights[0] ?? 0
  }

  private choicesOf(path: GatePath | undefined): Choices {
    const choices = this.ground.choicesByPath.get(path?.join('') ?? '')
    if (!choices) throw new Error('This is no path of the space')
    return choices
  }

  /** Answers some microtasks later, as a device would, one task after another. */
  private inOrder<T>(task: () => T): Promise<T> {
    const result = this.lastTask.then(async () => {
      for (let i = 0; i < 5; i++) await Promise.resolve()
      return task()
    })
    this.lastTask = result.catch(() => undefined)
    return result
  }
}

/** The published settings of a method, shrunk to 40 + 40 images, batches of 4 and two-step children. */
export function plantedConfig<Name extends Exclude<StrategySettings['name'], 'darts'>>(
  name: Name,
  strategy: Partial<Extract<StrategySettings, { name: Name }>>,
  changes: Partial<SearchConfig> = {},
): SearchConfig {
  const short = { batch: BATCH, childSteps: 2, judgeImages: 12, recalibrationImages: 16 }
  return {
    version: 1,
    space: SPACE,
    strategy: { ...PUBLISHED_STRATEGIES[name], ...short, ...strategy },
    objective: { kind: 'accuracy' },
    dataset: {
      name: 'fashion-mnist',
      trainImages: 80,
      testImages: 20,
      augmentation: { cropPadding: 0, flip: false },
    },
    budget: { steps: 40 },
    seed: 1,
    ...changes,
  }
}

/** A method at work on the planted problem. */
export class PlantedRun {
  readonly context: StrategyContext
  readonly engine: PlantedPathEngine
  readonly outcomes: StepOutcome[] = []
  private strategy: Strategy | Promise<Strategy>
  private next = 0

  constructor(
    private readonly method: StrategyMethod,
    readonly config: SearchConfig,
    private readonly accuracyOf: (choices: Choices) => number = plantedAccuracy,
  ) {
    const { space, seed, dataset } = config
    const ground = groundOf(space)
    this.engine = new PlantedPathEngine(ground, seed, accuracyOf)
    this.context = {
      config,
      space: ground.model,
      engine: this.engine,
      split: splitDataset(dataset.trainImages, dataset.testImages, seed),
      costs: ground.costs,
      gateCost: null,
    }
    this.strategy = method.begin(this.context, null)
  }

  /** Takes steps as the search loop does, two in flight; to the end unless told where to stop. */
  async run(until = this.method.steps(this.config)): Promise<this> {
    const strategy = await this.strategy
    const inFlight: Promise<StepOutcome>[] = []
    while (this.next < until) {
      inFlight.push(strategy.step(this.next++))
      if (inFlight.length === 2) this.outcomes.push(await inFlight.shift()!)
    }
    for (const step of inFlight) this.outcomes.push(await step)
    return this
  }

  /** As after a crash: a new device and a new strategy go on from what was kept. */
  async resumeAnew(): Promise<PlantedRun> {
    const resumed = new PlantedRun(this.method, this.config, this.accuracyOf)
    resumed.engine.importState(structuredClone(await this.engine.exportState()))
    const memory = structuredClone((await this.strategy).memory())
    resumed.strategy = this.method.begin(resumed.context, memory)
    resumed.next = this.next
    resumed.outcomes.push(...this.outcomes)
    return resumed
  }

  conclude = async () => (await this.strategy).conclude()

  prepareEvaluation = async (choices: Choices) => (await this.strategy).prepareEvaluation?.(choices)

  get candidates(): Candidate[] {
    return this.outcomes.flatMap(({ candidates }) => candidates ?? [])
  }
}
