import { runningStatisticsSpans } from '../network/runningStatistics'
import { strides, type Layer, type ParameterId } from '../network/network'
import runtime from './plainRuntime.js?raw'
import { storedTensors, type Precision } from './precision'
import { requireDecided, type TrainedNetwork } from './trainedNetwork'

/** First and count of a layer's numbers among the weights. */
type Range = readonly [first: number, count: number]

/** A network as `plainRuntime.js` runs it. */
export interface PlainNetwork {
  readonly layers: readonly object[]
  readonly logits: number
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  readonly classes: readonly string[]
}

/** How many numbers come next, how they are written, and what they are to be multiplied by. */
export type KeptNumbers = readonly [count: number, type: Precision, scale: number]

/**
 * The trained network as one JavaScript module without dependencies, weights inside: its `classify`
 * takes the bytes of an image and returns a probability for each class, its `logits` what comes before.
 *
 * @param header lines for the comment at its head
 * @throws Error for a network that still mixes operations
 */
export function plainJavascript(
  trained: TrainedNetwork,
  header: readonly string[],
  precision: Precision = 'float32',
): string {
  const { network } = plainNetwork(trained)
  const { text, kept } = packed(trained, precision)
  return [
    '/**',
    ...header.map((line) => ` * ${line.replaceAll('*/', '* /')}`.trimEnd()),
    ' */',
    '',
    `const NETWORK = ${JSON.stringify(network)}`,
    `const KEPT = ${JSON.stringify(kept)}`,
    '',
    '/** [class, probability] of one image, likeliest first; bytes 0–255, height × width × channels. */',
    'export function classify(pixels) {',
    '  const probabilities = softmax(logits(pixels))',
    '  return NETWORK.classes.map((name, index) => [name, probabilities[index]]).sort((a, b) => b[1] - a[1])',
    '}',
    '',
    '/** What softmax makes probabilities of, class by class. */',
    'export function logits(pixels) {',
    '  return infer(NETWORK, WEIGHTS, pixels)',
    '}',
    '',
    runtime,
    '// Last, for what unpacks them is above.',
    `const WEIGHTS = unpack('${text}', KEPT)`,
    '',
  ].join('\n')
}

/** Parameters at a precision, then running statistics in full, in the order of `plainNetwork`. */
function packed(trained: TrainedNetwork, precision: Precision) {
  const { network, runningStatistics } = trained
  const parameters = storedTensors(trained, precision).slice(0, network.parameters.length)
  const kept = parameters.map((tensor): KeptNumbers => [
    tensor.data.length,
    tensor.precision,
    tensor.precision === 'int8' ? tensor.scale : 1,
  ])
  const arrays = [...parameters.map(({ data }) => data), runningStatistics]
  const bytes = new Uint8Array(arrays.reduce((total, { byteLength }) => total + byteLength, 0))
  let at = 0
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += byteLength
  }
  const statistics: KeptNumbers = [runningStatistics.length, 'float32', 1]
  return { text: base64(bytes), kept: [...kept, statistics] }
}

/** The network as data, and its numbers: parameters, then running statistics. */
export function plainNetwork(trained: TrainedNetwork): {
  readonly network: PlainNetwork
  readonly weights: Float32Array
} {
  const { network, weights, runningStatistics, mean, deviation, classNames } = trained
  requireDecided(network)
  const all = new Float32Array(weights.length + runningStatistics.length)
  all.set(weights)
  all.set(runningStatistics, weights.length)
  const parameter = (id: ParameterId | null): Range | null => {
    const found = id === null ? undefined : network.parameters[id]
    return found ? [found.offset, found.size] : null
  }
  const statistics = new Map(
    runningStatisticsSpans(network).map(({ layer, channels, ...at }) => [
      layer,
      {
        mean: [weights.length + at.mean, channels],
        variance: [weights.length + at.variance, channels],
      },
    ]),
  )
  const layers = network.layers.map((layer, id) => {
    const { height, width, channels } = layer.shape
    const { kind, inputs } = layer
    return {
      kind,
      inputs,
      shape: [height, width, channels],
      ...details(layer, parameter),
      ...statistics.get(id),
    }
  })
  return {
    network: { layers, logits: network.logits, mean, deviation, classes: classNames },
    weights: all,
  }
}

function details(layer: Layer, parameter: (id: ParameterId | null) => Range | null): object {
  switch (layer.kind) {
    case 'conv':
      return { ...windowOf(layer), weight: parameter(layer.weight), bias: parameter(layer.bias) }
    case 'depthwiseConv':
      return { ...windowOf(layer), weight: parameter(layer.weight) }
    case 'maxPool':
    case 'avgPool':
      return windowOf(layer)
    case 'batchNorm':
      return {
        epsilon: layer.epsilon,
        scale: parameter(layer.scale),
        shift: parameter(layer.shift),
      }
    case 'channels':
      return { first: layer.first, step: layer.step, count: layer.count }
    case 'dense':
      return { weight: parameter(layer.weight), bias: parameter(layer.bias) }
    case 'input':
    case 'relu':
    case 'dropPath':
    case 'sum':
    case 'concat':
    case 'globalAvgPool':
      return {}
  }
}

function windowOf(
  layer: Layer & { readonly kind: 'conv' | 'depthwiseConv' | 'maxPool' | 'avgPool' },
) {
  const { kernel, padding, dilation } = layer
  return { kernel, strides: strides(layer), padding, dilation }
}

/** In pieces: a call with a million arguments is refused. */
function base64(bytes: Uint8Array): string {
  const PIECE = 32_768
  let letters = ''
  for (let start = 0; start < bytes.length; start += PIECE) {
    letters += String.fromCharCode(...bytes.subarray(start, start + PIECE))
  }
  return btoa(letters)
}
