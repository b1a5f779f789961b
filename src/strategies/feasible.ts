import { splitKey, type RandomKey } from '../random/random'
import { drawAccepted, drawUniform, type Draw } from '../space/draws'
import type { Choices } from '../space/spaceModel'
import { excessOf, InfeasibleError, keepsLimits } from './objective'
import { mutateOne } from './operators'
import type { StrategyContext } from './strategy'

/** Draws before the limits are taken to leave nothing, or nothing that chance would find. */
const MOST_TRIES = 2000

/** Changes tried on the way to the limits; most are no improvement, and are dropped. */
const MOST_CHANGES = 600

type Ground = Pick<StrategyContext, 'config' | 'space' | 'costs'>

/** Whether the objective allows an architecture to be trained and judged. */
export function isFeasible({ config, costs }: Ground, choices: Choices): boolean {
  return keepsLimits(config.objective, costs.of(choices))
}

/**
 * An architecture within the limits, by rejection of uniform ones. Where none of them keeps the limits,
 * changes of single decisions lead there from a random one, as long as each comes nearer: what chance
 * finds too seldom is then found, though no longer uniformly.
 * @throws InfeasibleError when none was found
 */
export function drawFeasible(ground: Ground, key: RandomKey): Choices {
  const { space } = ground
  const draw = (attempt: RandomKey) => drawUniform(space, attempt)
  const accepts = (choices: Choices) => isFeasible(ground, choices)
  const found = drawAccepted(MOST_TRIES, key, draw, accepts) ?? descend(ground, key)
  if (found) return found
  throw new InfeasibleError(
    `None of ${MOST_TRIES} architectures drawn at random keeps the objective's limits, and no change of them led within`,
  )
}

/**
 * From a random architecture, one change after another that exceeds the limits less, until they are kept.
 * @returns null where the changes tried do not lead there
 */
export function descend(ground: Ground, key: RandomKey): Draw {
  const { config, space, costs } = ground
  const excess = (choices: Choices) => excessOf(config.objective, costs.of(choices))
  const draw = (attempt: RandomKey) => drawUniform(space, attempt)
  let here = drawAccepted(MOST_TRIES, splitKey(key, 'start'), draw, () => true)
  if (!here) return null
  let least = excess(here)
  for (let change = 0; change < MOST_CHANGES && least > 0; change++) {
    const next = mutateOne(space, here, splitKey(splitKey(key, 'change'), change))
    if (!next) continue
    const found = excess(next)
    if (found < least) [here, least] = [next, found]
  }
  return isFeasible(ground, here) ? here : null
}
