import { getFloat16, setFloat16 } from '@petamoriken/float16'
import { namedTensors, type NamedTensor, type TrainedNetwork } from './trainedNetwork'

/** How the numbers of filters are kept: 32 or 16 bits each, or 8 with a scale for each tensor. */
export const PRECISIONS = ['float32', 'float16', 'int8'] as const
export type Precision = (typeof PRECISIONS)[number]

/** A tensor as it is written down: its numbers are `data` (· `scale` where they are whole). */
export type StoredTensor = Pick<NamedTensor, 'name' | 'shape'> &
  (
    | { readonly precision: 'float32'; readonly data: Float32Array }
    /** The bits of IEEE half precision. */
    | { readonly precision: 'float16'; readonly data: Uint16Array }
    /** −127 to 127. */
    | { readonly precision: 'int8'; readonly data: Int8Array; readonly scale: number }
  )

const MOST = 127

/**
 * Every tensor of the network at a precision. Vectors (biases, batch norm) stay exact: they are few,
 * and running variances may lie outside what half precision holds.
 */
export function storedTensors(trained: TrainedNetwork, precision: Precision): StoredTensor[] {
  return namedTensors(trained).map((tensor) => stored(tensor, precision))
}

/** The network with its weights rounded as they are stored: what to measure the loss of accuracy by. */
export function roundedTo(trained: TrainedNetwork, precision: Precision): TrainedNetwork {
  const weights = trained.weights.slice()
  for (const { offset, size, shape, name } of trained.network.parameters) {
    const data = weights.subarray(offset, offset + size)
    data.set(valuesOf(stored({ name, shape, data: data.slice() }, precision)))
  }
  return { ...trained, weights }
}

/** The numbers that a stored tensor stands for. */
export function valuesOf(tensor: StoredTensor): Float32Array {
  switch (tensor.precision) {
    case 'float32':
      return tensor.data
    case 'float16': {
      const view = new DataView(tensor.data.buffer, tensor.data.byteOffset)
      return Float32Array.from(tensor.data, (_, index) => getFloat16(view, 2 * index, true))
    }
    case 'int8':
      return Float32Array.from(tensor.data, (whole) => whole * tensor.scale)
  }
}

function stored({ name, shape, data }: NamedTensor, precision: Precision): StoredTensor {
  if (precision === 'float32' || shape.length < 2)
    return { name, shape, precision: 'float32', data }
  if (precision === 'float16') {
    const bits = new Uint16Array(data.length)
    const view = new DataView(bits.buffer)
    data.forEach((value, index) => setFloat16(view, 2 * index, value, true))
    return { name, shape, precision, data: bits }
  }
  const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  // Rounded to what single precision holds, so that every reader multiplies by the same number.
  const scale = Math.fround(largest > 0 ? largest / MOST : 1)
  return {
    name,
    shape,
    precision,
    data: Int8Array.from(data, (value) => Math.round(value / scale)),
    scale,
  }
}
