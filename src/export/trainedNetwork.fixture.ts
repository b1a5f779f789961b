import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { evaluateNetwork } from '../engine/eager/forward'
import { initialRunningStatistics } from '../network/runningStatistics'
import { initialWeights } from '../network/initialise'
import { buildArchitecture } from '../network/spaceNetworks'
import { normal, randomInteger, randomKey, splitKey, uniform } from '../random/random'
import { spacePreset } from '../run/spacePresets'
import { drawUniform } from '../space/draws'
import { SPACE_NAMES, type SpaceName } from '../space/spacePresets'
import { spaceModel } from '../space/spaceModels'
import type { TrainedNetwork } from './trainedNetwork'

export const EVERY_SPACE = SPACE_NAMES

/** Two colour images of odd sides, so that nothing hides behind symmetry. */
const IMAGES = 2

/** An architecture of a published space with weights and statistics as uneven as trained ones. */
export function someTrainedNetwork(space: SpaceName, seed: number): TrainedNetwork {
  const key = randomKey(seed)
  const searched = spacePreset('tiny', space)
  const choices = drawUniform(spaceModel(searched), splitKey(key, 'architecture'))
  if (!choices) throw new Error(`No architecture of ${space} came of seed ${seed}`)
  const input = { height: 16, width: 16, channels: 3 }
  const network = buildArchitecture(searched, choices, input, 5)
  const spread = splitKey(key, 'spread')
  const weights = initialWeights(network, splitKey(key, 'weights')).map(
    (weight, index) => weight + 0.02 * normal(spread, index),
  )
  const statistics = splitKey(key, 'statistics')
  const half = initialRunningStatistics(network).length / 2
  const runningStatistics = initialRunningStatistics(network).map((value, index) =>
    index < half ? 0.1 * normal(statistics, index) : 0.5 * value + uniform(statistics, index),
  )
  return {
    network,
    name: `${space}-network`,
    weights,
    runningStatistics,
    mean: [0.49, 0.48, 0.44],
    deviation: [0.25, 0.24, 0.26],
    classNames: ['a', 'b', 'c', 'd', 'e'],
  }
}

/** Bytes, [images, height, width, channels]. */
export function somePixels({ network }: TrainedNetwork): Uint8Array {
  const { height, width, channels } = network.layers[network.input]!.shape
  return Uint8Array.from({ length: IMAGES * height * width * channels }, (_, index) =>
    randomInteger(randomKey(7), index, 256),
  )
}

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
