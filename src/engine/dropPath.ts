import type { LayerId, Network } from '../network/network'
import type { RandomKey } from '../random/random'
import { randomKey, splitKey, uniform } from '../random/random'

/** How paths are dropped in one step. */
export interface PathDrops {
  /** The step's stream, a function of seed and step alone. */
  readonly key: RandomKey
  /** Probability that a path is kept for an image, and what it is multiplied by then; both 32-bit. */
  readonly keep: number
  readonly factor: number
}

/**
 * @param probability that a path is dropped, from 0 to 1
 * @throws RangeError for a probability that is none
 */
export function pathDrops(
  seed: number,
  step: number,
  side: 'gate' | 'weight',
  probability = 0,
): PathDrops {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`Paths cannot be dropped with a probability of ${probability}`)
  }
  const key = splitKey(splitKey(splitKey(randomKey(seed), 'drop path'), side), step)
  const keep = Math.fround(1 - probability)
  return { key, keep, factor: keep > 0 ? Math.fround(1 / keep) : 0 }
}

/** What a path is multiplied by for each image of a batch: 0 where it is dropped. */
export function pathFactors(
  { key, keep, factor }: PathDrops,
  path: number,
  images: number,
): Float32Array {
  return Float32Array.from({ length: images }, (_, image) =>
    uniform(key, path * images + image) < keep ? factor : 0,
  )
}

/** The layers that drop paths, each with its number among them, which its draws go by. */
export function droppedPaths({ layers }: Network): ReadonlyMap<LayerId, number> {
  const drops = [...layers.entries()].filter(([, { kind }]) => kind === 'dropPath')
  return new Map(drops.map(([id], path) => [id, path]))
}
