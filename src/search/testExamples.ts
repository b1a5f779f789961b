import type { Dataset } from '../data/dataset'
import type { TestExamples } from '../run/classification'

/** Enough to tell what borders of a data set's images are like. */
const MOST_JUDGED = 500

/** `count` test images from the `first` on; after the last one the first follows. */
export function testExamples(
  { data, trainImages, testImages }: Dataset,
  first: number,
  count: number,
): TestExamples {
  const size = data.height * data.width * data.channels
  const places = Array.from(
    { length: Math.min(count, testImages) },
    (_, index) => trainImages + ((first + index) % testImages),
  )
  const pixels = new Uint8Array(places.length * size)
  places.forEach((place, index) => {
    pixels.set(data.images.subarray(place * size, (place + 1) * size), index * size)
  })
  return {
    pixels,
    labels: Uint8Array.from(places, (place) => data.labels[place] ?? 0),
    count: testImages,
    borderBrightness: meanBorder(data, trainImages, Math.min(testImages, MOST_JUDGED)),
  }
}

function meanBorder({ images, height, width, channels }: Dataset['data'], from: number, n: number) {
  let [sum, bytes] = [0, 0]
  for (let image = from; image < from + n; image++) {
    for (let y = 0; y < height; y++) {
      const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1)
      for (let x = 0; x < width; x += step) {
        const at = ((image * height + y) * width + x) * channels
        for (let channel = 0; channel < channels; channel++) sum += images[at + channel] ?? 0
        bytes += channels
      }
    }
  }
  return bytes === 0 ? 0 : sum / (255 * bytes)
}
