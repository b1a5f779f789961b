import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { evaluateNetwork } from '../engine/eager/forward'
import { IMAGES, somePixels } from './subjects.fixture'
import type { TrainedNetwork } from './trainedNetwork'

export { EVERY_SUBJECT, somePixels, someTrainedNetwork, trainedSubject } from './subjects.fixture'

/** The logits by eager TensorFlow.js on the CPU, [images, classes]. */
export async function expectedLogits(trained: TrainedNetwork): Promise<Float32Array> {
  await tf.setBackend('cpu')
  const { network, weights, runningStatistics, mean, deviation } = trained
  const channels = mean.length
  const images = Float32Array.from(
    somePixels(trained),
    (byte, index) => (byte / 255 - mean[index % channels]!) / deviation[index % channels]!,
  )
  const { logits } = await evaluateNetwork({
    network,
    weights,
    gates: new Float32Array(0),
    images,
    labels: new Array<number>(IMAGES).fill(0),
    mode: 'eval',
    runningStatistics,
  })
  return logits
}

/** As PyTorch and ONNX have them: channels before rows. */
export function channelsFirst(trained: TrainedNetwork, pixels: Uint8Array): Float32Array {
  const { height, width, channels } = trained.network.layers[trained.network.input]!.shape
  const area = height * width
  return Float32Array.from({ length: pixels.length }, (_, index) => {
    const image = Math.floor(index / (area * channels))
    const channel = Math.floor(index / area) % channels
    return pixels[(image * area + (index % area)) * channels + channel]!
  })
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Infinity
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!))
  return largest
}
