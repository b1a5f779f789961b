import type { ImageData8, TrainingEngine } from '../engine/engine'
import { accuracyInterval } from '../run/accuracyInterval'
import type { Mistake, TestReport } from '../run/training'

/** Batches judged at once, so that progress can be told in between. */
const CHUNK = 8
const MOST_MISTAKES = 24

/**
 * Judges every test image with the weights and running statistics that the engine has.
 * @param test indices into `data`
 */
export async function testReport(
  engine: TrainingEngine,
  data: ImageData8,
  test: Uint32Array,
  onFraction: (fraction: number) => void,
): Promise<TestReport> {
  const { classes } = data
  const confusion = new Array<number>(classes * classes).fill(0)
  const mistakes: Omit<Mistake, 'pixels'>[] = []
  let loss = 0
  let correct = 0
  const size = CHUNK * engine.batch
  for (let start = 0; start < test.length; start += size) {
    const indices = test.subarray(start, start + size)
    const judged = await engine.evaluate(indices, { predictions: true, probabilities: true })
    loss += judged.loss * judged.count
    correct += judged.correct
    indices.forEach((index, at) => {
      const label = data.labels[index] ?? 0
      const taken = judged.predictions?.[at] ?? 0
      confusion[label * classes + taken]!++
      if (taken === label) return
      const probability = (of: number) => judged.probabilities?.[at * classes + of] ?? 0
      mistakes.push({
        image: start + at,
        label,
        taken,
        confidence: probability(taken),
        labelConfidence: probability(label),
      })
    })
    onFraction(Math.min(1, (start + size) / test.length))
  }
  const images = test.length
  return {
    images,
    correct,
    loss: loss / images,
    interval: accuracyInterval(correct / images, images),
    confusion,
    mistakes: worst(mistakes).map((mistake) => ({
      ...mistake,
      pixels: pixelsOf(data, test[mistake.image] ?? 0),
    })),
  }
}

function worst<T extends Pick<Mistake, 'confidence'>>(mistakes: T[]): T[] {
  return mistakes.sort((a, b) => b.confidence - a.confidence).slice(0, MOST_MISTAKES)
}

function pixelsOf({ images, height, width, channels }: ImageData8, index: number): Uint8Array {
  const bytes = height * width * channels
  return images.slice(index * bytes, (index + 1) * bytes)
}
