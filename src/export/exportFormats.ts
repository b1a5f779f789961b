import type { Network } from '../network/network'
import type { TrainedWeights, TrainingSubject } from '../run/training'
import type { Precision } from './precision'

/** What a network can be taken away as. */
export const EXPORT_FORMATS = [
  'genotype',
  'pytorch',
  'onnx',
  'tfjs',
  'javascript',
  'retraining',
] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Formats that mean something before anything was trained. */
export const UNTRAINED_FORMATS: ReadonlySet<ExportFormat> = new Set([
  'genotype',
  'pytorch',
  'retraining',
])

/** Formats whose files hold weights. */
export const WEIGHT_FORMATS: ReadonlySet<ExportFormat> = new Set([
  'pytorch',
  'onnx',
  'tfjs',
  'javascript',
])

/** A network as it is taken away. */
export interface ExportedNetwork {
  /** As people know it. */
  readonly name: string
  readonly subject: TrainingSubject
  readonly network: Network
  /** The same with paths to drop, where it has a place for them: to be trained anew. */
  readonly trainable: Network
  /** Null before it was trained. */
  readonly trained: TrainedWeights | null
  /** Lines that say how it was trained, and how good it is. */
  readonly facts: readonly string[]
  readonly seed: number
  readonly data: ExportedData
}

/** What images the network is for. */
export interface ExportedData {
  readonly title: string
  readonly classNames: readonly string[]
  /** Per channel, of values in 0–1. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  readonly augmentation: { readonly cropPadding: number; readonly flip: boolean }
}

/** Bytes of the numbers that a network's files hold at a precision; what describes them comes on top. */
export function weightBytes(network: Network, statistics: number, precision: Precision): number {
  const each = { float32: 4, float16: 2, int8: 1 }[precision]
  const scale = precision === 'int8' ? 4 : 0
  return network.parameters.reduce(
    (bytes, { size, shape }) => bytes + (shape.length < 2 ? 4 * size : each * size + scale),
    4 * statistics,
  )
}

/** `DARTS cell, 3 cells` as a name of files. */
export function fileStem(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
  return words || 'network'
}
