import { strides, type Layer, type Network, type Shape, type Window } from '../network/network'
import { setFloat16 } from '@petamoriken/float16'
import { storedTensors, valuesOf, type Precision, type StoredTensor } from './precision'
import {
  identifier,
  inputOf,
  requireDecided,
  windowEdges,
  type TrainedNetwork,
} from './trainedNetwork'

/** What `tf.loadGraphModel` loads: `model.json` as text, and the weights beside it. */
export interface TfjsModel {
  readonly json: string
  readonly weights: Uint8Array
}

export const TFJS_WEIGHTS_FILE = 'weights.bin'
export const TFJS_INPUT = 'pixels'
export const TFJS_OUTPUT = 'logits'

/** Stands for −∞ outside the image: finite, for backends that compute with it. */
const BELOW_EVERYTHING = -1e30

/** Largest whole number of a weight in 8 bits. */
const MOST = 127

/**
 * The trained network as a TensorFlow.js graph model. Its input is `pixels`: bytes 0–255 as floats,
 * [batch, height, width, channels]; normalising is part of the network. Its output is `logits`.
 *
 * @throws Error for a network that still mixes operations
 */
export function tfjsModel(trained: TrainedNetwork, precision: Precision = 'float32'): TfjsModel {
  const { network, mean, deviation } = trained
  requireDecided(network)
  const graph = new Graph()
  const image = network.layers[network.input]!.shape
  graph.placeholder(TFJS_INPUT, [-1, image.height, image.width, image.channels])
  graph.constant(
    'pixel_scale',
    [deviation.length],
    deviation.map((each) => 1 / (255 * each)),
  )
  graph.constant(
    'pixel_shift',
    [deviation.length],
    deviation.map((each, channel) => -(mean[channel] ?? 0) / each),
  )
  graph.node('scaled', 'Mul', [TFJS_INPUT, 'pixel_scale'])
  const tensors = new Map(storedTensors(trained, precision).map((tensor) => [tensor.name, tensor]))
  network.layers.forEach((layer, id) => append({ graph, network, tensors }, layer, id))
  graph.node(TFJS_OUTPUT, 'Identity', [value(network.logits)])
  return graph.model(trained)
}

interface Writing {
  readonly graph: Graph
  readonly network: Network
  readonly tensors: ReadonlyMap<string, StoredTensor>
}

type Attributes = Readonly<Record<string, unknown>>

class Graph {
  private readonly nodes: object[] = []
  private readonly specs: object[] = []
  private readonly chunks: Uint8Array[] = []

  placeholder(name: string, shape: readonly number[]): void {
    this.nodes.push({
      name,
      op: 'Placeholder',
      attr: { dtype: FLOAT, shape: shapeAttribute(shape) },
    })
  }

  node(name: string, op: string, input: readonly string[], attr: Attributes = {}): string {
    this.nodes.push({ name, op, input, attr: { T: FLOAT, ...attr } })
    return name
  }

  /** @param kept how the numbers are stored; in full where nothing is said */
  constant(
    name: string,
    shape: readonly number[],
    values: ArrayLike<number>,
    kept?: StoredTensor,
  ): string {
    const floats = Float32Array.from(values)
    if (kept?.precision === 'float16') {
      const bits = new DataView(new ArrayBuffer(2 * floats.length))
      floats.forEach((each, index) => setFloat16(bits, 2 * index, each, true))
      return this.stored(name, shape, 'float32', bits, { dtype: 'float16' })
    }
    if (kept?.precision === 'int8') {
      // The format counts from the least value up, in steps of the scale.
      const { scale } = kept
      const steps = Uint8Array.from(floats, (each) => Math.round(each / scale) + MOST)
      return this.stored(name, shape, 'float32', steps, {
        dtype: 'uint8',
        scale,
        min: -MOST * scale,
      })
    }
    return this.stored(name, shape, 'float32', floats)
  }

  pads(name: string, pads: Pads): string {
    return this.stored(name, [pads.length, 2], 'int32', Int32Array.from(pads.flat()))
  }

  integers(name: string, values: readonly number[] | number): string {
    const list = typeof values === 'number' ? [values] : values
    const shape = typeof values === 'number' ? [] : [list.length]
    return this.stored(name, shape, 'int32', Int32Array.from(list))
  }

  model({ classNames }: TrainedNetwork): TfjsModel {
    const weights = new Uint8Array(this.chunks.reduce((total, { length }) => total + length, 0))
    let offset = 0
    for (const chunk of this.chunks) {
      weights.set(chunk, offset)
      offset += chunk.length
    }
    const json = JSON.stringify({
      format: 'graph-model',
      generatedBy: 'NAS Playground',
      convertedBy: null,
      userDefinedMetadata: { classes: classNames },
      modelTopology: { node: this.nodes, library: {}, versions: {} },
      weightsManifest: [{ paths: [TFJS_WEIGHTS_FILE], weights: this.specs }],
    })
    return { json, weights }
  }

