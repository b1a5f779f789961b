import { BatchSequence } from '../data/batches'
import { gateCount } from '../network/network'
import { randomKey, splitKey, type RandomKey } from '../random/random'
import type { Candidate } from '../run/events'
import type { RandomSettings } from '../run/strategySettings'
import { drawAccepted, drawUniform } from '../space/draws'
import type { Choices } from '../space/spaceModel'
import { drawFeasible, isFeasible } from './feasible'
import { judge, judgementImages, type JudgementImages } from './judgement'
import { bestFirst, bestOf, rankedChoices } from './objective'
import { PathFrequencies, pathShares, type PathCounts } from './pathFrequencies'
import { NO_ALPHAS, pathOf, trainPath } from './pathSearch'
import { Population, type Proposal } from './population'
import { cosineDecay } from './schedule'
import type { StepOutcome, Strategy, StrategyContext, StrategyMemory } from './strategy'

/** Draws of one that was not judged before, after which the space is taken to be used up. */
const FRESH_TRIES = 100

/** Samples are of the first, finalists of the second. */
const SAMPLED = 0
const FINAL = 1

interface RandomMemory {
  readonly trained: PathCounts
  readonly candidates: readonly Candidate[]
}

/**
 * Random search with weight sharing (Li & Talwalkar 2019, section 3.2; liamcli/randomNAS_release,
 * random_weight_share.py). Each of the first `budget.steps` steps draws an architecture uniformly and
 * takes one SGD step on its path: w ← w − η ∇ L_train(N(a, w)), as DARTS trains. Then `samples`
 * architectures are judged with the weights they share, on a few held-out images each, and the best
 * `finalists` of them again on all held-out images: the best of those is kept. One search step judges
 * one architecture.
 *
 * Where it differs: no architecture is judged twice as a sample; batch norm is recalibrated before
 * each judgement, as every method here does that inherits weights; and limits of the objective hold
 * for every draw, those trained included.
 */
export class RandomSharing implements Strategy {
  private readonly key: RandomKey
  private readonly batches: BatchSequence
  private readonly few: JudgementImages
  private readonly all: JudgementImages
  private readonly trained: PathFrequencies
  private readonly judged: Population
  /** Which architectures are finalists depends on all samples; the others could do without. */
  private lastJudged: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly context: StrategyContext,
    private readonly settings: RandomSettings,
    memory: StrategyMemory,
  ) {
    const { config, split, engine } = context
    const kept = memory as RandomMemory | null
    const { judgeImages } = settings
    this.key = splitKey(randomKey(config.seed), 'random')
    this.batches = new BatchSequence(split.weights, settings.batch, splitKey(this.key, 'batches'))
    this.few = judgementImages(context, { calibrated: judgeImages, judged: judgeImages })
    this.all = judgementImages(context, { calibrated: judgeImages, judged: split.alphas.length })
    this.trained = new PathFrequencies(gateCount(engine.network), kept?.trained)
    this.judged = new Population(context, kept?.candidates)
  }

  step(index: number): Promise<StepOutcome> {
    const { steps } = this.context.config.budget
    if (index < steps) return this.train(index)
    const outcome = this.lastJudged.then(() => this.judgeNext(index, index - steps))
    this.lastJudged = outcome.catch(() => undefined)
    return outcome
  }

  conclude(): Promise<Choices> {
    const last = this.finals.length > 0 ? this.finals : this.judged.all
    const best = bestOf(this.context.config.objective, last)
    return Promise.resolve(best?.choices ?? this.draw('sample', 0))
  }

  /** Those judged on all images, then the other samples. */
  finalists(): Promise<readonly Choices[]> {
    const { objective } = this.context.config
    const { space } = this.context
    const chosen = rankedChoices(objective, this.finals)
    const known = new Set(chosen.map((choices) => space.format(choices)))
    const others = this.judged.all.filter(({ text }) => !known.has(text))
    return Promise.resolve([...chosen, ...rankedChoices(objective, others)])
  }

  async prepareEvaluation(choices: Choices): Promise<'shared-weights'> {
    const { engine } = this.context
    await engine.recalibrate(this.few.calibration, pathOf(this.context, choices))
    return 'shared-weights'
  }

  memory(): RandomMemory {
    return { trained: this.trained.memory(), candidates: [...this.judged.all] }
  }

  private async train(index: number): Promise<StepOutcome> {
    const { engine, config } = this.context
    const { learningRate: first, learningRateMin: last } = this.settings
    const path = pathOf(this.context, this.draw('path', index))
    this.trained.count(path)
    const gates = this.trained.shares()
    const learningRate = cosineDecay(first, last, index, config.budget.steps)
    const weightBatch = this.batches.at(index)
    const train = await trainPath(engine, { weightBatch, learningRate, path })
    return { step: index + 1, train, valid: null, learningRate, alphas: NO_ALPHAS, gates }
  }

  private async judgeNext(index: number, place: number): Promise<StepOutcome> {
    const outcome = { step: index + 1, train: null, learningRate: 0, alphas: NO_ALPHAS }
    const { samples } = this.settings
    const proposal = place < samples ? this.sample(place) : this.finalist(place - samples)
    // The space may hold fewer architectures than are asked for.
    if (!proposal) return { ...outcome, valid: null, gates: this.bestShares() }
    const images = proposal.generation === FINAL ? this.all : this.few
    const path = pathOf(this.context, proposal.choices)
    const valid = await judge(this.context.engine, path, images)
    const candidate = this.judged.add(proposal, { ...valid, step: index + 1, images: null })
    return { ...outcome, valid, gates: this.bestShares(), candidates: [candidate] }
  }

  private sample(place: number): Proposal | null {
    const choices = drawAccepted(
      FRESH_TRIES,
      splitKey(splitKey(this.key, 'sample'), place),
      (key) => drawUniform(this.context.space, key),
      (drawn) => this.judged.judged(drawn) === null && isFeasible(this.context, drawn),
    )
    return choices && { choices, origin: 'sample', parents: [], generation: SAMPLED }
  }

  private finalist(place: number): Proposal | null {
    const chosen = this.leaders()[place]
    if (!chosen) return null
    const { choices, id } = chosen
    return { choices, origin: 'sample', parents: [id], generation: FINAL }
  }

  private get finals(): Candidate[] {
    return this.judged.all.filter(({ generation }) => generation === FINAL)
  }

  private leaders(): Candidate[] {
    const samples = this.judged.all.filter(({ generation }) => generation === SAMPLED)
    return bestFirst(this.context.config.objective, samples).slice(0, this.settings.finalists)
  }

  /** How many of the best samples so far take each branch. */
  private bestShares(): Float32Array {
    const paths = this.leaders().map(({ choices }) => pathOf(this.context, choices))
    return pathShares(this.context.engine.network, paths)
  }

  private draw(purpose: 'path' | 'sample', index: number): Choices {
    return drawFeasible(this.context, splitKey(splitKey(this.key, purpose), index))
  }
}
