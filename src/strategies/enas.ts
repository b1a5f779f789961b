import { BatchSequence } from '../data/batches'
import { randomKey, splitKey, type RandomKey } from '../random/random'
import type { SearchConfig } from '../run/config'
import type { Candidate } from '../run/events'
import { DERIVATION_BATCHES, enasTurnAt, enasTurns, type EnasTurn } from '../run/enasTurns'
import type { EnasSettings } from '../run/strategySettings'
import type { Choices } from '../space/spaceModel'
import type { ControllerState } from './controller'
import type { PolicyDraw } from './controllerDraws'
import { judgementImages, type JudgementImages } from './judgement'
import { bestOf, rankedChoices } from './objective'
import { NO_ALPHAS, pathOf, PATH_SUPERNET, trainPath } from './pathSearch'
import type { PolicyLearner } from './policyLearner'
import { candidateOf } from './population'
import { cosineDecay } from './schedule'
import { settingsOf } from './settings'
import type { StepOutcome, Strategy, StrategyContext, StrategyMethod } from './strategy'

/**
 * ENAS (Pham, Guan, Zelikman, Le & Dean 2018) as melodyguan/enas runs it. Two sets of parameters learn
 * in turns. The shared weights ω take steps along ∇ L_train(a; ω) for architectures a ~ π(θ), a new one
 * each step. Then the controller θ takes steps of REINFORCE: ∇θ log π(a) · (R(a) − b), where R is the
 * objective's score on one batch of held-out images, batch norm by that batch's own statistics, plus
 * `entropyWeight` times the policy's entropy, and b is a moving mean of R; each update averages
 * `aggregate` architectures. In the end the best of `derivationSamples` architectures drawn from π is
 * kept, all judged on the same ten held-out batches.
 *
 * Where it differs: the learning rate falls along one cosine instead of several restarted ones,
 * momentum is not Nesterov's, and there is no drop-path and no auxiliary head. The script's macro
 * controller takes −p·log p of the option drawn for its entropy; here it is summed over all options.
 * Spaces that ENAS did not have are read by the general form of controller.
 */
export const ENAS: StrategyMethod = {
  ...PATH_SUPERNET,

  steps(config) {
    const { weights, controller, derivation } = turnsOf(config)
    return weights + controller + derivation
  },

  async begin(context, memory) {
    const settings = settingsOf(context.config, 'enas')
    const kept = memory as EnasMemory | null
    // Other methods need no TensorFlow.js, and should not have to load it.
    const { PolicyLearner } = await import('./policyLearner')
    const policy = new PolicyLearner(context, settings.controller, kept?.controller ?? null)
    return new EnasSearch(context, settings, policy, kept?.derived ?? [])
  },
}

interface EnasMemory {
  readonly controller: ControllerState
  /** What derivation has judged so far. */
  readonly derived: readonly Candidate[]
}

const turnsOf = (config: SearchConfig) => enasTurns(config.budget.steps, settingsOf(config, 'enas'))

/** A step in which nothing is trained or judged. */
const IDLE = { train: null, valid: null, learningRate: 0, alphas: NO_ALPHAS }

