import * as tf from '@tensorflow/tfjs-core'
import type { ControllerSettings } from '../run/strategySettings'
import { takeInTurn } from '../space/draws'
import type { SpaceModel } from '../space/spaceModel'
import { Anchors, attentionParameters } from './controllerAttention'
import type { PolicyForm } from './controllerForm'
import { repeated, shapeLogits } from './controllerLogits'
import { Lstm, lstmParameters } from './controllerLstm'

/**
 * ENAS's controller for whole networks (Pham et al. 2018, melodyguan/enas general_controller.py). Of
 * each layer it draws the operation, then whether each earlier layer is joined in, with logits (−s, s)
 * for the attention score s of that layer. The penalty is Σ q·log(q / target) over the skips of a
 * layer, q = σ(logit), target = (1 − skipTarget, skipTarget), averaged over the layers that have skips
 * to choose.
 * @throws RangeError when the decisions are not one operation a layer, each followed by its skips
 */
export function macroForm(space: SpaceModel, settings: ControllerSettings): PolicyForm {
  const { decisions } = space
  const { hidden, skipTarget } = settings
  const starts = decisions.flatMap(({ kind }, i) => (kind === 'operation' ? [i] : []))
  const ends = [...starts.slice(1), decisions.length]
  if (starts.some((start, layer) => (ends[layer] ?? 0) - start - 1 !== layer)) {
    throw new RangeError('The decisions are not those of an ENAS macro space')
  }
  const operations = decisions[0]?.options.length ?? 0
  const free = freeDecisions(space)

  return {
    parameters: [
      ...lstmParameters(hidden),
      { name: 'start', shape: [1, hidden] },
      { name: 'operation/embedding', shape: [operations, hidden] },
      { name: 'operation/output', shape: [hidden, operations] },
      ...attentionParameters(hidden),
    ],
    walk(weights, rows, choose) {
      const lstm = new Lstm(weights, hidden, rows)
      const anchors = new Anchors(weights, hidden, rows)
      const start = repeated(weights('start'), rows)
      const targets = tf.tensor2d([[1 - skipTarget, skipTarget]])
      const penalties: tf.Scalar[] = []
      let input = start
      starts.forEach((decision, layer) => {
        const scores: tf.Tensor2D = tf.matMul(lstm.advance(input), weights('operation/output'))
        const operation = choose(shapeLogits(scores, settings), [decision])
        const output = lstm.advance(tf.matMul(operation, weights('operation/embedding')))
        input = start
        if (layer > 0) {
          const query: tf.Tensor2D = tf.reshape(anchors.scores(output), [rows * layer, 1])
          const logits: tf.Tensor2D = shapeLogits(tf.concat2d([tf.neg(query), query], 1), settings)
          const skips = Array.from({ length: layer }, (_, before) => decision + 1 + before)
          const chosen = skips.map((skip) => free[skip] ?? false)
          if (chosen.includes(true)) penalties.push(skipPenalty(logits, targets, rows, chosen))
          const joined = tf.slice2d(choose(logits, skips), [0, 1], [rows * layer, 1])
          const taken: tf.Tensor2D = tf.reshape(joined, [rows, layer])
          input = tf.div(anchors.read(taken), tf.add(tf.sum(taken, 1, true), 1))
        }
        anchors.add(output)
      })
      return penalties.length === 0 ? null : tf.mean(tf.stack(penalties))
    },
  }
}

/** Which decisions have a choice; in a chain of layers none depends on another. */
function freeDecisions(space: SpaceModel): readonly boolean[] {
  const free: boolean[] = []
  takeInTurn(space, (_, open) => {
    free.push(open.length > 1)
    return open[0] as number
  })
  return free
}

/** @param chosen which of a layer's skips are a matter of choice; the rules have settled the others */
function skipPenalty(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  rows: number,
  chosen: readonly boolean[],
): tf.Scalar {
  const probability = tf.sigmoid(logits)
  const divergence = tf.mul(probability, tf.log(tf.div(probability, targets)))
  const counted = chosen.every(Boolean)
    ? divergence
    : tf.mul(divergence, tf.tile(tf.tensor2d(chosen.map(Number), [chosen.length, 1]), [rows, 1]))
  return tf.div(tf.sum(counted), rows)
}
