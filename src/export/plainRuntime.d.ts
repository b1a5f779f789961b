import type { PlainNetwork } from './plainJavascript'

export function infer(
  network: PlainNetwork,
  weights: Float32Array,
  pixels: ArrayLike<number>,
): Float32Array
export function softmax(logits: ArrayLike<number>): number[]
