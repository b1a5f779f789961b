import type { LayerId, Network, Shape } from './network'

/** A part of a network that a latency table has a row for: an operation, or a fixed part. */
export interface NetworkBlock {
  /** Equal for equal work of one operation: layers, windows and shapes, wherever it stands. */
  readonly key: string
  /** The field's name (`sep_conv_3x3`), or that of a fixed part (`stem`, `preprocess`, `add`, ...). */
  readonly operation: string
  /** Whether a decision of the space chooses it. */
  readonly chosen: boolean
  /** Where it stands, path-like: `cells.2/node.0/edge.1/sep_conv_3x3`. */
  readonly place: string
  /** Of the first tensor it reads. */
  readonly input: Shape
  readonly output: Shape
  readonly stride: number
  /** Multiply-accumulates for one image. */
  readonly macs: number
  readonly parameters: number
  /** Its layers, by their ids in the whole network. */
  readonly layers: readonly LayerId[]
  /**
   * It alone: one layer of kind `input` per tensor that it reads, and its output as `logits`. ReLUs at
   * its inputs are part of it, for whoever reads a tensor applies them.
   */
  readonly network: Network
}
