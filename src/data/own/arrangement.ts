import { randomKey, shuffled, splitKey } from '../../random/random'
import type { LabelledImages } from './imageSet'

/** Of each class, one image in so many is set apart for tests where the files set none apart. */
const TEST_EVERY = 5

const KEY = splitKey(randomKey(0), 'arrangement')

export interface TakenTest {
  readonly train: Uint32Array
  readonly test: Uint32Array
}

/**
 * An order of images in which every beginning has classes in the proportions of the whole, so that the
 * first so many stand for all. The same for the same labels.
 */
export function balancedOrder(labels: Uint8Array, within = allOf(labels)): Uint32Array {
  const counts = new Uint32Array(256)
  const members = shuffled(within.length, KEY).map((position) => within[position]!)
  const ranks = members.map((image) => counts[labels[image]!]!++)
  const places = Float64Array.from(members, (image, index) => {
    return (ranks[index]! + 0.5) / counts[labels[image]!]!
  })
  return allOf(members)
    .sort((a, b) => places[a]! - places[b]! || labels[members[a]!]! - labels[members[b]!]!)
    .map((index) => members[index]!)
}

/** Sets every fifth image of each class apart; classes of fewer than five have none to spare. */
export function takeTest(labels: Uint8Array): TakenTest {
  const seen = new Uint32Array(256)
  const train: number[] = []
  const test: number[] = []
  for (const image of shuffled(labels.length, KEY)) {
    const rank = seen[labels[image]!]!++
    ;(rank % TEST_EVERY === TEST_EVERY - 1 ? test : train).push(image)
  }
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) }
}

/** Images of each class. */
export function classCounts(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  return counts
}

/** Mean and standard deviation of each channel, of values scaled to 0–1. */
export function channelStatistics(images: Uint8Array, channels: number) {
  const sums = new Float64Array(channels)
  const squares = new Float64Array(channels)
  for (let start = 0; start < images.length; start += channels) {
    for (let channel = 0; channel < channels; channel++) {
      const value = images[start + channel]!
      sums[channel]! += value
      squares[channel]! += value * value
    }
  }
  const pixels = images.length / channels
  const mean = Array.from(sums, (sum) => sum / pixels / 255)
  // Images all of one colour would otherwise be divided by nothing.
  const deviation = mean.map((of, channel) =>
    Math.max(1 / 255, Math.sqrt(Math.max(0, squares[channel]! / pixels / 255 ** 2 - of * of))),
  )
  return { mean, deviation }
}

/** Copies images in an order into `bytes` at `offset`. */
export function copyImages(
  { images }: Pick<LabelledImages, 'images'>,
  size: number,
  order: Uint32Array,
  bytes: Uint8Array,
  offset: number,
): void {
  order.forEach((image, place) => {
    bytes.set(images.subarray(image * size, (image + 1) * size), offset + place * size)
  })
}

function allOf(items: { readonly length: number }): Uint32Array {
  return Uint32Array.from({ length: items.length }, (_, index) => index)
}
