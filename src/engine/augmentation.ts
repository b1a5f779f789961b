import { randomKey, splitKey, uniform } from '../random/random'
import type { RandomKey } from '../random/random'
import type { Augmentation } from './engine'

/** Draws per example, in this order: crop row, crop column, flip. */
const DRAWS = 3

/**
 * The augmentation stream of one batch, a function of seed and step alone; never 0, which GPU
 * kernels take for "off".
 */
export function augmentationKey(seed: number, step: number, side: 'gate' | 'weight'): RandomKey {
  return splitKey(splitKey(splitKey(randomKey(seed), 'augmentation'), side), step) || 1
}

export interface Placement {
  /** Pixels by which the crop moves down and right; negative is up and left. */
  readonly rowShift: number
  readonly columnShift: number
  readonly flipped: boolean
}

export const UNMOVED: Placement = { rowShift: 0, columnShift: 0, flipped: false }

/** How example `index` of a batch is cropped and flipped. */
export function drawPlacement(
  { cropPadding, flip }: Augmentation,
  key: RandomKey,
  index: number,
): Placement {
  const reach = 2 * cropPadding + 1
  // Rounded like the GPU's 32-bit product, so that both sides of a pixel boundary agree.
  const shift = (draw: number) =>
    Math.floor(Math.fround(uniform(key, DRAWS * index + draw) * reach)) - cropPadding
  return {
    rowShift: shift(0),
    columnShift: shift(1),
    flipped: flip && uniform(key, DRAWS * index + 2) < 0.5,
  }
}
