import { splitKey, type RandomKey } from '../random/random'
import { drawAccepted, drawUniform } from './draws'
import type { Choices, SpaceModel } from './spaceModel'

/** Draws of one more before a space counts as used up. */
const MOST_TRIES = 2000

/**
 * Different architectures, drawn uniformly; fewer than asked for where a space has no more.
 * @throws RangeError when it has none at all
 */
export function randomArchitectures(model: SpaceModel, count: number, key: RandomKey): Choices[] {
  const byText = new Map<string, Choices>()
  for (let index = 0; index < count; index++) {
    const choices = drawAccepted(
      MOST_TRIES,
      splitKey(key, index),
      (draw) => drawUniform(model, draw),
      (drawn) => !byText.has(model.format(drawn)),
    )
    if (!choices) break
    byText.set(model.format(choices), choices)
  }
  if (byText.size === 0) throw new RangeError('The space has no architecture')
  return [...byText.values()]
}
