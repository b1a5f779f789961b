import type { RandomKey } from '../random/random'
import { drawAccepted, drawUniform } from '../space/draws'
import type { Choices } from '../space/spaceModel'
import { InfeasibleError, keepsLimits } from './objective'
import type { StrategyContext } from './strategy'

/** Draws before the limits are taken to leave nothing, or nothing that chance would find. */
const MOST_TRIES = 2000

type Ground = Pick<StrategyContext, 'config' | 'space' | 'costs'>

/** Whether the objective allows an architecture to be trained and judged. */
export function isFeasible({ config, costs }: Ground, choices: Choices): boolean {
  return keepsLimits(config.objective, costs.of(choices))
}

/**
 * An architecture within the limits, by rejection of uniform ones.
 * @throws InfeasibleError when none was found
 */
export function drawFeasible(ground: Ground, key: RandomKey): Choices {
  const { space } = ground
  const draw = (attempt: RandomKey) => drawUniform(space, attempt)
  const found = drawAccepted(MOST_TRIES, key, draw, (choices) => isFeasible(ground, choices))
  if (found) return found
  throw new InfeasibleError(
    `None of ${MOST_TRIES} architectures drawn at random keeps the objective's limits`,
  )
}
