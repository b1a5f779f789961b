import { BatchSequence } from '../data/batches'
import { gateCount } from '../network/network'
import { randomKey, splitKey, type RandomKey } from '../random/random'
import type { Candidate } from '../run/events'
import type { SearchConfig } from '../run/config'
import type { SposSettings } from '../run/strategySettings'
import type { Choices } from '../space/spaceModel'
import { drawFeasible } from './feasible'
import { judge, judgementImages, type JudgementImages } from './judgement'
import { bestOf, rankedChoices } from './objective'
import { PathFrequencies, pathShares, type PathCounts } from './pathFrequencies'
import { NO_ALPHAS, PATH_SUPERNET, pathOf, trainPath } from './pathSearch'
import { Population, type Proposal } from './population'
import { linearDecay } from './schedule'
import { settingsOf } from './settings'
import { drawGeneration, topCandidates } from './sposGeneration'
import { drawTrainingPath } from './sposPaths'
import type {
  StepOutcome,
  Strategy,
  StrategyContext,
  StrategyMemory,
  StrategyMethod,
} from './strategy'

/**
 * Single Path One-Shot (Guo et al. 2020; megvii-model/SinglePathOneShot). First `budget.steps` steps
 * train the shared weights w, each on the path of one architecture a drawn from a fixed prior Γ(A):
 * w* = argmin E_{a ∼ Γ(A)} L_train(N(a, W(a))). Γ is uniform over choices, and nothing that training
 * teaches changes it. Then evolution looks for argmax_a ACC_val(N(a, W*(a))) with the weights that
 * every a inherits: one search step judges one architecture, after its batch-norm statistics were
 * taken anew on training images. Limits hold at every birth, so none beyond them is ever judged.
 *
 * The learning rate falls linearly, as in src/Supernet/train.py. Where it differs: no label smoothing;
 * batch norm is affine where the space's network says so; and parents are the best of all judged,
 * while the last generation counts too (search.py judges one more generation than it uses).
 */
export const SPOS: StrategyMethod = {
  ...PATH_SUPERNET,
  steps(config) {
    const { generations, population } = settingsOf(config, 'spos')
    return config.budget.steps + generations * population
  },
  begin: (context, memory) => new SposSearch(context, settingsOf(context.config, 'spos'), memory),
}

interface SposMemory {
  readonly trained: PathCounts
  readonly candidates: readonly Candidate[]
}

class SposSearch implements Strategy {
  private readonly key: RandomKey
  private readonly batches: BatchSequence
  private readonly images: JudgementImages
  private readonly trained: PathFrequencies
  private readonly judged: Population
  private generation: Generation | null = null
  /** A choice within the limits: what the search stands for until it has judged any. */
  private readonly unjudged: Choices
  /** Which architecture is judged next depends on those judged before. */
  private lastJudged: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly context: StrategyContext,
    private readonly settings: SposSettings,
    memory: StrategyMemory,
  ) {
    const { config, split, engine } = context
    const kept = memory as SposMemory | null
    this.key = splitKey(randomKey(config.seed), 'spos')
    this.batches = new BatchSequence(split.weights, settings.batch, splitKey(this.key, 'batches'))
    this.images = judgementImages(context, {
      calibrated: settings.recalibrationImages,
      judged: settings.judgeImages,
    })
    this.trained = new PathFrequencies(gateCount(engine.network), kept?.trained)
    this.judged = new Population(context, kept?.candidates)
    // Limits that nothing keeps should be told of before the supernet is trained, not after.
    this.unjudged = drawFeasible(context, splitKey(this.key, 'unjudged'))
  }

  step(index: number): Promise<StepOutcome> {
    const { steps } = this.context.config.budget
    if (index < steps) return this.train(index)
    const outcome = this.lastJudged.then(() => this.judgeNext(index, index - steps))
    this.lastJudged = outcome.catch(() => undefined)
    return outcome
  }

  conclude(): Promise<Choices> {
    const best = bestOf(this.context.config.objective, this.judged.all)
    return Promise.resolve(best?.choices ?? this.unjudged)
  }

  finalists(): Promise<readonly Choices[]> {
    return Promise.resolve(rankedChoices(this.context.config.objective, this.judged.all))
  }

  async prepareEvaluation(choices: Choices): Promise<'shared-weights'> {
    const path = pathOf(this.context, choices)
    await this.context.engine.recalibrate(this.images.calibration, path)
    return 'shared-weights'
  }

  memory(): SposMemory {
    return { trained: this.trained.memory(), candidates: [...this.judged.all] }
  }

  private async train(index: number): Promise<StepOutcome> {
    const { context, settings } = this
    const drawn = splitKey(splitKey(this.key, 'path'), index)
    const path = pathOf(context, drawTrainingPath(context, settings.sampling, drawn))
    this.trained.count(path)
    const gates = this.trained.shares()
    const learningRate = learningRateAt(index, settings, context.config)
    const weightBatch = this.batches.at(index)
    const train = await trainPath(context.engine, { weightBatch, learningRate, path })
    return { step: index + 1, train, valid: null, learningRate, alphas: NO_ALPHAS, gates }
  }

  /** Search step `index` judges the architecture in this place of all generations in a row. */
  private async judgeNext(index: number, place: number): Promise<StepOutcome> {
    const proposal = this.memberAt(place)
    const outcome = { step: index + 1, train: null, learningRate: 0, alphas: NO_ALPHAS }
    // The space may have fewer architectures than a generation asks for.
    if (!proposal) return { ...outcome, valid: null, gates: this.bestShares(), candidates: [] }
    // A generation whose objective changed under way is drawn anew: some of it has been judged.
    const known = this.judged.judged(proposal.choices)
    if (known) {
      const candidate = this.judged.repeat(proposal, known, index + 1)
      return { ...outcome, valid: known, gates: this.bestShares(), candidates: [candidate] }
    }
    const { engine } = this.context
    const valid = await judge(engine, pathOf(this.context, proposal.choices), this.images)
    // Every branch has seen another number of images.
    const candidate = this.judged.add(proposal, { ...valid, step: index + 1, images: null })
    return { ...outcome, valid, gates: this.bestShares(), candidates: [candidate] }
  }

  private memberAt(place: number): Proposal | null {
    const number = Math.floor(place / this.settings.population)
    if (this.generation?.number !== number) {
      const before = this.judged.all.filter(({ generation }) => (generation ?? 0) < number)
      const members = drawGeneration(this.context, this.settings, number, before)
      this.generation = { number, members }
    }
    return this.generation.members[place % this.settings.population] ?? null
  }

  /** How many of the best so far take each branch. */
  private bestShares(): Float32Array {
    const best = topCandidates(this.context, this.settings, this.judged.all)
    const paths = best.map(({ choices }) => pathOf(this.context, choices))
    return pathShares(this.context.engine.network, paths)
  }
}

interface Generation {
  readonly number: number
  readonly members: readonly Proposal[]
}

function learningRateAt(index: number, settings: SposSettings, { budget }: SearchConfig): number {
  return linearDecay(settings.learningRate, settings.learningRateMin, index, budget.steps)
}
