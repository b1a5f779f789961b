import * as tf from '@tensorflow/tfjs-core'
import { uniform, type RandomKey } from '../random/random'
import type { Choices, SpaceModel } from '../space/spaceModel'
import type { Choose, PolicyForm } from './controllerForm'
import { byName, weightTensors } from './controllerParameters'

/** An architecture as a policy drew it. */
export interface Rollout {
  readonly choices: Choices
  /** log p(choices), natural. */
  readonly logProbability: number
  /** Nats, summed over the decisions, each given those before it. */
  readonly entropy: number
  /** Of every option of every decision, given the decisions before it; flat, in their order. */
  readonly probabilities: Float32Array
}

/**
 * Draws one architecture per key, by inverse cumulative distribution: decision d of a key takes its
 * uniform number at counter d. Options that rules close, given the decisions before, have probability
 * 0. Runs on the present tfjs backend within a tidy.
 */
export function drawArchitectures(
  form: PolicyForm,
  weights: Float32Array,
  space: Pick<SpaceModel, 'decisions' | 'open'>,
  keys: readonly RandomKey[],
): Rollout[] {
  const records = keys.map((key) => new Recorder(key, space))
  const choose: Choose = (logits, asked) => {
    const [rows, options] = logits.shape
    const scores = logits.dataSync()
    const chosen = new Float32Array(rows * options)
    for (let row = 0; row < rows; row++) {
      const record = records[Math.floor(row / asked.length)] as Recorder
      const own = scores.subarray(row * options, (row + 1) * options)
      const option = record.draw(asked[row % asked.length] as number, own)
      chosen[row * options + option] = 1
    }
    return tf.tensor2d(chosen, [rows, options])
  }
  form.walk(byName(form.parameters, weightTensors(form.parameters, weights)), keys.length, choose)
  return records.map((record) => record.rollout())
}

/** Takes down the draws of one architecture. */
class Recorder {
  private readonly choices: number[]
  private readonly probabilities: Float32Array
  /** Where the options of each decision begin. */
  private readonly offsets: number[]
  private logProbability = 0
  private entropy = 0

  constructor(
    private readonly key: RandomKey,
    private readonly space: Pick<SpaceModel, 'decisions' | 'open'>,
  ) {
    const { decisions } = space
    let total = 0
    this.offsets = decisions.map(({ options }) => (total += options.length) - options.length)
    this.choices = decisions.map(() => 0)
    this.probabilities = new Float32Array(total)
  }

  /** Decisions are drawn in the order of the space. */
  draw(decision: number, logits: ArrayLike<number>): number {
    const logs = logSoftmax(logits, this.space.open?.(this.choices.slice(0, decision)))
    const probabilities = logs.map(Math.exp)
    const option = inverseCumulative(probabilities, uniform(this.key, decision))
    this.choices[decision] = option
    this.logProbability += logs[option] as number
    this.entropy -= logs.reduce((sum, log, i) => sum + timesLog(probabilities[i] as number, log), 0)
    this.probabilities.set(probabilities, this.offsets[decision])
    return option
  }

  rollout(): Rollout {
    const { choices, logProbability, entropy, probabilities } = this
    return { choices, logProbability, entropy, probabilities }
  }
}

/** Natural logarithms; −∞ for what is not open. */
function logSoftmax(logits: ArrayLike<number>, open?: readonly boolean[]): number[] {
  const values = Array.from(logits, (logit, option) =>
    (open?.[option] ?? true) ? logit : -Infinity,
  )
  const peak = Math.max(...values)
  const log = Math.log(values.reduce((sum, value) => sum + Math.exp(value - peak), 0))
  return values.map((value) => value - peak - log)
}

/** p · log p, which is 0 for p = 0. */
function timesLog(probability: number, log: number): number {
  return probability > 0 ? log * probability : 0
}

/** The first option at which the cumulative probability passes `share` (0 ≤ share < 1). */
function inverseCumulative(probabilities: readonly number[], share: number): number {
  let passed = 0
  const option = probabilities.findIndex((probability) => (passed += probability) > share)
  // Rounding may leave the whole a hair below 1.
  return option < 0 ? probabilities.findLastIndex((probability) => probability > 0) : option
}
