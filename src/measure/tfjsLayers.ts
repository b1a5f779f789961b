import * as tf from '@tensorflow/tfjs-core'
import {
  strides,
  type Layer,
  type PoolLayer,
  type Shape,
  type SumLayer,
  type Window,
} from '../network/network'
import { isSpread, type LayerConstants } from './tfjsConstants'

type Edges = [before: number, after: number]

/**
 * One layer of a trained network on the current tfjs backend, as one would write it for deployment:
 * batch norm folded, biases and padding left to the convolution.
 *
 * @param inputs [1, height, width, channels] each
 * @param gates of every branch; 1 where there are none
 */
export function inferLayer(
  layer: Layer,
  inputs: readonly tf.Tensor4D[],
  constants: LayerConstants | undefined,
  gates?: Float32Array,
): tf.Tensor4D {
  if (layer.kind === 'concat') return tf.concat([...inputs], 3)
  if (layer.kind === 'sum') return sum(gated(layer, inputs, gates), layer.shape)
  const [x] = inputs
  if (!x) throw new Error(`Layer ${layer.name} has nothing to read`)
  switch (layer.kind) {
    case 'input':
      return x
    case 'conv':
    case 'depthwiseConv':
      return convolve(layer, x, required(constants))
    case 'batchNorm':
      return constants ? tf.add(tf.mul(x, constants.weight), constants.bias) : x
    case 'relu':
      return tf.relu(x)
    case 'maxPool':
    case 'avgPool':
      return pool(layer, x)
    case 'channels': {
      const { first, step, count, shape } = layer
      const picked = tf.gather(x, tf.range(first, first + step * count, step, 'int32'), 3)
      const missing = shape.channels - count
      return missing === 0
        ? picked
        : tf.pad4d(picked, [
            [0, 0],
            [0, 0],
            [0, 0],
            [0, missing],
          ])
    }
    case 'dropPath':
      return x
    case 'globalAvgPool':
      return tf.mean(x, [1, 2], true)
    case 'dense': {
      const { weight, bias } = required(constants)
      const row = tf.reshape(x, [1, x.shape[3]])
      const logits = tf.fused.matMul({ a: row, b: weight, bias })
      return tf.reshape(logits, [1, 1, 1, layer.shape.channels])
    }
    default:
      return layer satisfies never
  }
}

function gated(
  { gates }: SumLayer,
  inputs: readonly tf.Tensor4D[],
  values: Float32Array | undefined,
): tf.Tensor4D[] {
  return inputs.map((input, index) => {
    const gate = gates[index] ?? null
    const value = gate === null ? undefined : values?.[gate]
    return value === undefined ? input : tf.mul(input, value)
  })
}

/** Adds pairwise: tfjs' `addN` is wrong beyond seven inputs on WebGPU. */
function sum(inputs: readonly tf.Tensor4D[], { height, width, channels }: Shape): tf.Tensor4D {
  const [first, ...others] = inputs
  if (!first) return tf.zeros([1, height, width, channels])
  return others.reduce((total, term) => tf.add(total, term), first)
}

type Convolution = Extract<Layer, { readonly kind: 'conv' | 'depthwiseConv' }>

function convolve(layer: Convolution, x: tf.Tensor4D, { weight, bias }: LayerConstants) {
  const dilation = isSpread(layer) ? 1 : layer.dilation
  const options = {
    filter: weight as tf.Tensor4D,
    strides: [...strides(layer)] as [number, number],
    dilations: [dilation, dilation] as [number, number],
    bias,
  }
  if (layer.kind === 'depthwiseConv') {
    return tf.fused.depthwiseConv2d({ ...options, x, pad: evenPadding(layer) })
  }
  const { cropped, pad } = fitted(x, layer, layer.shape)
  return tf.fused.conv2d({ ...options, x: cropped, pad })
}

/** The same on all sides, as tfjs wants it where filters have one channel each. */
function evenPadding({ name, padding: [rows, columns] }: Convolution): number {
  if (rows !== columns || rows < 0) throw new Error(`Layer ${name} is padded unevenly`)
  return rows
}

/** tfjs leaves padding out of averages, as PyTorch does with `count_include_pad=False`. */
function pool(layer: PoolLayer, x: tf.Tensor4D): tf.Tensor4D {
  const { cropped, pad } = fitted(x, layer, layer.shape)
  const average = layer.kind === 'avgPool'
  return (average ? tf.avgPool : tf.maxPool)(cropped, [...layer.kernel], [...strides(layer)], pad)
}

/** Negative padding is cut off beforehand; the rest is the operation's own. */
function fitted(x: tf.Tensor4D, window: Window, output: Shape) {
  const [batch, height, width, channels] = x.shape
  const rows = edges(window, 0, height, output.height)
  const columns = edges(window, 1, width, output.width)
  const [top, left] = [cut(rows[0]), cut(columns[0])]
  const cropped =
    top === 0 && left === 0
      ? x
      : tf.slice4d(x, [0, top, left, 0], [batch, height - top, width - left, channels])
  const pad: tf.backend_util.ExplicitPadding = [[0, 0], padded(rows), padded(columns), [0, 0]]
  return { cropped, pad }
}

function edges(window: Window, axis: 0 | 1, size: number, outputSize: number): Edges {
  const reach = window.dilation * (window.kernel[axis] - 1) + 1
  const covered = (outputSize - 1) * strides(window)[axis] + reach
  const before = window.padding[axis]
  return [before, covered - before - size]
}

const cut = (edge: number): number => Math.max(0, -edge)
const padded = ([before, after]: Edges): Edges => [Math.max(0, before), Math.max(0, after)]

function required(constants: LayerConstants | undefined): LayerConstants {
  if (!constants) throw new Error('A layer with weights has none')
  return constants
}
