import type { ImageData8 } from '../engine/engine'
import { randomBits, randomKey } from '../random/random'
import type { DatasetFormat } from '../run/datasets'

/** Images to measure speed on, where what they show does not matter. */
export function noiseImages({ input, classes }: DatasetFormat, count: number): ImageData8 {
  const { height, width, channels } = input
  const key = randomKey(0)
  const bytes = count * height * width * channels
  return {
    images: Uint8Array.from({ length: bytes }, (_, i) => randomBits(key, i) >>> 24),
    labels: Uint8Array.from({ length: count }, (_, i) => i % classes),
    count,
    height,
    width,
    channels,
    classes,
    mean: new Array<number>(channels).fill(0.5),
    deviation: new Array<number>(channels).fill(0.29),
  }
}
