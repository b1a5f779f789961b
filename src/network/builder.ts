import type {
  BatchNormLayer,
  BlockTag,
  GateId,
  GateTable,
  Initialiser,
  Layer,
  LayerId,
  Network,
  Pair,
  Parameter,
  ParameterId,
  Shape,
  Window,
} from './network'
import { strides } from './network'

/**
 * PyTorch's output size: ⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
 * A negative padding counts as 0: it shifts the window, so both halves of a FactorizedReduce agree
 * in size for odd inputs too (where PyTorch's would fail).
 */
export function windowedShape(input: Shape, channels: number, window: Window): Shape {
  const stride = strides(window)
  const extent = (size: number, axis: 0 | 1) => {
    const padded = size + 2 * Math.max(window.padding[axis], 0)
    return Math.floor((padded - window.dilation * (window.kernel[axis] - 1) - 1) / stride[axis]) + 1
  }
  return { height: extent(input.height, 0), width: extent(input.width, 1), channels }
}

export interface WindowOptions {
  kernel: number | Pair
  stride?: number
  /** Strides one axis only. */
  strideAxis?: 'height' | 'width'
  padding?: number | Pair
  dilation?: number
}

const asPair = (value: number | Pair): Pair => (typeof value === 'number' ? [value, value] : value)

function completeWindow(options: WindowOptions): Window {
  const { stride = 1, strideAxis, dilation = 1 } = options
  const kernel = asPair(options.kernel)
  const same: Pair = [(dilation * (kernel[0] - 1)) >> 1, (dilation * (kernel[1] - 1)) >> 1]
  const padding = options.padding === undefined ? same : asPair(options.padding)
  return { kernel, stride, ...(strideAxis && { strideAxis }), padding, dilation }
}

/** Appends layers one by one, working out shapes, parameters and their PyTorch initialisation. */
export class NetworkBuilder {
  private readonly layers: Layer[] = []
  private readonly parameters: Parameter[] = []
  private readonly gateTables: GateTable[] = []
  private parameterOffset = 0
  private gateOffset = 0
  private block: BlockTag | undefined

  /** @param dropPath whether paths that training may drop get a layer that does so */
  constructor(private readonly options: { readonly dropPath: boolean } = { dropPath: false }) {}

  /** Tags the layers appended meanwhile as one operation that a decision of the space chooses. */
  operation<T>(operation: string, place: string, append: () => T): T {
    return this.within({ operation, chosen: true, place }, append)
  }

  /** Tags the layers appended meanwhile as one part that all architectures have in some form. */
  part<T>(name: string, place: string, append: () => T): T {
    return this.within({ operation: name, chosen: false, place }, append)
  }

  shapeOf(layer: LayerId): Shape {
    return this.layer(layer).shape
  }

  nameOf(layer: LayerId): string {
    return this.layer(layer).name
  }

  /** @param allowed which branches there are, rows × columns; absent: all are */
  gateTable(name: string, rows: number, columns: number, allowed?: readonly boolean[]): GateTable {
    const table = { name, rows, columns, offset: this.gateOffset, ...(allowed && { allowed }) }
    this.gateOffset += rows * columns
    this.gateTables.push(table)
    return table
  }

  input(shape: Shape, name = 'input'): LayerId {
    return this.push({ kind: 'input', name, inputs: [], shape })
  }

  /** Padding defaults to kernel // 2 (times dilation), PyTorch's usual "same". */
  conv(
    name: string,
    input: LayerId,
    channels: number,
    options: WindowOptions & { bias?: boolean },
  ): LayerId {
    const window = completeWindow(options)
    const from = this.shapeOf(input)
    const [kh, kw] = window.kernel
    const fanIn = from.channels * kh * kw
    const weight = this.fanInParameter(`${name}.weight`, [channels, from.channels, kh, kw], fanIn)
    const bias = options.bias ? this.fanInParameter(`${name}.bias`, [channels], fanIn) : null
    const shape = windowedShape(from, channels, window)
    return this.push({ kind: 'conv', name, inputs: [input], shape, weight, bias, ...window })
  }

  depthwiseConv(name: string, input: LayerId, options: WindowOptions): LayerId {
    const window = completeWindow(options)
    const from = this.shapeOf(input)
    const [kh, kw] = window.kernel
    const weight = this.fanInParameter(`${name}.weight`, [from.channels, 1, kh, kw], kh * kw)
    const shape = windowedShape(from, from.channels, window)
    return this.push({ kind: 'depthwiseConv', name, inputs: [input], shape, weight, ...window })
  }

  batchNorm(name: string, input: LayerId, { affine }: { affine: boolean }): LayerId {
    const shape = this.shapeOf(input)
    const channels = [shape.channels]
    const layer: BatchNormLayer = {
      kind: 'batchNorm',
      name,
      inputs: [input],
      shape,
      scale: affine ? this.parameter(`${name}.weight`, channels, constant(1)) : null,
      shift: affine ? this.parameter(`${name}.bias`, channels, constant(0)) : null,
      epsilon: 1e-5,
      momentum: 0.1,
    }
    return this.push(layer)
  }

  relu(name: string, input: LayerId): LayerId {
    return this.push({ kind: 'relu', name, inputs: [input], shape: this.shapeOf(input) })
  }

