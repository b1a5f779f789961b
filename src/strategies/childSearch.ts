import type { Candidate, PolicySnapshot } from '../run/events'
import type { SearchConfig } from '../run/config'
import type { ChildSettings } from '../run/strategySettings'
import type { Choices } from '../space/spaceModel'
import { Child } from './child'
import { bestOf, rankedChoices } from './objective'
import { NO_ALPHAS } from './pathSearch'
import { Population, type Proposal } from './population'
import type { StepOutcome, Strategy, StrategyContext, StrategyMemory } from './strategy'

/** What a method decides that trains its architectures one after another from scratch. */
export interface Breeder {
  /**
   * Whether an architecture that was judged before is trained again, at its price: what a method
   * learns from draws must not be had for nothing. Others are told of the known accuracy at once.
   */
  readonly trainsRepeats?: boolean
  /**
   * The architecture to be candidate `id`; a function of `id` and of what was told. Null where there
   * is nothing left to try.
   */
  propose(id: number): Promise<Proposal | null> | Proposal | null
  /** Told of every candidate in order of birth, the repeated included. */
  told(candidate: Candidate): Promise<PolicySnapshot | null> | PolicySnapshot | null
  /** How likely the method thinks each branch now, in the order of gates. */
  gates(): Float32Array
  /** What being told the same candidates again would not bring back; null where there is nothing. */
  memory(): StrategyMemory
}

/** `history` is every candidate told so far, and `memory` what a breeder remembered after them. */
export type BreederFactory = (
  context: StrategyContext,
  history: readonly Candidate[],
  memory: StrategyMemory,
) => Breeder

interface ChildSearchMemory {
  readonly candidates: readonly Candidate[]
  /** The child under way. */
  readonly current: Proposal | null
  readonly exhausted: boolean
  readonly breeder: StrategyMemory
}

/** A child under way. */
interface Turn {
  readonly proposal: Proposal
  readonly child: Child
}

/** Proposals in a row of what was judged before, after which a method is taken to have settled. */
const MOST_REPEATS = 1000

/** Whole children only: a child that trained less than the others would not compare. */
export function childSearchSteps({ budget }: SearchConfig, { childSteps }: ChildSettings): number {
  return Math.max(1, Math.floor(budget.steps / childSteps)) * childSteps
}

/**
 * Children one after another on one engine. A search step is one weight step of the present child; its
 * last one judges it as well. An architecture that was judged before takes no step, unless the breeder
 * trains repeats: its known accuracy is told at once, and the method proposes another. When nothing is
 * left to try, the remaining steps do nothing.
 */
export class ChildSearch implements Strategy {
  private readonly population: Population
  private readonly breeder: Breeder
  private turn: Turn | null
  private exhausted: boolean
  /** The breeder's belief since it was last told of a candidate. */
  private gates: Float32Array
  /** Resolves when the next step knows all it depends on. */
  private ready: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly context: StrategyContext,
    private readonly settings: ChildSettings,
    breeder: BreederFactory,
    memory: StrategyMemory,
  ) {
    const kept = memory as ChildSearchMemory | null
    this.population = new Population(context, kept?.candidates)
    this.breeder = breeder(context, this.population.all, kept?.breeder ?? null)
    this.turn = kept?.current ? this.turnOf(kept.current) : null
    this.exhausted = kept?.exhausted ?? false
    this.gates = this.breeder.gates()
  }

  step(index: number): Promise<StepOutcome> {
    const position = index % this.settings.childSteps
    const isLast = position === this.settings.childSteps - 1
    const queued = this.ready.then(() => this.queue(index, position))
    const outcome = queued.then(({ training }) => training)
    // Within a child, steps queue up; the next child's architecture depends on this one's accuracy.
    this.ready = isLast ? outcome : queued
    this.ready.catch(() => undefined)
    return outcome
  }

  conclude(): Promise<Choices> {
    const best = bestOf(this.context.config.objective, this.population.all)?.choices
    const choices = best ?? this.turn?.proposal.choices
    return choices ? Promise.resolve(choices) : Promise.reject(new Error('Nothing was tried yet'))
  }

  finalists(): Promise<readonly Choices[]> {
    return Promise.resolve(rankedChoices(this.context.config.objective, this.population.all))
  }

  /** Trains it once more: the same weights as when it was judged. */
  async prepareEvaluation(choices: Choices): Promise<'own-weights'> {
    const child = new Child(this.context, this.settings, choices)
    child.beBorn()
    for (let position = 0; position < this.settings.childSteps; position++) {
      await child.train(position)
    }
    await child.calibrate()
    return 'own-weights'
  }

  memory(): ChildSearchMemory {
    return {
      candidates: [...this.population.all],
      current: this.turn?.proposal ?? null,
      exhausted: this.exhausted,
      breeder: this.breeder.memory(),
    }
  }

  /** Resolves when the device has the step; `training` when it has finished it. */
  private async queue(
    index: number,
    position: number,
  ): Promise<{ readonly training: Promise<StepOutcome> }> {
    const told: Told = { candidates: [], policy: null }
    if (position === 0) {
      this.turn = await this.nextTurn(index + 1, told)
      this.turn?.child.beBorn()
    }
    const training = this.train(index + 1, position, told)
    return { training }
  }

  private async train(step: number, position: number, told: Told): Promise<StepOutcome> {
    const { turn } = this
    const train = turn ? await turn.child.train(position) : null
    let valid = null
    if (turn && position === this.settings.childSteps - 1) {
      valid = await turn.child.judge()
      const images = turn.child.imagesSeen
      await this.tell(this.population.add(turn.proposal, { ...valid, step, images }), told)
    }
    return {
      step,
      train,
      valid,
      learningRate: turn?.child.learningRate(position) ?? 0,
      alphas: NO_ALPHAS,
      gates: this.gates,
      candidates: told.candidates,
      ...(told.policy && { policy: told.policy }),
    }
  }

  /** The next architecture that is new; null when there seems to be none. */
  private async nextTurn(step: number, told: Told): Promise<Turn | null> {
    const { population, context } = this
    if (this.breeder.trainsRepeats) {
      const proposal = await this.breeder.propose(population.nextId)
      return proposal && this.turnOf(proposal)
    }
    for (let repeats = 0; repeats < MOST_REPEATS && !this.exhausted; repeats++) {
      if (BigInt(population.distinct) >= context.space.size) break
      const proposal = await this.breeder.propose(population.nextId)
      if (!proposal) break
      const first = population.judged(proposal.choices)
      if (!first) return this.turnOf(proposal)
      await this.tell(population.repeat(proposal, first, step), told)
    }
    this.exhausted = true
    return null
  }

  private turnOf(proposal: Proposal): Turn {
    return { proposal, child: new Child(this.context, this.settings, proposal.choices) }
  }

  private async tell(candidate: Candidate, told: Told): Promise<void> {
    told.candidates.push(candidate)
    told.policy = (await this.breeder.told(candidate)) ?? told.policy
    this.gates = this.breeder.gates()
  }
}

/** What a step has to report besides its own training. */
interface Told {
  readonly candidates: Candidate[]
  policy: PolicySnapshot | null
}
