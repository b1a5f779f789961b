import * as tf from '@tensorflow/tfjs-core'
import type { ControllerSettings } from '../run/strategySettings'
import type { Decision } from '../space/spaceModel'
import type { PolicyForm } from './controllerForm'
import { repeated, shapeLogits } from './controllerLogits'
import { Lstm, lstmParameters } from './controllerLstm'

/**
 * The controller of Zoph & Le (2017) for any list of decisions: at decision t an LSTM takes the
 * embedding of what was chosen at t − 1 (a learnt start at first), and a softmax over the options of t
 * is read from its output. Every decision has an embedding and an output layer of its own, with bias.
 */
export function generalForm(
  decisions: readonly Decision[],
  settings: ControllerSettings,
): PolicyForm {
  const { hidden } = settings
  return {
    parameters: [
      ...lstmParameters(hidden),
      { name: 'start', shape: [1, hidden] },
      ...decisions.flatMap(({ name, options }) => [
        { name: `${name}/output`, shape: [hidden, options.length] as const },
        {
          name: `${name}/bias`,
          shape: [1, options.length] as const,
          initial: options.map(() => 0),
        },
        { name: `${name}/embedding`, shape: [options.length, hidden] as const },
      ]),
    ],
    walk(weights, rows, choose) {
      const lstm = new Lstm(weights, hidden, rows)
      let input = repeated(weights('start'), rows)
      decisions.forEach(({ name }, decision) => {
        const scores: tf.Tensor2D = tf.add(
          tf.matMul(lstm.advance(input), weights(`${name}/output`)),
          weights(`${name}/bias`),
        )
        const chosen = choose(shapeLogits(scores, settings), [decision])
        input = tf.matMul(chosen, weights(`${name}/embedding`))
      })
      return null
    },
  }
}
