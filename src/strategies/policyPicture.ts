import { randomKey, splitKey } from '../random/random'
import type { Controller } from './controller'
import { pathShares } from './pathFrequencies'
import { pathOf } from './pathSearch'
import type { StrategyContext } from './strategy'

/**
 * Draws that a policy is pictured by. Decisions hang on the ones before them, so that what is likely
 * on the whole can only be had from draws.
 */
const PICTURE_DRAWS = 32

/** What a policy makes likely. */
export interface PolicyPicture {
  /** Share of the draws that take each branch, in the order of gates. */
  readonly gates: Float32Array
  /**
   * Of every option of every decision, flat in their order: the mean over the draws of its probability
   * given the decisions before it, which is exact for the first decision.
   */
  readonly probabilities: Float32Array
  /** Nats, mean over the decisions. */
  readonly entropy: number
}

/** Always from the same random numbers, so that two pictures differ only by what was learnt. */
export function picturePolicy(context: StrategyContext, controller: Controller): PolicyPicture {
  const { config, space, engine } = context
  const key = splitKey(randomKey(config.seed), 'picture')
  const rollouts = controller.draw(
    Array.from({ length: PICTURE_DRAWS }, (_, draw) => splitKey(key, draw)),
  )
  const probabilities = new Float32Array(rollouts[0]?.probabilities.length ?? 0)
  for (const rollout of rollouts) {
    rollout.probabilities.forEach((p, i) => (probabilities[i]! += p / PICTURE_DRAWS))
  }
  const entropy = rollouts.reduce((sum, rollout) => sum + rollout.entropy, 0) / PICTURE_DRAWS
  return {
    gates: pathShares(
      engine.network,
      rollouts.map(({ choices }) => pathOf(context, choices)),
    ),
    probabilities,
    entropy: entropy / Math.max(1, space.decisions.length),
  }
}
