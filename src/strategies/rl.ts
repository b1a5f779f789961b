import { randomKey, splitKey, type RandomKey } from '../random/random'
import type { Candidate, PolicySnapshot } from '../run/events'
import type { RlSettings } from '../run/strategySettings'
import { ChildSearch, childSearchSteps, type Breeder } from './childSearch'
import type { ControllerState } from './controller'
import { PATH_SUPERNET } from './pathSearch'
import type { PolicyLearner } from './policyLearner'
import type { Proposal } from './population'
import { settingsOf } from './settings'
import type { StrategyContext, StrategyMethod } from './strategy'

/**
 * Neural architecture search with reinforcement learning (Zoph & Le 2017). A controller draws one
 * architecture after another; each is trained from scratch and judged, and every `aggregate` of them
 * the controller takes a step of REINFORCE along the mean of ∇ log p(a) · (R − b), where R is the
 * objective's score and b a moving mean of earlier rewards. The architecture that scored best is kept.
 *
 * Where it differs: children train briefly, with learning rates of their own, on the shared engine
 * (the paper trains them fully, and its reward is the accuracy cubed); the LSTM has one layer instead
 * of two; and one controller learns from its own children instead of many in parallel.
 */
export const RL: StrategyMethod = {
  ...PATH_SUPERNET,
  steps: (config) => childSearchSteps(config, settingsOf(config, 'rl')),
  async begin(context, memory) {
    const settings = settingsOf(context.config, 'rl')
    // Other methods need no TensorFlow.js, and should not have to load it.
    const { PolicyLearner } = await import('./policyLearner')
    const breeder = (_: StrategyContext, history: readonly Candidate[], kept: unknown) => {
      const learnt = kept as ControllerState | null
      const policy = new PolicyLearner(context, settings.controller, learnt)
      return new PolicyBreeder(context, settings, policy, history)
    }
    return new ChildSearch(context, settings, breeder, memory)
  },
}

class PolicyBreeder implements Breeder {
  readonly trainsRepeats = true
  private readonly key: RandomKey
  /** Judged since the last update. */
  private fresh: Candidate[]

  constructor(
    context: StrategyContext,
    private readonly settings: RlSettings,
    private readonly policy: PolicyLearner,
    history: readonly Candidate[],
  ) {
    this.key = splitKey(randomKey(context.config.seed), 'rl')
    const pending = history.length % settings.controller.aggregate
    this.fresh = history.slice(history.length - pending)
  }

  propose(id: number): Proposal {
    const [draw] = this.policy.draw([this.keyOf(id)])
    return { choices: draw?.choices ?? [], origin: 'sample', parents: [], generation: null }
  }

  told(candidate: Candidate): PolicySnapshot | null {
    this.fresh.push(candidate)
    if (this.fresh.length < this.settings.controller.aggregate) return null
    // The policy has not moved since it drew them: their keys give the same draws again.
    const draws = this.policy.draw(this.fresh.map(({ id }) => this.keyOf(id)))
    const scores = this.fresh.map(({ score }) => score)
    this.fresh = []
    return this.policy.learn(
      candidate.step,
      draws.map((draw, i) => ({ draw, score: scores[i] as number })),
    )
  }

  gates(): Float32Array {
    return this.policy.gates
  }

  memory(): ControllerState {
    return this.policy.memory()
  }

  private keyOf(id: number): RandomKey {
    return splitKey(this.key, id)
  }
}
