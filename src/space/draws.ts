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
 * Every decision uniform over its options. An architecture that a space can write in several ways is
 * as many times as likely, as in the published samplers.
 */
export function drawUniform(space: SpaceModel, key: RandomKey): Draw {
  return canonical(
    space,
    space.decisions.map(({ options }, decision) => randomInteger(key, decision, options.length)),
  )
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
