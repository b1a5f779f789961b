import onnxProto from 'onnx-proto'
import { strides, type Layer, type Window } from '../network/network'
import { storedTensors, type Precision, type StoredTensor } from './precision'
import {
  identifier,
  inputOf,
  requireDecided,
  windowEdges,
  type TrainedNetwork,
} from './trainedNetwork'

const { onnx } = onnxProto
type Node = onnxProto.onnx.INodeProto
type Tensor = onnxProto.onnx.ITensorProto

/** Operator set 13 is the newest that every runtime of the last years knows in full. */
const OPERATOR_SET = 13
const IR_VERSION = 7

const FLOAT32 = onnx.TensorProto.DataType.FLOAT
const FLOAT16 = onnx.TensorProto.DataType.FLOAT16
const INT8 = onnx.TensorProto.DataType.INT8
const INT64 = onnx.TensorProto.DataType.INT64
const { INT, INTS, FLOAT } = onnx.AttributeProto.AttributeType

/** What the file's input and output are called. */
export const ONNX_INPUT = 'pixels'
export const ONNX_OUTPUT = 'logits'

/**
 * The trained network as an ONNX file, weights inside. Its input is `pixels`: bytes 0–255 as floats,
 * (batch, channels, height, width); normalising is part of the network. Its output is `logits`.
 *
 * @throws Error for a network that still mixes operations
 */
export function onnxModel(trained: TrainedNetwork, precision: Precision = 'float32'): Uint8Array {
  const { network, name, mean, deviation } = trained
  requireDecided(network)
  const graph = new GraphParts()
  for (const tensor of storedTensors(trained, precision)) graph.stored(tensor)
  const scale = deviation.map((each) => 1 / (255 * each))
  const shift = deviation.map((each, channel) => -(mean[channel] ?? 0) / each)
  const perChannel = [1, deviation.length, 1, 1]
  graph.floats('pixel_scale', perChannel, Float32Array.from(scale))
  graph.floats('pixel_shift', perChannel, Float32Array.from(shift))
  graph.node('Mul', [ONNX_INPUT, 'pixel_scale'], 'scaled')
  network.layers.forEach((layer, id) => append(graph, trained, layer, id))
  graph.node('Identity', [value(network.logits)], ONNX_OUTPUT)

  const image = network.layers[network.input]?.shape
  const classes = network.layers[network.logits]?.shape.channels ?? 0
  const { channels = 1, height = 1, width = 1 } = image ?? {}
  return onnx.ModelProto.encode({
    irVersion: IR_VERSION,
    producerName: 'NAS Playground',
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    graph: {
      name,
      node: graph.nodes,
      initializer: graph.tensors,
      input: [described(ONNX_INPUT, [channels, height, width])],
      output: [described(ONNX_OUTPUT, [classes])],
    },
    metadataProps: [{ key: 'classes', value: JSON.stringify(trained.classNames) }],
  }).finish()
}

/** Nodes and constants as they are written down. */
class GraphParts {
  readonly nodes: Node[] = []
  readonly tensors: Tensor[] = []

  node(
    opType: string,
    input: readonly string[],
    output: string,
    attribute: Node['attribute'] = [],
  ): void {
    this.nodes.push({ name: output, opType, input: [...input], output: [output], attribute })
  }

  floats(name: string, dims: readonly number[], data: Float32Array): void {
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    this.tensors.push({ name, dims: [...dims], dataType: FLOAT32, rawData })
  }

  /** Runtimes compute in single precision: what is kept shorter is widened when the file is loaded. */
  stored(tensor: StoredTensor): void {
    const { name, shape, precision } = tensor
    if (precision === 'float32') return this.floats(name, shape, tensor.data)
    const { buffer, byteOffset, byteLength } = tensor.data
    const rawData = new Uint8Array(buffer, byteOffset, byteLength)
    const kept = `${name}_${precision}`
    const dataType = precision === 'float16' ? FLOAT16 : INT8
    this.tensors.push({ name: kept, dims: [...shape], dataType, rawData })
    if (precision === 'float16') return this.node('Cast', [kept], name, [integer('to', FLOAT32)])
    this.floats(`${name}_scale`, [], Float32Array.of(tensor.scale))
    this.node('DequantizeLinear', [kept, `${name}_scale`], name)
  }

  integers(name: string, values: readonly number[]): string {
    const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
    this.tensors.push({ name, dims: [values.length], dataType: INT64, rawData })
    return name
  }
}

