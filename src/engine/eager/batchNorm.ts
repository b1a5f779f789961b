import * as tf from '@tensorflow/tfjs-core'
import type { BatchNormLayer, LayerId, Network } from '../../network/network'
import { runningStatisticsSpans } from '../../network/runningStatistics'

/** Mean and biased variance per channel, both [channels]. */
export interface Moments {
  readonly mean: tf.Tensor1D
  readonly variance: tf.Tensor1D
}

export function batchMoments(x: tf.Tensor4D): Moments {
  const mean = channelMeans(x)
  return { mean, variance: channelMeans(tf.square(tf.sub(x, mean))) }
}

/** (x − mean) / √(variance + ε), without the affine part, by given statistics. */
export function standardise(
  { epsilon }: BatchNormLayer,
  x: tf.Tensor4D,
  { mean, variance }: Moments,
): tf.Tensor4D {
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)))
}

/**
 * The same where the moments are x's own. Its gradient takes them into account:
 * dx = (dy − mean(dy) − x̂ · mean(dy · x̂)) / σ, a few operations where differentiating each step of
 * the forward pass would take dozens.
 */
export function standardiseByBatch(
  { epsilon }: BatchNormLayer,
  x: tf.Tensor4D,
  { mean, variance }: Moments,
): tf.Tensor4D {
  const operation = tf.customGrad((input, save) => {
    const inverse = tf.rsqrt(tf.add(variance, epsilon))
    const value = tf.mul<tf.Tensor4D>(tf.sub(input as tf.Tensor4D, mean), inverse)
    ;(save as tf.GradSaveFunc)([value, inverse])
    const gradFunc = (dy: tf.Tensor4D, saved: tf.Tensor[]) => {
      const [standardised, scale] = saved as [tf.Tensor4D, tf.Tensor1D]
      const along = tf.mul(standardised, channelMeans(tf.mul(dy, standardised)))
      return tf.mul(tf.sub(tf.sub(dy, channelMeans(dy)), along), scale)
    }
    return { value, gradFunc }
  })
  return operation(x)
}

/** As a matrix product: tfjs' own reductions would first transpose the pixels. */
function channelMeans(x: tf.Tensor4D): tf.Tensor1D {
  const channels = x.shape[3]
  const pixels = x.size / channels
  const sums = tf.matMul(tf.ones([1, pixels]), tf.reshape(x, [pixels, channels]))
  return tf.div(tf.reshape(sums, [channels]), pixels)
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
