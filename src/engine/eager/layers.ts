// tfjs-core leaves gradients out unless asked.
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import * as tf from '@tensorflow/tfjs-core'
import type {
  BatchNormLayer,
  ChannelsLayer,
  DenseLayer,
  GateId,
  Layer,
  LayerId,
  Network,
  ParameterId,
  Shape,
  SumLayer,
} from '../../network/network'
import { convolve, convolveDepthwise } from './convolution'
import { pool } from './pooling'

/** What layers read besides their inputs. */
export interface LayerContext {
  /** In PyTorch's layout. */
  parameter(id: ParameterId): tf.Tensor
  /** Shape [1]. */
  gate(id: GateId): tf.Tensor
  /** Standardises by batch or running statistics; the affine part is the layer's. */
  standardise(layer: BatchNormLayer, id: LayerId, x: tf.Tensor4D): tf.Tensor4D
  /** What a dropped path multiplies each image by, [batch, 1, 1, 1]; null where none is dropped. */
  factors(id: LayerId, batch: number): tf.Tensor4D | null
}

/** Every layer's output, [batch, height, width, channels], in layer order. */
export function runLayers(
  network: Network,
  images: tf.Tensor4D,
  context: LayerContext,
): tf.Tensor4D[] {
  const outputs: tf.Tensor4D[] = []
  network.layers.forEach((layer, id) => {
    const inputs = layer.inputs.map((input) => outputs[input] as tf.Tensor4D)
    const image = id === network.input
    const zero = layer.kind === 'sum' && inputs.length === 0
    if (image) outputs.push(images)
    else if (zero) outputs.push(zeros(layer.shape, images.shape[0]))
    else outputs.push(runLayer(layer, id, inputs, context))
  })
  return outputs
}

function runLayer(
  layer: Layer,
  id: LayerId,
  inputs: readonly tf.Tensor4D[],
  context: LayerContext,
): tf.Tensor4D {
  if (layer.kind === 'concat') return tf.concat([...inputs], 3)
  if (layer.kind === 'sum') return gatedSum(layer, inputs, context)
  const [x] = inputs
  if (!x) throw new Error(`Layer ${layer.name} has nothing to read`)
  switch (layer.kind) {
    case 'input':
      throw new Error(`Layer ${layer.name} is a second input`)
    case 'conv': {
      const y = convolve(layer, x, context.parameter(layer.weight) as tf.Tensor4D)
      return layer.bias === null ? y : tf.add(y, context.parameter(layer.bias))
    }
    case 'depthwiseConv':
      return convolveDepthwise(layer, x, context.parameter(layer.weight) as tf.Tensor4D)
    case 'batchNorm': {
      const y = context.standardise(layer, id, x)
      const scaled =
        layer.scale === null ? y : tf.mul<tf.Tensor4D>(y, context.parameter(layer.scale))
      return layer.shift === null ? scaled : tf.add(scaled, context.parameter(layer.shift))
    }
    case 'relu':
      return tf.relu(x)
    case 'maxPool':
    case 'avgPool':
      return pool(layer, x)
    case 'channels':
      return pickChannels(layer, x)
    case 'dropPath': {
      const factors = context.factors(id, x.shape[0])
      return factors ? tf.mul(x, factors) : x
    }
    case 'globalAvgPool':
      return tf.mean(x, [1, 2], true)
    case 'dense':
      return dense(layer, x, context)
    default:
      return layer satisfies never
  }
}

/** A sum of no branches, as where all of a node's edges are `none`. */
function zeros({ height, width, channels }: Shape, batch: number): tf.Tensor4D {
  return tf.zeros([batch, height, width, channels])
}

/** Adds pairwise: tfjs' `addN` is wrong beyond seven inputs on WebGPU. */
function gatedSum(
  layer: SumLayer,
  inputs: readonly tf.Tensor4D[],
  context: LayerContext,
): tf.Tensor4D {
  return inputs
    .map((x, i) => {
      const gate = layer.gates[i] ?? null
      return gate === null ? x : tf.mul<tf.Tensor4D>(x, context.gate(gate))
    })
    .reduce((total, term) => tf.add(total, term))
}

function pickChannels({ shape, first, step, count }: ChannelsLayer, x: tf.Tensor4D): tf.Tensor4D {
  const picked = tf.gather(x, tf.range(first, first + step * count, step, 'int32'), 3)
  const missing = shape.channels - count
  const pads: [number, number][] = [0, 0, 0, missing].map((after) => [0, after])
  return missing === 0 ? picked : tf.pad(picked, pads)
}

function dense(layer: DenseLayer, x: tf.Tensor4D, context: LayerContext): tf.Tensor4D {
  const rows = tf.reshape(x, [-1, x.shape[3]])
  const weight = context.parameter(layer.weight) as tf.Tensor2D
  const y = tf.matMul(rows, weight, false, true)
  const biased = layer.bias === null ? y : tf.add(y, context.parameter(layer.bias))
  return tf.reshape(biased, [-1, 1, 1, layer.shape.channels])
}