  private stored(
    name: string,
    shape: readonly number[],
    dtype: 'float32' | 'int32',
    data: ArrayBufferView,
    quantization?: object,
  ): string {
    const type = dtype === 'float32' ? FLOAT : INT
    this.nodes.push({
      name,
      op: 'Const',
      attr: {
        dtype: type,
        value: {
          tensor: {
            dtype: type.type,
            tensorShape: { dim: shape.map((size) => ({ size: String(size) })) },
          },
        },
      },
    })
    this.specs.push({ name, shape, dtype, ...(quantization && { quantization }) })
    this.chunks.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    return name
  }
}

function append(writing: Writing, layer: Layer, id: number): void {
  const { graph, network } = writing
  const path = identifier(layer.name)
  const output = value(id)
  const inputs = layer.inputs.map(value)
  const [x = ''] = inputs
  switch (layer.kind) {
    case 'input':
      graph.node(output, 'AddV2', ['scaled', 'pixel_shift'])
      return
    case 'conv': {
      const weight = filter(writing, layer, `${path}.weight`, [2, 3, 1, 0])
      const convolved = layer.bias === null ? output : `${output}_unbiased`
      graph.node(
        convolved,
        'Conv2D',
        [padded(writing, layer, x, 0), weight],
        windowAttributes(layer),
      )
      if (layer.bias !== null) {
        graph.node(output, 'BiasAdd', [convolved, copied(writing, `${path}.bias`)], NHWC)
      }
      return
    }
    case 'depthwiseConv': {
      const weight = filter(writing, layer, `${path}.weight`, [2, 3, 0, 1])
      graph.node(
        output,
        'DepthwiseConv2dNative',
        [padded(writing, layer, x, 0), weight],
        windowAttributes(layer),
      )
      return
    }
    case 'batchNorm': {
      const { channels } = layer.shape
      const constant = (name: string, each: number) =>
        graph.constant(`${path}.${name}`, [channels], new Array<number>(channels).fill(each))
      const scale = layer.scale === null ? constant('weight', 1) : copied(writing, `${path}.weight`)
      const shift = layer.shift === null ? constant('bias', 0) : copied(writing, `${path}.bias`)
      const statistics = ['running_mean', 'running_var'].map((name) =>
        copied(writing, `${path}.${name}`),
      )
      graph.node(output, 'FusedBatchNormV3', [x, scale, shift, ...statistics], {
        ...NHWC,
        epsilon: { f: layer.epsilon },
        is_training: { b: false },
        U: FLOAT,
      })
      return
    }
    case 'relu':
      graph.node(output, 'Relu', [x])
      return
    case 'dropPath':
      graph.node(output, 'Identity', [x])
      return
    case 'maxPool':
      graph.node(
        output,
        'MaxPool',
        [padded(writing, layer, x, BELOW_EVERYTHING)],
        poolAttributes(layer),
      )
      return
    case 'avgPool': {
      const sum = graph.node(
        `${output}_mean`,
        'AvgPool',
        [padded(writing, layer, x, 0)],
        poolAttributes(layer),
      )
      const { height, width } = layer.shape
      const share = graph.constant(
        `${output}_share`,
        [1, height, width, 1],
        insideShares(layer, inputOf(network, layer).shape),
      )
      graph.node(output, 'Mul', [sum, share])
      return
    }
    case 'sum': {
      if (inputs.length > 1) {
        graph.node(output, 'AddN', inputs, { N: { i: String(inputs.length) } })
      } else if (inputs.length === 1) graph.node(output, 'Identity', inputs)
      else {
        const { height, width, channels } = layer.shape
        graph.constant(
          output,
          [1, height, width, channels],
          new Array<number>(height * width * channels).fill(0),
        )
      }
      return
    }
    case 'concat':
      if (inputs.length === 1) graph.node(output, 'Identity', inputs)
      else {
        const axis = graph.integers(`${output}_axis`, 3)
        graph.node(output, 'ConcatV2', [...inputs, axis], {
          N: { i: String(inputs.length) },
          Tidx: INT,
        })
      }
      return
    case 'channels': {
      const { first, step, count, shape } = layer
      const missing = shape.channels - count
      const indices = graph.integers(
        `${output}_indices`,
        Array.from({ length: count }, (_, index) => first + step * index),
      )
      const axis = graph.integers(`${output}_axis`, 3)
      const picked = missing > 0 ? `${output}_picked` : output
      graph.node(picked, 'GatherV2', [x, indices, axis], {
        Tparams: FLOAT,
        Tindices: INT,
        Taxis: INT,
        batch_dims: { i: '0' },
      })
      if (missing > 0)
        pad(
          graph,
          output,
          picked,
          [
            [0, 0],
            [0, 0],
            [0, 0],
            [0, missing],
          ],
          0,
        )
      return
    }
    case 'globalAvgPool':
      graph.node(output, 'Mean', [x, graph.integers(`${output}_axes`, [1, 2])], {
        keep_dims: { b: false },
        Tidx: INT,
      })
      return
    case 'dense': {
      const weight = copied(writing, `${path}.weight`)
      const product = layer.bias === null ? output : `${output}_unbiased`
      graph.node(product, 'MatMul', [x, weight], {
        transpose_a: { b: false },
        transpose_b: { b: true },
      })
      if (layer.bias !== null)
        graph.node(output, 'BiasAdd', [product, copied(writing, `${path}.bias`)], NHWC)
      return
    }
  }
}

