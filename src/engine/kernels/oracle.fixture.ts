/** What kernels are held against: layers in eager TensorFlow.js on the CPU, and how values are seen. */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import type { Layer, LayerId } from '../../network/network'
import { normal, randomKey, splitKey } from '../../random/random'
import { layerContext } from '../eager/context'
import { runLayers } from '../eager/layers'
import { elementsOf, type Extent, type KernelTrial, type PlacedTensor } from './kernelTrial.fixture'

/** The same shapes in every run of the tests. */
export const RANDOM_SHAPES = { seed: 1806_09055, numRuns: 30 }

/** Kernels sum hundreds of 32-bit products at most, in another order than TensorFlow.js. */
const TOLERANCE = 2e-5

export const upTo = (most: number, least = 1) => fc.integer({ min: least, max: most })

/** Standard normal values, other ones with every call. */
export class Noise {
  private calls = 0
  constructor(private readonly seed: number) {}

  take(size: number): Float32Array {
    const key = splitKey(randomKey(this.seed), this.calls++)
    return Float32Array.from({ length: size }, (_, i) => normal(key, i))
  }
}

export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length)
  const scale = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i]! - expected[i]!)
    if (gap <= TOLERANCE * scale) continue
    expect.fail(`${what}: element ${i} is ${actual[i]}, expected ${expected[i]}`)
  }
}

export interface LayerOnCpu {
  readonly layer: Layer
  readonly extent: Extent
  readonly weights: Float32Array
  readonly output: Float32Array
  /** The gradient that was assumed at the output. */
  readonly outputGradient: Float32Array
  readonly inputGradient: Float32Array
  /** Flat, in the order of the layer's parameters. */
  readonly weightGradient: Float32Array
}

/** One layer with random weights, forward and back, in training mode. All feature maps are NHWC. */
export async function layerOnCpu(
  input: Extent,
  values: Float32Array,
  noise: Noise,
  build: (builder: NetworkBuilder, input: LayerId) => LayerId,
  outputGradient?: Float32Array,
): Promise<LayerOnCpu> {
  await tf.setBackend('cpu')
  const builder = new NetworkBuilder()
  const id = build(builder, builder.input(input))
  const network = builder.build(id)
  const layer = network.layers[id]!
  const extent = { examples: input.examples, ...layer.shape }
  const weights = noise.take(network.parameters.reduce((sum, { size }) => sum + size, 0))
  const incoming = outputGradient ?? noise.take(elementsOf(extent))
  const read = (tensor: tf.Tensor | undefined) =>
    tensor ? tensor.dataSync<'float32'>().slice() : new Float32Array()
  let results: Pick<LayerOnCpu, 'output' | 'inputGradient' | 'weightGradient'> | undefined
  tf.tidy(() => {
    const images = tf.tensor4d(values, [input.examples, input.height, input.width, input.channels])
    const flat = tf.tensor1d(weights)
    let output = new Float32Array()
    const along = () => {
      const observe = () => undefined
      const context = layerContext(network, flat, tf.tensor1d([]), { mode: 'train', observe })
      const y = runLayers(network, images, context)[id]!
      output = read(y)
      return tf.sum<tf.Scalar>(tf.mul(y, tf.tensor4d(incoming, y.shape)))
    }
    const { grads } = tf.engine().gradients(along, [images, flat], undefined, true)
    results = { output, inputGradient: read(grads[0]), weightGradient: read(grads[1]) }
  })
  return { layer, extent, weights, outputGradient: incoming, ...results! }
}

/** How a kernel sees what it reads. */
export const views = fc.record({ normed: fc.boolean(), relu: fc.boolean() })

type View = typeof views extends fc.Arbitrary<infer T> ? T : never

const identity = (channels: number) =>
  Float32Array.from({ length: 2 * channels }, (_, i) => (i % 2 === 0 ? 1 : 0))

/** Places a random feature map with a batch norm and a ReLU pending; `seen` is what they make of it. */
export function placeValue(
  trial: KernelTrial,
  extent: Extent,
  { normed, relu }: View,
  noise: Noise,
) {
  const { channels } = extent
  const raw = noise.take(elementsOf(extent))
  const coefficients = normed ? noise.take(2 * channels) : identity(channels)
  const seen = raw.map((x, i) => {
    const channel = i % channels
    const y = coefficients[2 * channel]! * x + coefficients[2 * channel + 1]!
    return relu ? Math.max(y, 0) : y
  })
  const src = trial.tensor(extent, raw)
  const job = { src, coefficients: trial.region(coefficients), relu: relu ? 1 : 0 }
  return { seen, job }
}

/** Where a gradient lands. */
export const landings = fc.record({ masked: fc.boolean(), accumulate: fc.boolean() })

type LandingOptions = typeof landings extends fc.Arbitrary<infer T> ? T : never

/** Places what a gradient lands on; `landed` says what must be there afterwards. */
export function placeLanding(
  trial: KernelTrial,
  extent: Extent,
  { masked, accumulate }: LandingOptions,
  noise: Noise,
) {
  const { channels } = extent
  const [earlier, mask] = [noise.take(elementsOf(extent)), noise.take(elementsOf(extent))]
  const coefficients = noise.take(2 * channels)
  const dst: PlacedTensor = trial.tensor(extent, accumulate ? earlier : undefined)
  const job = {
    dst,
    accumulate: accumulate ? 1 : 0,
    mask: masked ? trial.tensor(extent, mask) : null,
    maskCoefficients: trial.region(coefficients),
  }
  const landed = (gradient: Float32Array) =>
    gradient.map((g, i) => {
      const channel = i % channels
      const seen = mask[i]! * coefficients[2 * channel]! + coefficients[2 * channel + 1]!
      return (masked && seen <= 0 ? 0 : g) + (accumulate ? earlier[i]! : 0)
    })
  return { job, landed }
}

/** Sums consecutive blocks of `size` numbers, as partial sums are added up. */
export function addUp(partials: Float32Array, size: number): Float32Array {
  const sums = new Float32Array(size)
  partials.forEach((partial, i) => {
    sums[i % size]! += partial
  })
  return sums
}

/** Header fields that divide images into strips of `columns` and segments of rows. */
export function walkOver(
  { examples, height, width }: Extent,
  channels: number,
  columns: number,
  segmentRows: number,
  phases = 1,
) {
  const strips = Math.ceil(width / columns)
  const segments = Math.ceil(Math.ceil(height / phases) / segmentRows)
  return {
    header: { strips, segmentRows, segments },
    invocations: channels * examples * segments * phases * strips,
  }
}

/** Header fields for the feature map read and the one written. */
export function windowSizes(input: PlacedTensor, output: PlacedTensor) {
  return {
    channels: input.channels,
    inChannels: input.channels,
    outChannels: output.channels,
    examples: input.examples,
    height: input.height,
    width: input.width,
    channelStride: input.channelStride,
    outHeight: output.height,
    outWidth: output.width,
    outChannelStride: output.channelStride,
  }
}
