import { DataError } from '../dataError'
import type { LabelledImages } from './imageSet'

/** How CIFAR's binary version (cs.toronto.edu/~kriz/cifar.html) labels an image. */
export interface CifarFormat {
  /** Bytes before the pixels; the last of them is the label (CIFAR-100 has a coarse one before). */
  readonly labelBytes: 1 | 2
  readonly classes: number
}

export const CIFAR_10: CifarFormat = { labelBytes: 1, classes: 10 }
export const CIFAR_100: CifarFormat = { labelBytes: 2, classes: 100 }

export const CIFAR_SIDE = 32
export const CIFAR_CHANNELS = 3

/**
 * One file of records: labels, then the red, the green and the blue plane of a 32 × 32 image.
 * @throws DataError for a file cut short, or a label of no class
 */
export function parseCifar(
  file: string,
  bytes: Uint8Array,
  { labelBytes, classes }: CifarFormat,
): LabelledImages {
  const area = CIFAR_SIDE * CIFAR_SIDE
  const pixels = CIFAR_CHANNELS * area
  const record = labelBytes + pixels
  if (bytes.length === 0 || bytes.length % record !== 0) {
    throw new DataError(
      `${file} has ${bytes.length} bytes, which is no whole number of images of ${record} bytes`,
    )
  }
  const count = bytes.length / record
  const images = new Uint8Array(count * pixels)
  const labels = new Uint8Array(count)
  for (let image = 0; image < count; image++) {
    const start = image * record + labelBytes
    const label = bytes[start - 1] ?? 0
    if (label >= classes) {
      throw new DataError(
        `Image ${image} of ${file} has label ${label}; there are ${classes} classes`,
      )
    }
    labels[image] = label
    for (let pixel = 0; pixel < area; pixel++) {
      for (let channel = 0; channel < CIFAR_CHANNELS; channel++) {
        images[image * pixels + pixel * CIFAR_CHANNELS + channel] =
          bytes[start + channel * area + pixel] ?? 0
      }
    }
  }
  return { images, labels, count }
}
