import * as tf from '@tensorflow/tfjs-core'
import { strides } from '../../network/network'
import type { PoolLayer } from '../../network/network'
import { fitToWindow } from './window'

/** Stands for PyTorch's −∞ outside the image; finite, because 0 · −∞ would poison gradients. */
const BELOW_EVERYTHING = -1e30

/** @throws Error for dilated windows: no published space pools with them. */
export function pool(layer: PoolLayer, x: tf.Tensor4D): tf.Tensor4D {
  if (layer.dilation !== 1) throw new Error(`Pooling ${layer.name} is dilated`)
  return layer.kind === 'maxPool' ? maxPool(layer, x) : averagePool(layer, x)
}

function maxPool(layer: PoolLayer, x: tf.Tensor4D): tf.Tensor4D {
  const padded = fitToWindow(x, layer, layer.shape, BELOW_EVERYTHING)
  return tf.maxPool(padded, [...layer.kernel], [...strides(layer)], 'valid')
}

/**
 * Averages over the padded window, then rescales by window size / pixels inside the image.
 * tfjs' own padding would count right forwards but wrong in the gradient at the borders.
 */
function averagePool(layer: PoolLayer, x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape
  const padded = fitToWindow(x, layer, layer.shape, 0)
  const mean = tf.avgPool(padded, [...layer.kernel], [...strides(layer)], 'valid')
  const rows = pixelsInside(layer, 0, height, layer.shape.height)
  const columns = pixelsInside(layer, 1, width, layer.shape.width)
  const area = layer.kernel[0] * layer.kernel[1]
  const scale = rows.flatMap((inRow) => columns.map((inColumn) => area / (inRow * inColumn)))
  return tf.mul(mean, tf.tensor4d(scale, [1, layer.shape.height, layer.shape.width, 1]))
}

/** For each output position along an axis, how many of its window's pixels lie in the image. */
function pixelsInside(layer: PoolLayer, axis: 0 | 1, size: number, outputSize: number): number[] {
  return Array.from({ length: outputSize }, (_, position) => {
    const start = position * strides(layer)[axis] - layer.padding[axis]
    const end = start + layer.kernel[axis]
    return Math.min(end, size) - Math.max(start, 0)
  })
}
