import { loadGraphModel } from '@tensorflow/tfjs-converter'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { TFJS_INPUT, TFJS_OUTPUT, tfjsModel } from './tfjsModel'
import {
  EVERY_SPACE,
  expectedLogits,
  largestDifference,
  somePixels,
  someTrainedNetwork,
} from './trainedNetwork.fixture'

const TOLERANCE = 1e-4

async function loaded({ json, weights }: ReturnType<typeof tfjsModel>) {
  const { modelTopology, weightsManifest } = JSON.parse(json) as {
    modelTopology: object
    weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[]
  }
  return loadGraphModel({
    load: () =>
      Promise.resolve({
        modelTopology,
        weightSpecs: weightsManifest.flatMap((group) => group.weights),
        weightData: weights.buffer as ArrayBuffer,
      }),
  })
}

describe('a TensorFlow.js model', () => {
  it.each(EVERY_SPACE)('of %s gives the same logits when it is loaded', async (space) => {
    await tf.setBackend('cpu')
    const trained = someTrainedNetwork(space, 3)
    const model = await loaded(tfjsModel(trained))
    const { height, width, channels } = trained.network.layers[trained.network.input]!.shape
    const pixels = tf.tensor4d(Float32Array.from(somePixels(trained)), [2, height, width, channels])
    const logits = model.execute({ [TFJS_INPUT]: pixels }, TFJS_OUTPUT) as tf.Tensor
    expect(logits.shape).toEqual([2, 5])
    expect(largestDifference(await logits.data(), await expectedLogits(trained))).toBeLessThan(
      TOLERANCE,
    )
  })
})
