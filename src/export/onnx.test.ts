import * as ort from 'onnxruntime-web'
import { describe, expect, it } from 'vitest'
import { ONNX_INPUT, ONNX_OUTPUT, onnxModel } from './onnx'
import {
  channelsFirst,
  EVERY_SPACE,
  expectedLogits,
  largestDifference,
  somePixels,
  someTrainedNetwork,
} from './trainedNetwork.fixture'

const TOLERANCE = 1e-4

describe('an ONNX file', () => {
  it.each(EVERY_SPACE)('of %s gives the same logits in ONNX Runtime', async (space) => {
    for (const seed of [1, 2]) {
      const trained = someTrainedNetwork(space, seed)
      const session = await ort.InferenceSession.create(onnxModel(trained))
      const { height, width, channels } = trained.network.layers[trained.network.input]!.shape
      const pixels = channelsFirst(trained, somePixels(trained))
      const found = await session.run({
        [ONNX_INPUT]: new ort.Tensor('float32', pixels, [2, channels, height, width]),
      })
      const logits = found[ONNX_OUTPUT]!
      expect(logits.dims).toEqual([2, 5])
      const expected = await expectedLogits(trained)
      expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(10 * TOLERANCE)
      expect(largestDifference(logits.data as Float32Array, expected)).toBeLessThan(TOLERANCE)
    }
  })
})