  pool(kind: 'maxPool' | 'avgPool', name: string, input: LayerId, options: WindowOptions): LayerId {
    const window = completeWindow(options)
    const from = this.shapeOf(input)
    const shape = windowedShape(from, from.channels, window)
    return this.push({ kind, name, inputs: [input], shape, ...window })
  }

  /** Σ gate · input. All inputs must have one shape. */
  sum(name: string, terms: readonly { input: LayerId; gate: GateId | null }[]): LayerId {
    const [first] = terms
    if (!first) throw new Error(`Sum ${name} has no terms`)
    const shape = this.shapeOf(first.input)
    for (const { input } of terms) {
      if (!sameShape(this.shapeOf(input), shape)) throw new Error(`Sum ${name} mixes shapes`)
    }
    return this.push({
      kind: 'sum',
      name,
      inputs: terms.map((term) => term.input),
      gates: terms.map((term) => term.gate),
      shape,
    })
  }

  /** Zeros: what a node without any input adds up to. */
  zero(name: string, shape: Shape): LayerId {
    return this.push({ kind: 'sum', name, inputs: [], gates: [], shape })
  }

  concat(name: string, inputs: readonly LayerId[]): LayerId {
    const shapes = inputs.map((input) => this.shapeOf(input))
    const [first] = shapes
    if (!first) throw new Error(`Concat ${name} has no inputs`)
    if (shapes.some((shape) => shape.height !== first.height || shape.width !== first.width)) {
      throw new Error(`Concat ${name} mixes resolutions`)
    }
    const channels = shapes.reduce((total, shape) => total + shape.channels, 0)
    return this.push({ kind: 'concat', name, inputs: [...inputs], shape: { ...first, channels } })
  }

  /** Half of a state's channels: the even ones (`first` 0) or the odd ones (1), in their order. */
  everyOtherChannel(name: string, input: LayerId, first: 0 | 1): LayerId {
    const from = this.shapeOf(input)
    const count = Math.floor((from.channels + 1 - first) / 2)
    const shape = { ...from, channels: count }
    return this.push({ kind: 'channels', name, inputs: [input], shape, first, step: 2, count })
  }

  /** The first `count` channels, and zeros in place of the others. */
  firstChannels(name: string, input: LayerId, count: number): LayerId {
    const shape = this.shapeOf(input)
    if (count > shape.channels) throw new Error(`${name} keeps more channels than there are`)
    return this.push({ kind: 'channels', name, inputs: [input], shape, first: 0, step: 1, count })
  }

  /** A path that training may drop, where the network is built for that; else the input itself. */
  droppable(name: string, input: LayerId): LayerId {
    if (!this.options.dropPath) return input
    return this.push({ kind: 'dropPath', name, inputs: [input], shape: this.shapeOf(input) })
  }

  globalAvgPool(name: string, input: LayerId): LayerId {
    const { channels } = this.shapeOf(input)
    return this.push({
      kind: 'globalAvgPool',
      name,
      inputs: [input],
      shape: { height: 1, width: 1, channels },
    })
  }

  dense(name: string, input: LayerId, units: number): LayerId {
    const { height, width, channels } = this.shapeOf(input)
    if (height !== 1 || width !== 1) throw new Error(`Dense ${name} needs a 1 × 1 input`)
    return this.push({
      kind: 'dense',
      name,
      inputs: [input],
      shape: { height: 1, width: 1, channels: units },
      weight: this.fanInParameter(`${name}.weight`, [units, channels], channels),
      bias: this.fanInParameter(`${name}.bias`, [units], channels),
    })
  }

  /** Global average pooling and a fully connected layer: from the last feature map to the logits. */
  classifier(input: LayerId, classes: number): LayerId {
    return this.part('classifier', 'classifier', () =>
      this.dense('classifier', this.globalAvgPool('pool', input), classes),
    )
  }

  /** @param auxiliary logits of an auxiliary head, all of whose layers were appended last */
  build(logits: LayerId, auxiliary?: LayerId): Network {
    const input = this.layers.findIndex((layer) => layer.kind === 'input')
    if (input < 0) throw new Error('A network needs an input layer')
    return {
      layers: this.layers,
      parameters: this.parameters,
      gateTables: this.gateTables,
      input,
      logits,
      ...(auxiliary !== undefined && { auxiliary }),
    }
  }

  private layer(id: LayerId): Layer {
    const layer = this.layers[id]
    if (!layer) throw new Error(`No layer ${id}`)
    return layer
  }

  private push(layer: Layer): LayerId {
    return this.layers.push(this.block ? { ...layer, block: this.block } : layer) - 1
  }

  private within<T>(block: BlockTag, append: () => T): T {
    const outer = this.block
    this.block = block
    const result = append()
    this.block = outer
    return result
  }

  private fanInParameter(name: string, shape: readonly number[], fanIn: number): ParameterId {
    return this.parameter(name, shape, { kind: 'uniform', bound: 1 / Math.sqrt(fanIn) })
  }

  private parameter(name: string, shape: readonly number[], initialiser: Initialiser): ParameterId {
    const size = shape.reduce((product, extent) => product * extent, 1)
    this.parameters.push({ name, shape, size, offset: this.parameterOffset, initialiser })
    this.parameterOffset += size
    return this.parameters.length - 1
  }
}

const constant = (value: number): Initialiser => ({ kind: 'constant', value })

function sameShape(a: Shape, b: Shape): boolean {
  return a.height === b.height && a.width === b.width && a.channels === b.channels
}
