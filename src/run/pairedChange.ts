/** Two-sided, 95 %. */
const Z = 1.959963984540054

/** By how much an accuracy changed, judged on the same images before and after. */
export interface PairedChange {
  /** After less before, 0–1. */
  readonly change: number
  /** Of the change, at 95 % confidence. */
  readonly interval: readonly [number, number]
  /** Images taken right before and wrong after; and the other way round. */
  readonly lost: number
  readonly won: number
}

/**
 * The change of an accuracy between two ways of judging the same images, with the adjusted Wald
 * interval of Bonett and Price (2012, Journal of Educational and Behavioral Statistics 37), which
 * holds where few or no images change sides.
 *
 * @param before 1 for each image taken for what it is, else 0; `after` alike
 */
export function pairedChange(before: ArrayLike<number>, after: ArrayLike<number>): PairedChange {
  let [lost, won] = [0, 0]
  for (let image = 0; image < before.length; image++) {
    if (before[image] && !after[image]) lost++
    if (!before[image] && after[image]) won++
  }
  const images = before.length
  const [more, less] = [(won + 1) / (images + 2), (lost + 1) / (images + 2)]
  const middle = more - less
  const half = Z * Math.sqrt((more + less - middle ** 2) / (images + 2))
  return { change: (won - lost) / images, interval: [middle - half, middle + half], lost, won }
}
