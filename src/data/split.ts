import { randomKey, shuffled, splitKey } from '../random/random'

/** Share of the training images that trains weights; the rest trains alphas (train_search.py). */
const WEIGHT_PORTION = 0.5

/** Disjoint index sets into a data set that holds training images first, then test images. */
export interface DataSplit {
  /** Images of the weight steps. */
  readonly weights: Uint32Array
  /** Images of the alpha steps. */
  readonly alphas: Uint32Array
  /** Held out from both. */
  readonly test: Uint32Array
}

/** Permutes the training images by seed and cuts them in two; an odd one goes to the alphas. */
export function splitDataset(trainImages: number, testImages: number, seed: number): DataSplit {
  const order = shuffled(trainImages, splitKey(randomKey(seed), 'split'))
  const border = Math.floor(WEIGHT_PORTION * trainImages)
  return {
    weights: order.slice(0, border),
    alphas: order.slice(border),
    test: Uint32Array.from({ length: testImages }, (_, i) => trainImages + i),
  }
}
