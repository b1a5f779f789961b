import * as tf from '@tensorflow/tfjs-core'
import { strides } from '../../network/network'
import type { ConvLayer, DepthwiseConvLayer } from '../../network/network'
import { fitToWindow } from './window'

/** @param weight PyTorch's [out, in, kh, kw]. */
export function convolve(layer: ConvLayer, x: tf.Tensor4D, weight: tf.Tensor4D): tf.Tensor4D {
  const filter = tf.transpose(spreadTaps(weight, layer.dilation), [2, 3, 1, 0])
  return tf.conv2d(fitToWindow(x, layer, layer.shape, 0), filter, [...strides(layer)], 'valid')
}

/** @param weight PyTorch's [channels, 1, kh, kw]. */
export function convolveDepthwise(
  layer: DepthwiseConvLayer,
  x: tf.Tensor4D,
  weight: tf.Tensor4D,
): tf.Tensor4D {
  const filter = tf.transpose(spreadTaps(weight, layer.dilation), [2, 3, 0, 1])
  return tf.depthwiseConv2d(
    fitToWindow(x, layer, layer.shape, 0),
    filter,
    [...strides(layer)],
    'valid',
  )
}

/**
 * The dense kernel that equals a dilated one: zeros between its taps. tfjs has no gradient for
 * dilated convolutions, but this is a matrix product with a constant, which has one.
 */
function spreadTaps(weight: tf.Tensor4D, dilation: number): tf.Tensor4D {
  if (dilation === 1) return weight
  const [outputs, inputs, height, width] = weight.shape
  const spreadHeight = dilation * (height - 1) + 1
  const spreadWidth = dilation * (width - 1) + 1
  const taps = height * width
  const spreadTaps = spreadHeight * spreadWidth
  const placement = new Float32Array(taps * spreadTaps)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const target = row * dilation * spreadWidth + column * dilation
      placement[(row * width + column) * spreadTaps + target] = 1
    }
  }
  const flat = tf.reshape(weight, [outputs * inputs, taps])
  const spread = tf.matMul(flat, tf.tensor2d(placement, [taps, spreadTaps]))
  return tf.reshape(spread, [outputs, inputs, spreadHeight, spreadWidth])
}
