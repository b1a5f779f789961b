import * as tf from '@tensorflow/tfjs-core'
import type { ControllerSettings } from '../run/strategySettings'

/** c·tanh(logits / T), which keeps a policy from ever being sure; logits / T where c is 0. */
export function shapeLogits<Logits extends tf.Tensor>(
  logits: Logits,
  { temperature, tanhConstant }: Pick<ControllerSettings, 'temperature' | 'tanhConstant'>,
): Logits {
  const warmed: Logits = temperature === 1 ? logits : tf.div(logits, temperature)
  return tanhConstant === 0 ? warmed : tf.mul(tf.tanh(warmed), tanhConstant)
}

/** The same first input for every architecture: [1, hidden] → [rows, hidden]. */
export function repeated(vector: tf.Tensor2D, rows: number): tf.Tensor2D {
  return tf.tile(vector, [rows, 1])
}
