import * as tf from '@tensorflow/tfjs-core'
import type {
  ConvLayer,
  DenseLayer,
  DepthwiseConvLayer,
  LayerId,
  Network,
  ParameterId,
  Window,
} from '../network/network'
import type { Affine, FoldedNorms } from './folding'

/** A layer's numbers as tensors, made once and kept on the device. */
export interface LayerConstants {
  /** [height, width, in, out]; depthwise [height, width, channels, 1]; dense [in, out]. */
  readonly weight: tf.Tensor
  readonly bias: tf.Tensor1D
}

/**
 * The weights of a network as tfjs wants them, batch norm folded in, by layer.
 * @param weights flat, in PyTorch's layouts
 */
export function layerConstants(
  network: Network,
  weights: Float32Array,
  { convolutions, remaining }: FoldedNorms,
): Map<LayerId, LayerConstants> {
  const constants = new Map<LayerId, LayerConstants>()
  network.layers.forEach((layer, id) => {
    const values = (parameter: ParameterId) => {
      const { offset, size } = network.parameters[parameter]!
      return weights.subarray(offset, offset + size)
    }
    const standing = remaining.get(id)
    if (standing) {
      constants.set(id, { weight: tf.tensor1d(standing.scale), bias: tf.tensor1d(standing.shift) })
    } else if (layer.kind === 'conv') {
      const bias = layer.bias === null ? null : values(layer.bias)
      constants.set(id, convolutionOf(layer, values(layer.weight), bias, convolutions.get(id)))
    } else if (layer.kind === 'depthwiseConv') {
      constants.set(id, convolutionOf(layer, values(layer.weight), null, convolutions.get(id)))
    } else if (layer.kind === 'dense') {
      constants.set(id, denseOf(layer, values))
    }
  })
  return constants
}

function convolutionOf(
  layer: ConvLayer | DepthwiseConvLayer,
  filters: Float32Array,
  bias: Float32Array | null,
  affine: Affine | undefined,
): LayerConstants {
  const outputs = layer.shape.channels
  const [kh, kw] = layer.kernel
  const inputs = filters.length / (outputs * kh * kw)
  const perOutput = filters.length / outputs
  const scaled = filters.map((w, i) => w * (affine?.scale[Math.floor(i / perOutput)] ?? 1))
  const { taps, height, width } = isSpread(layer)
    ? spreadTaps(scaled, layer)
    : { taps: scaled, height: kh, width: kw }
  const shifts = Float32Array.from({ length: outputs }, (_, channel) => {
    return (bias?.[channel] ?? 0) * (affine?.scale[channel] ?? 1) + (affine?.shift[channel] ?? 0)
  })
  const weight = tf.tidy(() => {
    const written = tf.tensor4d(taps, [outputs, inputs, height, width])
    // A depthwise filter has one input, and tfjs has its channels before that.
    return tf.transpose(written, layer.kind === 'conv' ? [2, 3, 1, 0] : [2, 3, 0, 1])
  })
  return { weight, bias: tf.tensor1d(shifts) }
}

/** tfjs dilates only what it does not stride: such filters are written with zeros between their taps. */
export function isSpread({ dilation, stride }: Window): boolean {
  return dilation > 1 && stride > 1
}

function spreadTaps(filters: Float32Array, { kernel: [kh, kw], dilation }: Window) {
  const height = dilation * (kh - 1) + 1
  const width = dilation * (kw - 1) + 1
  const taps = new Float32Array((filters.length / (kh * kw)) * height * width)
  filters.forEach((w, i) => {
    const [filter, row, column] = [Math.floor(i / (kh * kw)), Math.floor(i / kw) % kh, i % kw]
    taps[(filter * height + row * dilation) * width + column * dilation] = w
  })
  return { taps, height, width }
}

function denseOf(
  layer: DenseLayer,
  values: (parameter: ParameterId) => Float32Array,
): LayerConstants {
  const units = layer.shape.channels
  const flat = values(layer.weight)
  return {
    weight: tf.tidy(() => tf.transpose(tf.tensor2d(flat, [units, flat.length / units]))),
    bias: tf.tensor1d(layer.bias === null ? new Float32Array(units) : values(layer.bias)),
  }
}
