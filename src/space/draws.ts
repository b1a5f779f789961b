import { randomInteger, splitKey, type RandomKey } from '../random/random'
import { GenotypeError } from './genotypeError'
import type { Choices, SpaceModel } from './spaceModel'

/** An architecture or null: not every combination of choices is one in every space. */
export type Draw = Choices | null

/** The canonical form; null when the choices make no architecture of the space. */
export function canonical(space: SpaceModel, choices: Choices): Draw {
  try {
    return space.parse(space.format(choices))
  } catch (error) {
    if (error instanceof GenotypeError) return null
    throw error
  }
}

/**
 * Every decision uniform over its options; where rules close some, over those open given what was drawn
 * before, so that architectures are then no longer equally likely. One that a space can write in several
 * ways is as many times as likely, as in the published samplers.
 */
export function drawUniform(space: SpaceModel, key: RandomKey): Draw {
  return canonical(
    space,
    takeInTurn(space, (decision, open) => drawOpen(open, key, decision)),
  )
}

/**
 * Takes one decision after another.
 * @param take the option that a decision takes, among those `open` to it (ascending, never none)
 * @param first what the first decisions have taken
 */
export function takeInTurn(
  space: SpaceModel,
  take: (decision: number, open: readonly number[]) => number,
  first: Choices = [],
): Choices {
  const choices = [...first]
  for (let decision = first.length; decision < space.decisions.length; decision++) {
    choices.push(take(decision, openOptions(space, choices)))
  }
  return choices
}

/** The options of the next decision that some architecture has, given those taken before it; ascending. */
export function openOptions(space: SpaceModel, before: Choices): readonly number[] {
  const options = [...(space.decisions[before.length]?.options.keys() ?? [])]
  if (!space.open) return options
  const open = space.open(before)
  return options.filter((option) => open[option])
}

/** One of the open options, all equally likely. */
export function drawOpen(open: readonly number[], key: RandomKey, counter: number): number {
  return open[randomInteger(key, counter, open.length)] as number
}

/**
 * Rejection: draws, each from a key of its own, until one is an architecture and accepted.
 * @returns null after `tries` draws without
 */
export function drawAccepted(
  tries: number,
  key: RandomKey,
  draw: (key: RandomKey) => Draw,
  accepts: (choices: Choices) => boolean,
): Draw {
  for (let attempt = 0; attempt < tries; attempt++) {
    const choices = draw(splitKey(key, attempt))
    if (choices && accepts(choices)) return choices
  }
  return null
}