function append(graph: GraphParts, trained: TrainedNetwork, layer: Layer, id: number): void {
  const path = identifier(layer.name)
  const output = value(id)
  const inputs = layer.inputs.map(value)
  const [x = ''] = inputs
  switch (layer.kind) {
    case 'input':
      return graph.node('Add', ['scaled', 'pixel_shift'], output)
    case 'conv':
    case 'depthwiseConv': {
      const biased = layer.kind === 'conv' && layer.bias !== null
      const group = layer.kind === 'conv' ? 1 : layer.shape.channels
      const windowed = withWindow(graph, trained, layer, x)
      return graph.node(
        'Conv',
        [windowed.input, `${path}.weight`, ...(biased ? [`${path}.bias`] : [])],
        output,
        [...windowed.attributes, integer('group', group)],
      )
    }
    case 'maxPool':
      return pool(graph, trained, layer, 'MaxPool', x, output, [])
    case 'avgPool':
      return pool(graph, trained, layer, 'AveragePool', x, output, [
        integer('count_include_pad', 0),
      ])
    case 'batchNorm': {
      const { channels } = layer.shape
      const constant = (name: string, each: number) => {
        graph.floats(`${path}.${name}`, [channels], new Float32Array(channels).fill(each))
      }
      if (layer.scale === null) constant('weight', 1)
      if (layer.shift === null) constant('bias', 0)
      const constants = ['weight', 'bias', 'running_mean', 'running_var']
      return graph.node(
        'BatchNormalization',
        [x, ...constants.map((each) => `${path}.${each}`)],
        output,
        [float('epsilon', layer.epsilon)],
      )
    }
    case 'relu':
      return graph.node('Relu', [x], output)
    case 'dropPath':
      return graph.node('Identity', [x], output)
    case 'sum': {
      if (inputs.length > 0) return graph.node('Sum', inputs, output)
      const { channels, height, width } = layer.shape
      graph.floats(
        output,
        [1, channels, height, width],
        new Float32Array(channels * height * width),
      )
      return
    }
    case 'concat':
      return graph.node('Concat', inputs, output, [integer('axis', 1)])
    case 'channels': {
      const { first, step, count, shape } = layer
      const missing = shape.channels - count
      const picked = missing > 0 ? `${output}_picked` : output
      const slice = [
        graph.integers(`${output}_starts`, [first]),
        graph.integers(`${output}_ends`, [first + (count - 1) * step + 1]),
        graph.integers(`${output}_axes`, [1]),
        graph.integers(`${output}_steps`, [step]),
      ]
      graph.node('Slice', [x, ...slice], picked)
      if (missing === 0) return
      const pads = graph.integers(`${output}_pads`, [0, 0, 0, 0, 0, missing, 0, 0])
      return graph.node('Pad', [picked, pads], output)
    }
    case 'globalAvgPool':
      return graph.node('GlobalAveragePool', [x], output)
    case 'dense': {
      graph.node('Flatten', [x], `${output}_flat`)
      const constants = [`${path}.weight`, ...(layer.bias === null ? [] : [`${path}.bias`])]
      return graph.node('Gemm', [`${output}_flat`, ...constants], output, [integer('transB', 1)])
    }
  }
}

function pool(
  graph: GraphParts,
  trained: TrainedNetwork,
  layer: Layer & Window,
  operator: 'MaxPool' | 'AveragePool',
  x: string,
  output: string,
  attributes: NonNullable<Node['attribute']>,
): void {
  const windowed = withWindow(graph, trained, layer, x)
  // Dilated pooling is refused by the engines; older runtimes refuse even the attribute.
  const known = windowed.attributes.filter(({ name }) => name !== 'dilations')
  graph.node(operator, [windowed.input], output, [...known, ...attributes])
}

/** ONNX pads, but takes nothing away: rows and columns to skip are sliced off first. */
function withWindow(
  graph: GraphParts,
  { network }: TrainedNetwork,
  layer: Layer & Window,
  x: string,
): { readonly input: string; readonly attributes: NonNullable<Node['attribute']> } {
  const edges = windowEdges(layer, inputOf(network, layer).shape, layer.shape)
  const skipped = [edges.vertical[0], edges.horizontal[0]].map((each) => Math.max(0, -each))
  const before = [edges.vertical[0], edges.horizontal[0]].map((each) => Math.max(0, each))
  const after = [edges.vertical[1], edges.horizontal[1]].map((each) => Math.max(0, each))
  const attributes = [
    integers('kernel_shape', layer.kernel),
    integers('strides', strides(layer)),
    integers('dilations', [layer.dilation, layer.dilation]),
    integers('pads', [...before, ...after]),
  ]
  if (skipped.every((each) => each === 0)) return { input: x, attributes }
  const name = `${identifier(layer.name)}_inside`
  const slice = [
    graph.integers(`${name}_starts`, skipped),
    graph.integers(`${name}_ends`, [2 ** 31 - 1, 2 ** 31 - 1]),
    graph.integers(`${name}_axes`, [2, 3]),
  ]
  graph.node('Slice', [x, ...slice], name)
  return { input: name, attributes }
}

const value = (id: number): string => `v${id}`

const integer = (name: string, i: number) => ({ name, type: INT, i })
const integers = (name: string, ints: readonly number[]) => ({ name, type: INTS, ints: [...ints] })
const float = (name: string, f: number) => ({ name, type: FLOAT, f })

function described(name: string, dimensions: readonly number[]) {
  const dim = [{ dimParam: 'batch' }, ...dimensions.map((dimValue) => ({ dimValue }))]
  return { name, type: { tensorType: { elemType: FLOAT32, shape: { dim } } } }
}
