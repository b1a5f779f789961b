import * as tf from '@tensorflow/tfjs-core'
import type { ControllerParameter, ControllerWeights } from './controllerParameters'

/** Its weights, without bias as melodyguan/enas has them: [x, h] · w. */
export function lstmParameters(hidden: number): ControllerParameter[] {
  return [{ name: 'lstm', shape: [2 * hidden, 4 * hidden] }]
}

/**
 * A layer of long short-term memory (Hochreiter & Schmidhuber 1997): (i, f, o, g) = [x, h] · w,
 * c' = σ(i)·tanh(g) + σ(f)·c, h' = σ(o)·tanh(c'). Remembers its state between calls; one row per
 * architecture that is drawn at the same time.
 */
export class Lstm {
  private readonly kernel: tf.Tensor2D
  private cell: tf.Tensor2D
  private output: tf.Tensor2D

  constructor(
    weights: ControllerWeights,
    private readonly hidden: number,
    rows: number,
  ) {
    this.kernel = weights('lstm')
    this.cell = this.output = tf.zeros([rows, hidden])
  }

  /** Takes [rows, hidden] and returns the next output, [rows, hidden]. */
  advance(input: tf.Tensor2D): tf.Tensor2D {
    const { hidden } = this
    const all: tf.Tensor2D = tf.matMul(tf.concat([input, this.output], 1), this.kernel)
    const [gates, candidate] = split(all, [3 * hidden, hidden])
    const [take, keep, show] = split(tf.sigmoid(gates), [hidden, hidden, hidden])
    this.cell = tf.add(tf.mul(take, tf.tanh(candidate)), tf.mul(keep, this.cell))
    this.output = tf.mul(show, tf.tanh(this.cell))
    return this.output
  }
}

/** Cuts columns into parts of these widths. */
function split<Widths extends number[]>(
  columns: tf.Tensor2D,
  widths: readonly [...Widths],
): { readonly [part in keyof Widths]: tf.Tensor2D } {
  return tf.split(columns, [...widths], 1) as never
}
