/** Tensors as their readers see them, and how operations on them are emitted. */
import type { LayerId } from '../../../network/network'
import type { Kernel } from '../../kernels/kernel'
import {
  pixelsOf,
  type ListEntry,
  type Operation,
  type Region,
  type Tensor,
  type Word,
} from '../operations'
import type { StateLayout } from '../stateLayout'
import type { Tuning } from '../tuning'

/** A tensor as its reader sees it: through a batch norm's coefficients, perhaps a ReLU. */
export interface Value {
  /** The layer this is the value of: a batch norm, or the producer of the tensor. */
  readonly id: LayerId
  readonly tensor: Tensor
  readonly coefficients: Region
  /** Mean and 1/σ behind the coefficients. */
  readonly saved: Region
  readonly relu: boolean
  /** What each image is multiplied by; null for 1. Only sums read such a value. */
  readonly factors: Region | null
}

export interface EmitOptions {
  readonly header: Readonly<Record<string, number>>
  readonly job: Record<string, Word>
  readonly list?: readonly ListEntry[]
  readonly invocations: number
}

/** Takes operations one after another. */
export interface Emitter {
  readonly layout: StateLayout
  readonly tuning: Tuning
  emit(kernel: Kernel, options: EmitOptions): Operation
}

/** Header fields most elementwise kernels share. */
export function rowHeader(tensor: Tensor) {
  return {
    channels: tensor.shape.channels,
    rowVectors: tensor.rowVectors,
    pixels: pixelsOf(tensor),
  }
}

/** Whether the last vec4 of a channel reaches beyond its pixels. */
export function isRagged(tensor: Tensor): boolean {
  return pixelsOf(tensor) % 4 !== 0
}

/** What a sum by image needs to know of a tensor besides. */
export function imageHeader({ shape, examples }: Tensor) {
  return { imagePixels: shape.height * shape.width, examples }
}

/** Job fields of a kernel that reads a value. */
export function readValue(value: Value) {
  return { src: value.tensor, coefficients: value.coefficients, relu: value.relu ? 1 : 0 }
}
