import { loadGraphModel } from '@tensorflow/tfjs-converter'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { PRECISIONS, roundedTo } from './precision'
import { TFJS_INPUT, TFJS_OUTPUT, tfjsModel } from './tfjsModel'
import {
  EVERY_SUBJECT,
  expectedLogits,
  largestDifference,
  somePixels,
  someTrainedNetwork,
  trainedSubject,
} from './trainedNetwork.fixture'
import type { TrainedNetwork } from './trainedNetwork'

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

async function logitsOf(trained: TrainedNetwork, files: ReturnType<typeof tfjsModel>) {
  await tf.setBackend('cpu')
  const model = await loaded(files)
  const { height, width, channels } = trained.network.layers[trained.network.input]!.shape
  const pixels = tf.tensor4d(Float32Array.from(somePixels(trained)), [2, height, width, channels])
  const logits = model.execute({ [TFJS_INPUT]: pixels }, TFJS_OUTPUT) as tf.Tensor
  expect(logits.shape).toEqual([2, 5])
  return logits.data()
}

/** Whichever test comes first starts TensorFlow.js, and a runtime beside it. */
const START_MS = 30_000

describe('a TensorFlow.js model', { timeout: START_MS }, () => {
  it.each(Object.entries(EVERY_SUBJECT))(
    'of %s gives the same logits when it is loaded',
    async (name, subject) => {
      const trained = trainedSubject(subject, name, 3)
      const logits = await logitsOf(trained, tfjsModel(trained))
      expect(largestDifference(logits, await expectedLogits(trained))).toBeLessThan(TOLERANCE)
    },
  )

  it.each(PRECISIONS)('of %s weights is the network rounded to them', async (precision) => {
    const trained = someTrainedNetwork('darts', 3)
    const files = tfjsModel(trained, precision)
    const rounded = await expectedLogits(roundedTo(trained, precision))
    expect(largestDifference(await logitsOf(trained, files), rounded)).toBeLessThan(TOLERANCE)
    expect(files.weights.length).toBeLessThan(tfjsModel(trained).weights.length + 1)
  })
})
