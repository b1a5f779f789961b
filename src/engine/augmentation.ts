import { randomKey, splitKey, uniform } from '../random/random'
import type { RandomKey } from '../random/random'
import type { Augmentation } from './engine'

/** Draws per example, in this order: crop row, crop column, flip. */
export const PLACEMENT_DRAWS = 3

/**
 * Draws per example: row and column of the cutout's centre. They come from the other half of the
 * counters, so that nothing else is drawn otherwise for there being a cutout.
 */
export const CUTOUT_DRAWS = { first: 0x80000000, each: 2 } as const

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
    Math.floor(Math.fround(uniform(key, PLACEMENT_DRAWS * index + draw) * reach)) - cropPadding
  return {
    rowShift: shift(0),
    columnShift: shift(1),
    flipped: flip && uniform(key, PLACEMENT_DRAWS * index + 2) < 0.5,
  }
}

/** Whether training images differ from those that are judged. */
export function augments({ cropPadding, flip, cutout = 0 }: Augmentation): boolean {
  return cropPadding > 0 || flip || cutout > 0
}

/** Rows and columns that are blanked out, the last ones excluded; they may lie outside the image. */
export interface Cutout {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/**
 * The square that is blanked out of example `index` of a batch: its centre is uniform over the image,
 * whose borders clip it, as `Cutout` of DARTS (cnn/utils.py) for its even sides.
 */
export function drawCutout(
  { cutout = 0 }: Augmentation,
  { height, width }: { readonly height: number; readonly width: number },
  key: RandomKey,
  index: number,
): Cutout {
  const counter = CUTOUT_DRAWS.first + CUTOUT_DRAWS.each * index
  const start = (draw: number, size: number) =>
    Math.floor(Math.fround(uniform(key, counter + draw) * size)) - Math.floor(cutout / 2)
  const [top, left] = [start(0, height), start(1, width)]
  return { top, bottom: top + cutout, left, right: left + cutout }
}
