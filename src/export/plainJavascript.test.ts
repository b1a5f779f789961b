import { describe, expect, it } from 'vitest'
import { plainJavascript, plainNetwork } from './plainJavascript'
import { infer, softmax } from './plainRuntime.js'
import { PRECISIONS, roundedTo } from './precision'
import {
  EVERY_SUBJECT,
  expectedLogits,
  largestDifference,
  somePixels,
  someTrainedNetwork,
  trainedSubject,
} from './trainedNetwork.fixture'

const TOLERANCE = 1e-4

/** Whichever test comes first starts TensorFlow.js, and a runtime beside it. */
const START_MS = 30_000

interface PlainModule {
  readonly classify: (pixels: Uint8Array) => [string, number][]
  readonly logits: (pixels: Uint8Array) => Float32Array
}

async function moduleOf(source: string): Promise<PlainModule> {
  const address = `data:text/javascript,${encodeURIComponent(source)}`
  return (await import(/* @vite-ignore */ address)) as PlainModule
}

describe('plain JavaScript', { timeout: START_MS }, () => {
  it.each(Object.entries(EVERY_SUBJECT))(
    'runs a network of %s to the same logits',
    async (name, subject) => {
      const trained = trainedSubject(subject, name, 5)
      const { network, weights } = plainNetwork(trained)
      const pixels = somePixels(trained)
      const half = pixels.length / 2
      const logits = [0, 1].flatMap((image) => [
        ...infer(network, weights, pixels.subarray(image * half, (image + 1) * half)),
      ])
      expect(largestDifference(logits, await expectedLogits(trained))).toBeLessThan(TOLERANCE)
    },
  )

  it.each(PRECISIONS)('of %s weights is the network rounded to them', async (precision) => {
    const trained = someTrainedNetwork('mobile', 6)
    const { logits } = await moduleOf(plainJavascript(trained, [], precision))
    const pixels = somePixels(trained)
    const rounded = (await expectedLogits(roundedTo(trained, precision))).subarray(0, 5)
    const found = logits(pixels.subarray(0, pixels.length / 2))
    expect(largestDifference(found, rounded)).toBeLessThan(TOLERANCE)
    expect(largestDifference(found, (await expectedLogits(trained)).subarray(5))).toBeGreaterThan(
      TOLERANCE,
    )
  })

  it('is one module that classifies by itself', async () => {
    const trained = someTrainedNetwork('nas-bench-201', 6)
    const module = plainJavascript(trained, ['A network', '*/ alert(1) /*'])
    const { classify } = await moduleOf(module)
    const pixels = somePixels(trained)
    const ranked = classify(pixels.subarray(0, pixels.length / 2))
    const expected = softmax((await expectedLogits(trained)).subarray(0, 5))
    expect(ranked.map(([, probability]) => probability)).toEqual(
      [...ranked].map(([, probability]) => probability).sort((a, b) => b - a),
    )
    for (const [name, probability] of ranked) {
      expect(probability).toBeCloseTo(expected[trained.classNames.indexOf(name)]!, 5)
    }
  })
})
