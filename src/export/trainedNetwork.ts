import { runningStatisticsSpans } from '../network/runningStatistics'
import { strides, type Layer, type Network, type Shape, type Window } from '../network/network'

/** A network that was trained, with all it takes to use it elsewhere. */
export interface TrainedNetwork {
  /** Of one architecture: no gate is left to choose. */
  readonly network: Network
  /** For example `darts-cell`: names files and classes. */
  readonly name: string
  /** Flat, at the offsets of `network.parameters`. */
  readonly weights: Float32Array
  /** Laid out by `runningStatisticsSpans`. */
  readonly runningStatistics: Float32Array
  /** Per channel, of values in 0–1: what images are normalised by before the network sees them. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  readonly classNames: readonly string[]
}

/** A tensor in PyTorch's layout, under the name that a state dict gives it. */
export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** `cells.0/edge.0-3/conv` as a Python and ONNX identifier. */
export function identifier(layerName: string): string {
  return layerName.replace(/[^A-Za-z0-9]+/g, '_')
}

/** Every weight, then every running statistic, in the network's order. */
export function namedTensors(trained: TrainedNetwork): NamedTensor[] {
  const { network, weights, runningStatistics } = trained
  const parameters = network.parameters.map(({ name, shape, offset, size }) => {
    const dot = name.lastIndexOf('.')
    return {
      name: `${identifier(name.slice(0, dot))}.${name.slice(dot + 1)}`,
      shape,
      data: weights.subarray(offset, offset + size),
    }
  })
  const statistics = runningStatisticsSpans(network).flatMap(({ layer, channels, ...at }) => {
    const path = identifier(network.layers[layer]?.name ?? '')
    const tensor = (name: string, from: number) => ({
      name: `${path}.${name}`,
      shape: [channels],
      data: runningStatistics.subarray(from, from + channels),
    })
    return [tensor('running_mean', at.mean), tensor('running_var', at.variance)]
  })
  return [...parameters, ...statistics]
}

/** Rows or columns to add before and after an axis; negative ones are taken away. */
export type AxisEdges = readonly [before: number, after: number]

/** What a window without padding of its own needs around its input to give the layer's output. */
export function windowEdges(
  window: Window,
  input: Shape,
  output: Shape,
): { readonly vertical: AxisEdges; readonly horizontal: AxisEdges } {
  return {
    vertical: axisEdges(window, 0, input.height, output.height),
    horizontal: axisEdges(window, 1, input.width, output.width),
  }
}

function axisEdges(window: Window, axis: 0 | 1, size: number, outputSize: number): AxisEdges {
  const reach = window.dilation * (window.kernel[axis] - 1) + 1
  const covered = (outputSize - 1) * strides(window)[axis] + reach
  const before = window.padding[axis]
  return [before, covered - before - size]
}

/** Height × width × channels of one image. */
export function inputShape(network: Network): Shape {
  return network.layers[network.input]?.shape ?? { height: 1, width: 1, channels: 1 }
}

/** The first layer that `layer` reads. @throws Error where it reads none */
export function inputOf(network: Network, layer: Layer): Layer {
  const input = network.layers[layer.inputs[0] ?? -1]
  if (!input) throw new Error(`Layer ${layer.name} has nothing to read`)
  return input
}

/**
 * @throws Error for a supernet, for what its gates choose is not decided; and for a network with parts
 * for its training alone
 */
export function requireDecided(network: Network): void {
  const { layers, auxiliary } = network
  if (auxiliary !== undefined || layers.some(({ kind }) => kind === 'dropPath')) {
    throw new Error('The network still has what it was trained with: take it as it is used')
  }
  requireChosen(network)
}

/** @throws Error for a supernet: what its gates choose is not decided */
export function requireChosen({ layers }: Network): void {
  const mixed = layers.find(
    (layer) => layer.kind === 'sum' && layer.gates.some((gate) => gate !== null),
  )
  if (mixed)
    throw new Error(`${mixed.name} still mixes its operations: derive an architecture first`)
}
