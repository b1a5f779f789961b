import { randomInteger, splitKey, uniform, type RandomKey } from '../random/random'
import { canonical, drawOpen, openOptions, takeInTurn, type Draw } from '../space/draws'
import type { Choices, SpaceModel } from '../space/spaceModel'

/**
 * How methods vary architectures, on any space: mutation, crossover, neighbours. All return canonical
 * forms, so that equal networks are equal texts, and are functions of their key alone. What rules close,
 * given what stands before it, is never taken; what a change has closed is replaced.
 */

/**
 * Every decision anew with this probability, uniform over all that is open, the present one included
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
  const child = takeInTurn(space, (decision, open) => {
    const own = parent[decision] as number
    const stays = uniform(coins, decision) >= probability && open.includes(own)
    return stays ? own : drawOpen(open, drawn, decision)
  })
  return canonical(space, child)
}

/**
 * One decision, uniform over those with a choice, to another option, uniform over the others
 * (Real et al. 2019). Later decisions that it closes are drawn anew.
 */
export function mutateOne(space: SpaceModel, parent: Choices, key: RandomKey): Draw {
  const others = [...parent.keys()].map((decision) => otherOptions(space, parent, decision))
  const free = [...parent.keys()].filter((decision) => others[decision]?.length)
  const decision = free[randomInteger(key, 0, free.length)]
  if (decision === undefined) return null
  const option = drawOpen(others[decision] ?? [], key, 1)
  const redrawn = splitKey(key, 'closed')
  return changed(space, parent, decision, option, (open, later) => drawOpen(open, redrawn, later))
}

/** Every decision from either parent by a fair coin (SPOS); from the other, or drawn, where that is closed. */
export function crossover(
  space: SpaceModel,
  first: Choices,
  second: Choices,
  key: RandomKey,
): Draw {
  const drawn = splitKey(key, 'closed')
  const child = takeInTurn(space, (decision, open) => {
    const both = [first[decision] as number, second[decision] as number]
    const inherited = uniform(key, decision) < 0.5 ? both : both.reverse()
    return inherited.find((option) => open.includes(option)) ?? drawOpen(open, drawn, decision)
  })
  return canonical(space, child)
}

/**
 * All other architectures that one changed decision leads to, each once, in the order of decisions. Later
 * decisions that the change closes take the first option open.
 */
export function neighbours(space: SpaceModel, centre: Choices): Choices[] {
  const byText = new Map<string, Choices>()
  for (const decision of centre.keys()) {
    for (const option of otherOptions(space, centre, decision)) {
      const neighbour = changed(space, centre, decision, option, ([first]) => first as number)
      if (neighbour) byText.set(space.format(neighbour), neighbour)
    }
  }
  byText.delete(space.format(centre))
  return [...byText.values()]
}

/** What a decision of an architecture could be besides what it is, given those before it. */
function otherOptions(space: SpaceModel, choices: Choices, decision: number): readonly number[] {
  return openOptions(space, choices.slice(0, decision)).filter(
    (option) => option !== choices[decision],
  )
}

/** @param replace what a later decision takes whose option is closed by the change */
function changed(
  space: SpaceModel,
  from: Choices,
  decision: number,
  option: number,
  replace: (open: readonly number[], decision: number) => number,
): Draw {
  const keep = (later: number, open: readonly number[]) => {
    const own = from[later] as number
    return open.includes(own) ? own : replace(open, later)
  }
  return canonical(space, takeInTurn(space, keep, [...from.slice(0, decision), option]))
}