const FLOAT = { type: 'DT_FLOAT' }
const INT = { type: 'DT_INT32' }
/** "NHWC" in base 64, as the format has strings. */
const NHWC = { data_format: { s: 'TkhXQw==' } }
/** "VALID" in base 64: all padding is done before. */
const VALID = { padding: { s: 'VkFMSUQ=' } }

const value = (id: number): string => `v${id}`

const integerList = (values: readonly number[]) => ({ list: { i: values.map(String) } })

function shapeAttribute(shape: readonly number[]) {
  return { shape: { dim: shape.map((size) => ({ size: String(size) })) } }
}

/** Dilation is in the filter: TensorFlow.js has none together with strides. */
function windowAttributes(window: Window): Attributes {
  return {
    ...NHWC,
    ...VALID,
    strides: integerList([1, ...strides(window), 1]),
    dilations: integerList([1, 1, 1, 1]),
  }
}

function poolAttributes(window: Window): Attributes {
  return {
    ...NHWC,
    ...VALID,
    strides: integerList([1, ...strides(window), 1]),
    ksize: integerList([1, ...window.kernel, 1]),
  }
}

function copied({ graph, tensors }: Writing, name: string): string {
  const tensor = tensorNamed(tensors, name)
  return graph.constant(name, tensor.shape, valuesOf(tensor), tensor)
}

function tensorNamed(tensors: ReadonlyMap<string, StoredTensor>, name: string): StoredTensor {
  const tensor = tensors.get(name)
  if (!tensor) throw new Error(`There are no weights called ${name}`)
  return tensor
}

/** A filter with its taps spread out by the dilation, its axes in another order. */
function filter(
  { graph, tensors }: Writing,
  { dilation }: Window,
  name: string,
  axes: readonly [number, number, number, number],
): string {
  const tensor = tensorNamed(tensors, name)
  const { shape } = tensor
  const [outputs = 1, inputs = 1, height = 1, width = 1] = shape
  const spread = [outputs, inputs, dilation * (height - 1) + 1, dilation * (width - 1) + 1]
  const order = axes.map((axis) => spread[axis] ?? 1)
  const values = new Float32Array(spread.reduce((product, size) => product * size, 1))
  valuesOf(tensor).forEach((tap, index) => {
    const position = [
      Math.floor(index / (inputs * height * width)),
      Math.floor(index / (height * width)) % inputs,
      (Math.floor(index / width) % height) * dilation,
      (index % width) * dilation,
    ]
    const at = axes.reduce(
      (flat, axis, place) => flat * (order[place] ?? 1) + (position[axis] ?? 0),
      0,
    )
    values[at] = tap
  })
  return graph.constant(name, order, values, tensor)
}

type Pads = readonly (readonly [before: number, after: number])[]

/** The window's input with all that its padding adds or skips. */
function padded(
  { graph, network }: Writing,
  layer: Layer & Window,
  x: string,
  fill: number,
): string {
  const input = inputOf(network, layer).shape
  const { vertical, horizontal } = windowEdges(layer, input, layer.shape)
  const edges = [[0, 0], vertical, horizontal, [0, 0]] as const
  const name = identifier(layer.name)
  const skipped = edges.map(([before]) => Math.max(0, -before))
  let inside = x
  if (skipped.some((each) => each > 0)) {
    const begin = graph.integers(`${name}_begin`, skipped)
    const size = graph.integers(`${name}_size`, [-1, -1, -1, -1])
    inside = graph.node(`${name}_inside`, 'Slice', [x, begin, size], { Index: INT })
  }
  const pads = edges.map(([before, after]) => [Math.max(0, before), Math.max(0, after)] as const)
  if (pads.flat().every((each) => each === 0)) return inside
  return pad(graph, `${name}_padded`, inside, pads, fill)
}

function pad(graph: Graph, name: string, x: string, pads: Pads, fill: number): string {
  const around = graph.pads(`${name}_around`, pads)
  const constant = graph.constant(`${name}_fill`, [], [fill])
  return graph.node(name, 'PadV2', [x, around, constant], { Tpaddings: INT })
}

/** Window size / pixels inside the image, for every output pixel: the border is not averaged in. */
function insideShares(layer: Layer & Window, input: Shape): number[] {
  const area = layer.kernel[0] * layer.kernel[1]
  const inside = (axis: 0 | 1, size: number, outputs: number) =>
    Array.from({ length: outputs }, (_, position) => {
      const start = position * strides(layer)[axis] - layer.padding[axis]
      return Math.min(start + layer.kernel[axis], size) - Math.max(start, 0)
    })
  const columns = inside(1, input.width, layer.shape.width)
  return inside(0, input.height, layer.shape.height).flatMap((row) =>
    columns.map((column) => area / (row * column)),
  )
}
