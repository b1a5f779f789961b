import * as tf from '@tensorflow/tfjs-core'
import type { ControllerParameter, ControllerWeights } from './controllerParameters'

export function attentionParameters(hidden: number): ControllerParameter[] {
  return [
    { name: 'attention/anchor', shape: [hidden, hidden] },
    { name: 'attention/query', shape: [hidden, hidden] },
    { name: 'attention/score', shape: [hidden, 1] },
  ]
}

/**
 * What later decisions may point back to (ENAS): the anchor of each node or layer is the LSTM's output
 * when it was done, and its score is v · tanh(W₁ anchor + W₂ h) for the present output h.
 */
export class Anchors {
  /** [rows, 1, hidden] each. */
  private readonly anchors: tf.Tensor3D[] = []
  private readonly keys: tf.Tensor3D[] = []

  constructor(
    private readonly weights: ControllerWeights,
    private readonly hidden: number,
    private readonly rows: number,
  ) {}

  get count(): number {
    return this.anchors.length
  }

  /**
   * @param output the LSTM's, [rows, hidden]
   * @param anchor what is read when this place is chosen, if not the output itself
   */
  add(output: tf.Tensor2D, anchor: tf.Tensor2D = output): void {
    const shape: [number, number, number] = [this.rows, 1, this.hidden]
    const key = tf.matMul(output, this.weights('attention/anchor'))
    this.anchors.push(tf.reshape(anchor, shape))
    this.keys.push(tf.reshape(key, shape))
  }

  /** Scores of all places so far: [rows, count]. */
  scores(output: tf.Tensor2D): tf.Tensor2D {
    const { rows, count, hidden } = this
    const query = tf.reshape(tf.matMul(output, this.weights('attention/query')), [rows, 1, hidden])
    const mixed = tf.tanh(tf.add(tf.concat(this.keys, 1), query))
    const flat: tf.Tensor2D = tf.reshape(mixed, [rows * count, hidden])
    return tf.reshape(tf.matMul(flat, this.weights('attention/score')), [rows, count])
  }

  /** Σ over places of `shares` [rows, count] · anchor: [rows, hidden]. */
  read(shares: tf.Tensor2D): tf.Tensor2D {
    const { rows, count, hidden } = this
    const each = tf.reshape(shares, [rows, 1, count])
    return tf.reshape(tf.matMul(each, tf.concat(this.anchors, 1)), [rows, hidden])
  }
}
