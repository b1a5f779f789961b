import { randomInteger, splitKey, uniform, type RandomKey } from '../random/random'
import { canonical, type Draw } from '../space/draws'
import type { Choices, SpaceModel } from '../space/spaceModel'

/**
 * How methods vary architectures, on any space: mutation, crossover, neighbours. All return canonical
 * forms, so that equal networks are equal texts, and are functions of their key alone.
 */

/**
 * Every decision anew with this probability, uniform over all its options, the present one included
 * (SPOS: `np.random.randint(nr_state)` per layer). May return the parent.
 */
export function mutateEach(
  space: SpaceModel,
  parent: Choices,
  probability: number,
  key: RandomKey,
): Draw {
  const coins = splitKey(key, 'coins')
  const drawn = splitKey(key, 'options')
  const child = parent.map((option, decision) =>
    uniform(coins, decision) < probability
      ? randomInteger(drawn, decision, optionsOf(space, decision))
      : option,
  )
  return canonical(space, child)
}

/**
 * One decision, uniform over those with a choice, to another option, uniform over the others
 * (Real et al. 2019).
 */
export function mutateOne(space: SpaceModel, parent: Choices, key: RandomKey): Draw {
  const open = [...parent.keys()].filter((decision) => optionsOf(space, decision) > 1)
  const decision = open[randomInteger(key, 0, open.length)]
  if (decision === undefined) return null
  const present = parent[decision] as number
  const other = randomInteger(key, 1, optionsOf(space, decision) - 1)
  return changed(space, parent, decision, other < present ? other : other + 1)
}

/** Every decision from either parent by a fair coin (SPOS). */
export function crossover(
  space: SpaceModel,
  first: Choices,
  second: Choices,
  key: RandomKey,
): Draw {
  const child = first.map((option, decision) =>
    uniform(key, decision) < 0.5 ? option : (second[decision] as number),
  )
  return canonical(space, child)
}

/** All other architectures that one changed decision leads to, each once, in the order of decisions. */
export function neighbours(space: SpaceModel, centre: Choices): Choices[] {
  const byText = new Map<string, Choices>()
  for (const [decision, { options }] of space.decisions.entries()) {
    for (const option of options.keys()) {
      const neighbour = changed(space, centre, decision, option)
      if (neighbour) byText.set(space.format(neighbour), neighbour)
    }
  }
  byText.delete(space.format(centre))
  return [...byText.values()]
}

function changed(space: SpaceModel, from: Choices, decision: number, option: number): Draw {
  return canonical(space, from.with(decision, option))
}

function optionsOf(space: SpaceModel, decision: number): number {
  return space.decisions[decision]?.options.length ?? 0
}
