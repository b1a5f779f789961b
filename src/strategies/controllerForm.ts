import type * as tf from '@tensorflow/tfjs-core'
import type { ControllerParameter, ControllerWeights } from './controllerParameters'

/**
 * Told the logits of one or more decisions, settles them: by a draw, or by what was drawn before.
 * Rows are architectures, and under each architecture the decisions named.
 * @param logits [architectures × decisions.length, options]
 * @returns what was chosen, one-hot, in the shape of `logits`
 */
export type Choose = (logits: tf.Tensor2D, decisions: readonly number[]) => tf.Tensor2D

/**
 * How a controller reads a space: which weights it has, and in which order it makes the decisions.
 * One walk serves to draw architectures and, with the choices given, to differentiate their
 * probability.
 */
export interface PolicyForm {
  readonly parameters: readonly ControllerParameter[]
  /**
   * Makes every decision once, for `rows` architectures at a time.
   * @returns a penalty to add to the loss (mean over architectures), where the method has one
   */
  walk(weights: ControllerWeights, rows: number, choose: Choose): tf.Scalar | null
}
