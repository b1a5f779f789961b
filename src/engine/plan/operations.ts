import { NONE, type FieldRole, type Kernel } from '../kernels/kernel'
import type { GateId, LayerId, Shape } from '../../network/network'

/** A feature map in the arena: channel-major, each channel's run padded to whole vec4s. */
export interface Tensor {
  readonly kind: 'tensor'
  readonly name: string
  readonly shape: Shape
  readonly examples: number
  /** vec4s of one channel's run. */
  readonly rowVectors: number
  /** Set when this tensor is a range of channels of another one, so that joining them is free. */
  parent: { readonly tensor: Tensor; readonly channel: number } | null
  /** In floats; set when memory is planned. */
  offset: number
}

/** A range of the scalar state buffer, in floats. */
export interface Region {
  readonly kind: 'region'
  readonly offset: number
  readonly size: number
}

/** What a header or job word may hold before linking; null is "nothing there". */
export type Word = number | Tensor | Region | null

/** What a piece of work belongs to: under a path it is left out unless the layer runs and the gate is open. */
export interface Membership {
  /** Null for what always runs. */
  readonly layer: LayerId | null
  /** The branch of a sum; null where it has no gate. */
  readonly gate: GateId | null
}

export interface ListEntry {
  readonly words: Readonly<Record<string, Word>>
  readonly of: Membership
}

/** One kernel applied to one set of operands. Equal ones are merged into a dispatch later. */
export interface Operation {
  readonly kernel: Kernel
  /** Operations are merged within a stage (a cell going forward, a cell going backward) only. */
  readonly stage: string
  readonly header: Readonly<Record<string, number>>
  /** Mutable: a later operation may ask its producer for statistics. */
  readonly job: Record<string, Word>
  readonly list: readonly ListEntry[]
  readonly invocations: number
  /** The layer on whose behalf it runs; null for what always runs. */
  readonly layer: LayerId | null
}

export function makeTensor(name: string, shape: Shape, examples: number): Tensor {
  const pixels = shape.height * shape.width * examples
  return {
    kind: 'tensor',
    name,
    shape,
    examples,
    rowVectors: Math.ceil(pixels / 4),
    parent: null,
    offset: -1,
  }
}

/** Values of one channel over the batch, padding excluded. */
export function pixelsOf(tensor: Tensor): number {
  return tensor.shape.height * tensor.shape.width * tensor.examples
}

/** Floats from one channel to the next. */
export function channelStride(tensor: Tensor): number {
  return 4 * tensor.rowVectors
}

export function floatsOf(tensor: Tensor): number {
  return tensor.shape.channels * channelStride(tensor)
}

/** The tensor that owns the memory, and the float range within it. */
export function rangeOf(tensor: Tensor): { root: Tensor; start: number; end: number } {
  let root = tensor
  let start = 0
  while (root.parent) {
    start += root.parent.channel * channelStride(root)
    root = root.parent.tensor
  }
  return { root, start, end: start + floatsOf(tensor) }
}

export function subregion(region: Region, offset: number, size: number): Region {
  return { kind: 'region', offset: region.offset + offset, size }
}

export interface Access {
  /** The owning tensor, or null for the state buffer. */
  readonly root: Tensor | null
  readonly start: number
  readonly end: number
  readonly writes: boolean
  /** On whose behalf. */
  readonly of: Membership
}

/** Every range of memory that an operation touches. */
export function accessesOf(operation: Operation): Access[] {
  const accesses: Access[] = []
  const own = { layer: operation.layer, gate: null }
  const add = (word: Word | undefined, role: FieldRole, of: Membership) => {
    if (role === 'value' || word === null || typeof word !== 'object') return
    const range =
      word.kind === 'tensor'
        ? rangeOf(word)
        : { root: null, start: word.offset, end: word.offset + word.size }
    accesses.push({ ...range, writes: role !== 'reads', of })
  }
  for (const [field, role] of Object.entries(operation.kernel.job)) {
    add(operation.job[field], role, own)
  }
  for (const { words, of } of operation.list) {
    for (const [field, role] of Object.entries(operation.kernel.list ?? {})) {
      add(words[field], role, of)
    }
  }
  return accesses
}

/** The number a word becomes once memory is planned. */
export function linkWord(word: Word): number {
  if (word === null) return NONE
  if (typeof word === 'number') return word
  if (word.kind === 'region') return word.offset
  const { root, start } = rangeOf(word)
  return root.offset + start
}
