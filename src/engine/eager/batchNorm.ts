import * as tf from '@tensorflow/tfjs-core'
import type { BatchNormLayer, LayerId, Network } from '../../network/network'
import { runningStatisticsSpans } from '../runningStatistics'

/** Mean and biased variance per channel, both [channels]. */
export interface Moments {
  readonly mean: tf.Tensor1D
  readonly variance: tf.Tensor1D
}

export function batchMoments(x: tf.Tensor4D): Moments {
  const pixels = tf.reshape(x, [-1, x.shape[3]])
  const mean = tf.mean<tf.Tensor1D>(pixels, 0)
  const variance = tf.mean<tf.Tensor1D>(tf.square(tf.sub(pixels, mean)), 0)
  return { mean, variance }
}

/** (x − mean) / √(variance + ε), without the affine part. */
export function standardise(
  layer: BatchNormLayer,
  x: tf.Tensor4D,
  { mean, variance }: Moments,
): tf.Tensor4D {
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, layer.epsilon)))
}

/** The running statistics as tensors, by layer. */
export function runningMoments(network: Network, statistics: Float32Array): Map<LayerId, Moments> {
  return new Map(
    runningStatisticsSpans(network).map(({ layer, channels, mean, variance }) => [
      layer,
      {
        mean: tf.tensor1d(statistics.subarray(mean, mean + channels)),
        variance: tf.tensor1d(statistics.subarray(variance, variance + channels)),
      },
    ]),
  )
}

/**
 * Running statistics after one training batch: r + momentum · (batch − r), where the batch's
 * variance is the unbiased one, as PyTorch.
 * @param batchStatistics biased, laid out as the running ones.
 */
export function updateRunningStatistics(
  network: Network,
  statistics: Float32Array,
  batchStatistics: Float32Array,
  batch: number,
): Float32Array {
  const updated = statistics.slice()
  for (const { layer: id, channels, mean, variance } of runningStatisticsSpans(network)) {
    const layer = network.layers[id] as BatchNormLayer
    const pixels = batch * layer.shape.height * layer.shape.width
    const blend = (index: number, value: number) => {
      const old = statistics[index] as number
      updated[index] = old + layer.momentum * (value - old)
    }
    for (let channel = 0; channel < channels; channel++) {
      blend(mean + channel, batchStatistics[mean + channel] as number)
      const biased = batchStatistics[variance + channel] as number
      blend(variance + channel, (biased * pixels) / (pixels - 1))
    }
  }
  return updated
}
