import type { KeptNumbers, PlainNetwork } from './plainJavascript'

export function infer(
  network: PlainNetwork,
  weights: Float32Array,
  pixels: ArrayLike<number>,
): Float32Array
export function softmax(logits: ArrayLike<number>): number[]
export function unpack(text: string, kept: readonly KeptNumbers[]): Float32Array
