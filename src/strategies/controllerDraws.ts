import { splitKey, type RandomKey } from '../random/random'
import type { Choices } from '../space/spaceModel'
import type { Controller } from './controller'
import { drawFeasible, isFeasible } from './feasible'
import type { StrategyContext } from './strategy'

/** Draws of a policy that keeps missing the limits, before chance finds an architecture for it. */
const MOST_TRIES = 50

/** What a policy drew, and how undecided it was: nats, summed over the decisions. */
export interface PolicyDraw {
  readonly choices: Choices
  readonly entropy: number
}

/**
 * One architecture per key, each within the objective's limits. Those past them are drawn again, and
 * at last uniformly among those within: being told their reward teaches the policy where they are.
 * @throws InfeasibleError when chance finds none either
 */
export function drawFromPolicy(
  context: Pick<StrategyContext, 'config' | 'space' | 'costs'>,
  controller: Controller,
  keys: readonly RandomKey[],
): PolicyDraw[] {
  const draws: PolicyDraw[] = controller.draw(keys)
  const past = () =>
    [...draws.keys()].filter((i) => !isFeasible(context, (draws[i] as PolicyDraw).choices))
  const keyOf = (i: number) => keys[i] as RandomKey
  let missed = past()
  for (let attempt = 1; attempt < MOST_TRIES && missed.length > 0; attempt++) {
    const again = controller.draw(missed.map((i) => splitKey(keyOf(i), attempt)))
    missed.forEach((i, place) => (draws[i] = again[place] as PolicyDraw))
    missed = past()
  }
  for (const i of missed) {
    const choices = drawFeasible(context, splitKey(keyOf(i), 'uniform'))
    draws[i] = { ...(draws[i] as PolicyDraw), choices }
  }
  return draws
}
