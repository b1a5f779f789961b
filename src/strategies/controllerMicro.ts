import * as tf from '@tensorflow/tfjs-core'
import type { ControllerSettings } from '../run/strategySettings'
import type { Decision } from '../space/spaceModel'
import { Anchors, attentionParameters } from './controllerAttention'
import type { Choose, PolicyForm } from './controllerForm'
import { repeated, shapeLogits } from './controllerLogits'
import { Lstm, lstmParameters } from './controllerLstm'
import type { ControllerWeights } from './controllerParameters'

/** A node's decisions, in their order. */
const NODE_KINDS = ['inputs', 'inputs', 'operation', 'operation']
const NODE_DECISIONS = NODE_KINDS.length
const CELL_INPUTS = 2

/** Where the trainable bias of separable convolutions starts; that of the others starts at 0. */
const SEPARABLE_BIAS = 10
/** Added to logits in the normal cell: this for separable convolutions, its negative for others. */
const NORMAL_CELL_BIAS = 0.25

/**
 * ENAS's controller for cells (Pham et al. 2018, melodyguan/enas micro_controller.py). Of each node it
 * draws both inputs first, by attention over the nodes before it (the anchors of the cell's two inputs
 * are zero), then both operations, from one output layer that all nodes share and whose bias favours
 * separable convolutions. The reduction cell goes on from the LSTM's state after the normal cell.
 * @throws RangeError when the decisions are not those of two such cells
 */
export function microForm(
  decisions: readonly Decision[],
  settings: ControllerSettings,
): PolicyForm {
  const { hidden, tanhConstant, operationTanhReduce } = settings
  if (decisions.some(({ kind }, i) => kind !== NODE_KINDS[i % NODE_DECISIONS])) {
    throw new RangeError('The decisions are not those of ENAS cells')
  }
  const nodes = decisions.length / (2 * NODE_DECISIONS)
  const operations = decisions[2]?.options ?? []
  const separable = operations.map((operation) => operation.startsWith('sep_conv'))
  const ofOperations = { ...settings, tanhConstant: tanhConstant / operationTanhReduce }

  function walkCell(
    lstm: Lstm,
    weights: ControllerWeights,
    rows: number,
    choose: Choose,
    firstDecision: number,
  ): void {
    const fixedBias = tf.tensor2d([
      separable.map((is) => (is ? NORMAL_CELL_BIAS : -NORMAL_CELL_BIAS)),
    ])
    const start = repeated(weights('start'), rows)
    const anchors = new Anchors(weights, hidden, rows)
    for (let i = 0; i < CELL_INPUTS; i++) {
      const output = lstm.advance(start)
      anchors.add(output, tf.zerosLike(output))
    }
    for (let node = 0; node < nodes; node++) {
      const at = firstDecision + node * NODE_DECISIONS
      let input = start
      for (const decision of [at, at + 1]) {
        const scores = anchors.scores(lstm.advance(input))
        input = anchors.read(choose(shapeLogits(scores, settings), [decision]))
      }
      for (const decision of [at + 2, at + 3]) {
        const scores: tf.Tensor2D = tf.add(
          tf.matMul(lstm.advance(input), weights('operation/output')),
          weights('operation/bias'),
        )
        const logits = shapeLogits(scores, ofOperations)
        const biased: tf.Tensor2D = firstDecision === 0 ? tf.add(logits, fixedBias) : logits
        input = tf.matMul(choose(biased, [decision]), weights('operation/embedding'))
      }
      anchors.add(lstm.advance(input))
    }
  }

  return {
    parameters: [
      ...lstmParameters(hidden),
      { name: 'start', shape: [1, hidden] },
      { name: 'operation/embedding', shape: [operations.length, hidden] },
      { name: 'operation/output', shape: [hidden, operations.length] },
      {
        name: 'operation/bias',
        shape: [1, operations.length],
        initial: separable.map((is) => (is ? SEPARABLE_BIAS : 0)),
      },
      ...attentionParameters(hidden),
    ],
    walk(weights, rows, choose) {
      const lstm = new Lstm(weights, hidden, rows)
      walkCell(lstm, weights, rows, choose, 0)
      walkCell(lstm, weights, rows, choose, decisions.length / 2)
      return null
    },
  }
}
