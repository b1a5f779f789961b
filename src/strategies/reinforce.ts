import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import type { Choices, SpaceModel } from '../space/spaceModel'
import type { Choose, PolicyForm } from './controllerForm'
import { byName, weightTensors } from './controllerParameters'

/**
 * Reward less a moving baseline, for rewards in the order they came. The baseline takes in each reward
 * before it is subtracted, as in melodyguan/enas: b −= (1 − decay)·(b − r), advantage = r − b.
 */
export function advantagesOver(
  baseline: number,
  rewards: readonly number[],
  decay: number,
): { readonly advantages: number[]; readonly baseline: number } {
  let moved = baseline
  const advantages = rewards.map((reward) => {
    moved -= (1 - decay) * (moved - reward)
    return reward - moved
  })
  return { advantages, baseline: moved }
}

export interface PolicyGradient {
  readonly loss: number
  /** Flat, as the weights. */
  readonly gradient: Float32Array
}

/**
 * REINFORCE (Williams 1992): value and gradient of the mean over architectures of
 * −log p(choices) · advantage, plus `penaltyWeight` times the form's penalty where it has one. Options
 * that rules close have probability 0, and no gradient. Runs on the present tfjs backend within a tidy.
 * @param architectures and their `advantages`, of equal number
 */
export function policyGradient(
  form: PolicyForm,
  { open }: Pick<SpaceModel, 'open'>,
  weights: Float32Array,
  architectures: readonly Choices[],
  advantages: readonly number[],
  penaltyWeight: number,
): PolicyGradient {
  const variables = weightTensors(form.parameters, weights).map((tensor) => tf.variable(tensor))
  const { value, grads } = tf.variableGrads(() => {
    const terms: tf.Tensor1D[] = []
    const choose: Choose = (logits, decisions) => {
      const chosen = oneHot(architectures, decisions, logits.shape[1])
      const closed = open && closedLogits(open, architectures, decisions, logits.shape[1])
      const masked: tf.Tensor2D = closed ? tf.add(logits, closed) : logits
      const surprise = tf.neg(tf.sum(tf.mul(chosen, tf.logSoftmax(masked)), 1))
      const perArchitecture = tf.reshape(surprise, [architectures.length, decisions.length])
      terms.push(tf.sum(perArchitecture, 1))
      return chosen
    }
    const penalty = form.walk(byName(form.parameters, variables), architectures.length, choose)
    const surprise = tf.sum(tf.stack(terms), 0)
    const loss: tf.Scalar = tf.mean(tf.mul(surprise, tf.tensor1d([...advantages])))
    return penalty ? tf.add(loss, tf.mul(penalty, penaltyWeight)) : loss
  }, variables)
  const gradient = new Float32Array(weights.length)
  let offset = 0
  for (const variable of variables) {
    // Weights that no decision depends on have none, as an embedding that nothing reads.
    gradient.set(grads[variable.name]?.dataSync() ?? [], offset)
    offset += variable.size
    variable.dispose()
  }
  return { loss: value.dataSync()[0] ?? NaN, gradient }
}

/** Rows are architectures, under each the decisions: as `Choose` has them. */
function oneHot(
  architectures: readonly Choices[],
  decisions: readonly number[],
  options: number,
): tf.Tensor2D {
  const rows = architectures.length * decisions.length
  const values = new Float32Array(rows * options)
  architectures.forEach((choices, architecture) =>
    decisions.forEach((decision, i) => {
      const row = architecture * decisions.length + i
      values[row * options + (choices[decision] ?? NaN)] = 1
    }),
  )
  return tf.tensor2d(values, [rows, options])
}

/** So little that its exponential is 0, in 32 bits too, and yet finite: ∞ − ∞ would be no number. */
const CLOSED_LOGIT = -1e9

/** What to add to the logits: 0 for options open to the architecture of the row; null where all are. */
function closedLogits(
  open: NonNullable<SpaceModel['open']>,
  architectures: readonly Choices[],
  decisions: readonly number[],
  options: number,
): tf.Tensor2D | null {
  const rows = architectures.flatMap((choices) =>
    decisions.map((decision) => open(choices.slice(0, decision))),
  )
  if (rows.every((row) => row.every(Boolean))) return null
  const values = rows.map((row) => row.map((isOpen) => (isOpen ? 0 : CLOSED_LOGIT)))
  return tf.tensor2d(values, [rows.length, options])
}
