import { drawCutout, drawPlacement, UNMOVED } from '../augmentation'
import type { Cutout, Placement } from '../augmentation'
import type { Augmentation, ImageData8 } from '../engine'
import type { RandomKey } from '../../random/random'

export interface Batch {
  /** NHWC, (byte / 255 − mean) / deviation. */
  readonly images: Float32Array
  readonly labels: Uint8Array
}

/**
 * Collects and normalises examples. With `augment`, each is cropped from a border of black pixels and
 * flipped, before normalisation, as PyTorch's usual order of transforms; after it a square is set to 0.
 * @throws RangeError for an index outside the data
 */
export function gatherBatch(
  data: ImageData8,
  indices: Uint32Array,
  augment: { readonly augmentation: Augmentation; readonly key: RandomKey } | null,
): Batch {
  const exampleSize = data.height * data.width * data.channels
  const images = new Float32Array(indices.length * exampleSize)
  const labels = new Uint8Array(indices.length)
  indices.forEach((index, i) => {
    if (index >= data.count) throw new RangeError(`No image ${index} among ${data.count}`)
    labels[i] = data.labels[index] as number
    const placement = augment ? drawPlacement(augment.augmentation, augment.key, i) : UNMOVED
    const image = images.subarray(i * exampleSize, (i + 1) * exampleSize)
    placeImage(data, index, placement, image)
    if (augment) blankOut(data, drawCutout(augment.augmentation, data, augment.key, i), image)
  })
  return { images, labels }
}

function placeImage(
  { images, height, width, channels, mean, deviation }: ImageData8,
  index: number,
  { rowShift, columnShift, flipped }: Placement,
  target: Float32Array,
): void {
  const first = index * height * width * channels
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const y = row + rowShift
      const x = (flipped ? width - 1 - column : column) + columnShift
      const inside = y >= 0 && y < height && x >= 0 && x < width
      for (let channel = 0; channel < channels; channel++) {
        const byte = inside ? (images[first + (y * width + x) * channels + channel] as number) : 0
        target[(row * width + column) * channels + channel] =
          (byte / 255 - (mean[channel] as number)) / (deviation[channel] as number)
      }
    }
  }
}

function blankOut(
  { height, width, channels }: ImageData8,
  { top, bottom, left, right }: Cutout,
  image: Float32Array,
): void {
  for (let row = Math.max(0, top); row < Math.min(height, bottom); row++) {
    const first = row * width + Math.max(0, left)
    image.fill(0, first * channels, (row * width + Math.min(width, right)) * channels)
  }
}