class EnasSearch implements Strategy {
  private readonly key: RandomKey
  private readonly weightBatches: BatchSequence
  private readonly rewardBatches: BatchSequence
  private readonly derivationImages: JudgementImages
  private readonly derived: Candidate[]
  /** Judged once, when the search concludes. */
  private completed: Promise<readonly Candidate[]> | null = null
  /** Resolves when the policy that the next step draws from is there. */
  private ready: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly context: StrategyContext,
    private readonly settings: EnasSettings,
    private readonly policy: PolicyLearner,
    derived: readonly Candidate[],
  ) {
    const { config, split } = context
    this.key = splitKey(randomKey(config.seed), 'enas')
    const batches = (half: 'weights' | 'alphas') =>
      new BatchSequence(split[half], settings.batch, splitKey(splitKey(this.key, 'batches'), half))
    this.weightBatches = batches('weights')
    this.rewardBatches = batches('alphas')
    const images = DERIVATION_BATCHES * settings.batch
    this.derivationImages = judgementImages(context, { calibrated: images, judged: images })
    this.derived = [...derived]
  }

  step(index: number): Promise<StepOutcome> {
    const turn = enasTurnAt(index, this.context.config.budget.steps, this.settings)
    const outcome = this.ready.then(() => this.take(turn, index + 1))
    // Weight steps queue up; whatever follows an update draws from the policy that it leaves.
    if (turn.kind !== 'weights') this.ready = outcome
    outcome.catch(() => undefined)
    return outcome
  }

  /** The best of as many draws as derivation takes. */
  async conclude(): Promise<Choices> {
    const best = bestOf(this.context.config.objective, await this.wholeDerivation())
    if (!best) throw new Error('Derivation drew no architecture')
    return best.choices
  }

  async finalists(): Promise<readonly Choices[]> {
    return rankedChoices(this.context.config.objective, await this.wholeDerivation())
  }

  async prepareEvaluation(choices: Choices): Promise<'shared-weights'> {
    const path = pathOf(this.context, choices)
    await this.context.engine.recalibrate(this.derivationImages.calibration, path)
    return 'shared-weights'
  }

  memory(): EnasMemory {
    return { controller: this.policy.memory(), derived: [...this.derived] }
  }

  private take({ kind, number }: EnasTurn, step: number): Promise<StepOutcome> {
    switch (kind) {
      case 'weights':
        return this.trainWeights(number, step)
      case 'controller':
        return this.updateController(number, step)
      case 'derivation':
        return this.takeDerivation(number, step)
    }
  }

  private async trainWeights(number: number, step: number): Promise<StepOutcome> {
    const { context, settings, weightBatches } = this
    const { gates } = this.policy
    const { choices } = this.draw('weights', number)
    const learningRate = cosineDecay(
      settings.learningRate,
      settings.learningRateMin,
      number,
      context.config.budget.steps,
    )
    const train = await trainPath(context.engine, {
      weightBatch: weightBatches.at(number),
      learningRate,
      path: pathOf(context, choices),
    })
    return { ...IDLE, step, train, learningRate, gates }
  }

  private async updateController(number: number, step: number): Promise<StepOutcome> {
    const { aggregate } = this.settings.controller
    const first = number * aggregate
    const keys = Array.from({ length: aggregate }, (_, i) => this.keyOf('controller', first + i))
    const judging = this.policy.draw(keys).map(async (draw, i) => {
      const images = this.rewardBatches.at(first + i)
      const candidate = await this.judge(first + i, step, draw.choices, images)
      return { draw, candidate, score: candidate.score }
    })
    const outcomes = await Promise.all(judging)
    const policy = this.policy.learn(step, outcomes)
    const candidates = outcomes.map(({ candidate }) => candidate)
    return {
      ...IDLE,
      step,
      valid: meanOf(candidates),
      gates: this.policy.gates,
      candidates,
      policy,
    }
  }

  private async takeDerivation(number: number, step: number): Promise<StepOutcome> {
    const candidate = await this.derive(number, step)
    this.derived.push(candidate)
    const { gates } = this.policy
    return { ...IDLE, step, valid: meanOf([candidate]), gates, candidates: [candidate] }
  }

  /** What derivation has judged, and others up to as many as it takes. */
  private wholeDerivation(): Promise<readonly Candidate[]> {
    this.completed ??= (async () => {
      const judged = [...this.derived]
      for (let number = judged.length; number < this.settings.derivationSamples; number++) {
        judged.push(await this.derive(number, 0))
      }
      return judged
    })()
    return this.completed
  }

  /** Draws number `number` of those that derivation chooses from, and judges it. */
  private derive(number: number, step: number): Promise<Candidate> {
    const { controller } = turnsOf(this.context.config)
    const id = controller * this.settings.controller.aggregate + number
    const { choices } = this.draw('derivation', number)
    return this.judge(id, step, choices, this.derivationImages.heldOut)
  }

  private draw(purpose: EnasTurn['kind'], number: number): PolicyDraw {
    return this.policy.draw([this.keyOf(purpose, number)])[0] as PolicyDraw
  }

  private keyOf(purpose: EnasTurn['kind'], number: number): RandomKey {
    return splitKey(splitKey(this.key, purpose), number)
  }

  /** With the shared weights as they are, on whole batches of held-out images. */
  private async judge(
    id: number,
    step: number,
    choices: Choices,
    images: Uint32Array,
  ): Promise<Candidate> {
    const { context } = this
    const path = pathOf(context, choices)
    const { loss, correct, count } = await context.engine.evaluate(images, {
      path,
      statistics: 'batch',
    })
    const proposal = { choices, origin: 'sample', parents: [], generation: null } as const
    const judgement = { step, images: null, loss, accuracy: correct / count }
    return candidateOf(context, id, proposal, judgement)
  }
}

function meanOf(candidates: readonly Candidate[]): { loss: number; accuracy: number } {
  const mean = (value: (candidate: Candidate) => number) =>
    candidates.reduce((sum, candidate) => sum + value(candidate), 0) / candidates.length
  return { loss: mean(({ loss }) => loss), accuracy: mean(({ accuracy }) => accuracy) }
}
