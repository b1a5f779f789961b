import * as ort from 'onnxruntime-web'
import { describe, expect, it } from 'vitest'
import { PRECISIONS, roundedTo } from './precision'
import { ONNX_INPUT, ONNX_OUTPUT, onnxModel } from './onnx'
import {
  channelsFirst,
  EVERY_SUBJECT,
  expectedLogits,
  largestDifference,
  somePixels,
  someTrainedNetwork,
  trainedSubject,
} from './trainedNetwork.fixture'
import type { TrainedNetwork } from './trainedNetwork'

const TOLERANCE = 1e-4

async function logitsOf(trained: TrainedNetwork, file: Uint8Array): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(file)
  const { height, width, channels } = trained.network.layers[trained.network.input]!.shape
  const pixels = channelsFirst(trained, somePixels(trained))
  const found = await session.run({
    [ONNX_INPUT]: new ort.Tensor('float32', pixels, [2, channels, height, width]),
  })
  const logits = found[ONNX_OUTPUT]!
  expect(logits.dims).toEqual([2, 5])
  return logits.data as Float32Array
}

/** Whichever test comes first starts TensorFlow.js, and a runtime beside it. */
const START_MS = 30_000

describe('an ONNX file', { timeout: START_MS }, () => {
  it.each(Object.entries(EVERY_SUBJECT))(
    'of %s gives the same logits in ONNX Runtime',
    async (name, subject) => {
      const trained = trainedSubject(subject, name, 1)
      const expected = await expectedLogits(trained)
      expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(100 * TOLERANCE)
      const logits = await logitsOf(trained, onnxModel(trained))
      expect(largestDifference(logits, expected)).toBeLessThan(TOLERANCE)
    },
  )

  it.each(PRECISIONS)('of %s weights is the network rounded to them', async (precision) => {
    const trained = someTrainedNetwork('spos', 2)
    const logits = await logitsOf(trained, onnxModel(trained, precision))
    const rounded = await expectedLogits(roundedTo(trained, precision))
    expect(largestDifference(logits, rounded)).toBeLessThan(TOLERANCE)
  })
})
