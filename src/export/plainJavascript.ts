import { runningStatisticsSpans } from '../network/runningStatistics'
import { strides, type Layer, type ParameterId } from '../network/network'
import runtime from './plainRuntime.js?raw'
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

/**
 * The trained network as one JavaScript module without dependencies, weights inside: its `classify`
 * takes the bytes of an image and returns a probability for each class.
 *
 * @throws Error for a network that still mixes operations
 */
export function plainJavascript(trained: TrainedNetwork, header: readonly string[]): string {
  const { network, weights } = plainNetwork(trained)
  return [
    '/**',
    ...header.map((line) => ` * ${line.replaceAll('*/', '* /')}`),
    ' */',
    '',
    `const NETWORK = ${JSON.stringify(network)}`,
    `const WEIGHTS = '${base64(new Uint8Array(weights.buffer))}'`,
    '',
    '/** [class, probability] of one image, likeliest first; bytes 0–255, height × width × channels. */',
    'export function classify(pixels) {',
    '  const probabilities = softmax(infer(NETWORK, weightsOf(WEIGHTS), pixels))',
    '  return NETWORK.classes.map((name, index) => [name, probabilities[index]]).sort((a, b) => b[1] - a[1])',
    '}',
    '',
    'function weightsOf(text) {',
    '  return new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer)',
    '}',
    '',
    runtime,
  ].join('\n')
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
