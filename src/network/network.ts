/**
 * A network as plain data: layers in topological order, each naming the layers it reads.
 * Engines interpret it; nothing here knows how it is trained.
 */

/** Height × width × channels of one example; the batch dimension is the engine's. */
export interface Shape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Index of a layer in `Network.layers`. */
export type LayerId = number

export type Pair = readonly [vertical: number, horizontal: number]

/** The part of an architecture that layers were built for: see blocks.ts. */
export interface BlockTag {
  /** The field's name of an operation, or that of a fixed part (`stem`, `preprocess`, `add`, ...). */
  readonly operation: string
  /** Whether a decision of the space chooses it. */
  readonly chosen: boolean
  /** Path-like, another one for every block of a network. */
  readonly place: string
}

interface LayerBase {
  /** Unique, path-like: `cells.2/edge.0-3/sep_conv_3x3/conv.1`. */
  readonly name: string
  readonly inputs: readonly LayerId[]
  /** Shape of the output. */
  readonly shape: Shape
  readonly block?: BlockTag
}

/** Spatial arithmetic of convolutions and pooling, with PyTorch's symmetric padding. */
export interface Window {
  readonly kernel: Pair
  readonly stride: number
  /** Where given, only this axis is strided and the other moves by 1 (the halves of conv_7x1_1x7). */
  readonly strideAxis?: 'height' | 'width'
  /**
   * −1 skips the first row and column (the shifted half of FactorizedReduce); the output keeps the
   * size it has without padding, and reads beyond the far border are zero as in any padding.
   */
  readonly padding: Pair
  readonly dilation: number
}

/** The stride of each axis. */
export function strides({ stride, strideAxis }: Pick<Window, 'stride' | 'strideAxis'>): Pair {
  return [strideAxis === 'width' ? 1 : stride, strideAxis === 'height' ? 1 : stride]
}

export interface InputLayer extends LayerBase {
  readonly kind: 'input'
}
/** Dense convolution. Weight layout [out, in, kh, kw], as PyTorch. */
export interface ConvLayer extends LayerBase, Window {
  readonly kind: 'conv'
  readonly weight: ParameterId
  readonly bias: ParameterId | null
}
/** One filter per channel. Weight layout [channels, 1, kh, kw], as PyTorch. */
export interface DepthwiseConvLayer extends LayerBase, Window {
  readonly kind: 'depthwiseConv'
  readonly weight: ParameterId
}
export interface BatchNormLayer extends LayerBase {
  readonly kind: 'batchNorm'
  /** Absent when not affine. */
  readonly scale: ParameterId | null
  readonly shift: ParameterId | null
  readonly epsilon: number
  /** Weight of the newest batch in the running statistics, as PyTorch's `momentum`. */
  readonly momentum: number
}
export interface ReluLayer extends LayerBase {
  readonly kind: 'relu'
}
export interface PoolLayer extends LayerBase, Window {
  /** Average pooling divides by the number of pixels inside the image (`count_include_pad=False`). */
  readonly kind: 'maxPool' | 'avgPool'
}
/** Σ gateᵢ · inputᵢ; a `null` gate is the constant 1. Without inputs, or any that run, it is zero. */
export interface SumLayer extends LayerBase {
  readonly kind: 'sum'
  readonly gates: readonly (GateId | null)[]
}
/** Joins channels in the order of `inputs`. */
export interface ConcatLayer extends LayerBase {
  readonly kind: 'concat'
}
/**
 * Output channel c is input channel `first + step · c` for c < `count`, and zero from there on. Every
 * other channel (step 2) is half of a channel shuffle and split; the first few of as many channels
 * (step 1) are a layer made narrower.
 */
export interface ChannelsLayer extends LayerBase {
  readonly kind: 'channels'
  readonly first: number
  readonly step: number
  readonly count: number
}
/** Mean over height and width; its shape is 1 × 1 × channels. */
export interface GlobalAvgPoolLayer extends LayerBase {
  readonly kind: 'globalAvgPool'
}
/**
 * Drop-path: in training, each image's map is either zero or divided by the probability that it is
 * not, which `TrainingStep.dropPath` says; the identity otherwise. Drawn for each image and layer.
 */
export interface DropPathLayer extends LayerBase {
  readonly kind: 'dropPath'
}
/** Fully connected on a 1 × 1 input. Weight layout [out, in], as PyTorch. */
export interface DenseLayer extends LayerBase {
  readonly kind: 'dense'
  readonly weight: ParameterId
  readonly bias: ParameterId | null
}

export type Layer =
  | InputLayer
  | ConvLayer
  | DepthwiseConvLayer
  | BatchNormLayer
  | ReluLayer
  | PoolLayer
  | SumLayer
  | ConcatLayer
  | ChannelsLayer
  | GlobalAvgPoolLayer
  | DropPathLayer
  | DenseLayer

/** Index in `Network.parameters`. */
export type ParameterId = number

/** How a parameter starts: PyTorch's defaults. */
export type Initialiser =
  /** U(−bound, +bound); PyTorch's default for convolutions and dense layers is bound = 1/√fanIn. */
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'constant'; readonly value: number }

export interface Parameter {
  readonly name: string
  /** PyTorch's layout, for example [out, in, kh, kw]. */
  readonly shape: readonly number[]
  readonly size: number
  /** First element in the flat weight vector. Offsets are dense: Σ sizes = parameter count. */
  readonly offset: number
  readonly initialiser: Initialiser
}

/** Index in the flat gate vector: `table.offset + row * table.columns + column`. */
export type GateId = number

/** The gates of one kind of cell: rows are edges, columns are operations. */
export interface GateTable {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly offset: number
  /** Which branches there are, rows × columns; the gates of the others are 0. Absent: all are. */
  readonly allowed?: readonly boolean[]
}

/** One entry per gate, in the order of the flat gate vector: 1 for the branches that run, else 0. */
export type GatePath = Uint8Array

export interface Network {
  readonly layers: readonly Layer[]
  readonly parameters: readonly Parameter[]
  readonly gateTables: readonly GateTable[]
  readonly input: LayerId
  /** The layer whose output is the class logits. */
  readonly logits: LayerId
  /**
   * Logits of an auxiliary head that only training runs, and never along a path. Its layers and
   * parameters come last, so that those before are the network without it, flat vectors included.
   */
  readonly auxiliary?: LayerId
}

export function gateCount(network: Network): number {
  return network.gateTables.reduce((count, table) => count + table.rows * table.columns, 0)
}

/** Number of trainable weights (gates and running statistics not included). */
export function parameterCount(network: Network): number {
  return network.parameters.reduce((count, parameter) => count + parameter.size, 0)
}
