/** The second-order alpha gradient of DARTS, written out on plain arrays (darts/cnn/architect.py). */
import { softmaxRows } from '../../network/gates'
import type { WeightOptimiser } from '../engine'
import { networkGradients, type NetworkBatch } from './forward'
import { norm } from './optimisers'
import { softmaxRowsGradient } from './softmaxGradient'

/** Numerator of the finite difference's radius, R = 0.01 / ‖v‖. */
const RADIUS = 0.01

export interface UnrolledInput {
  readonly training: NetworkBatch
  readonly validation: NetworkBatch
  readonly alphas: Float32Array
  readonly momentum: Float32Array
  readonly learningRate: number
  readonly optimiser: WeightOptimiser
}

export interface UnrolledGradient {
  readonly alphaGradient: Float32Array
  /** Of the validation batch at the weights one virtual step ahead. */
  readonly loss: number
  readonly correct: number
  /** The three training passes move them, the validation pass does not. */
  readonly runningStatistics: Float32Array
}

export async function unrolledGradient(input: UnrolledInput): Promise<UnrolledGradient> {
  const { training, validation, alphas, momentum, learningRate, optimiser } = input
  const tables = training.network.gateTables
  const gates = softmaxRows(alphas, tables)
  const { weights } = training
  let { runningStatistics } = training

  const trainingGradients = async (at: Float32Array, request: 'weights' | 'gates') => {
    const batch = { ...training, weights: at, gates, runningStatistics }
    const result = await networkGradients(batch, { [request]: true })
    runningStatistics = result.runningStatistics
    return (request === 'weights' ? result.weightGradient : result.gateGradient) as Float32Array
  }

  const gradient = await trainingGradients(weights, 'weights')
  const ahead = weights.map((weight, i) => {
    const decayed = (gradient[i] as number) + optimiser.weightDecay * weight
    return weight - learningRate * (optimiser.momentum * (momentum[i] as number) + decayed)
  })
  const { loss, correct, weightGradient, gateGradient } = await networkGradients(
    { ...validation, weights: ahead, gates, runningStatistics },
    { weights: true, gates: true },
  )
  const direction = weightGradient as Float32Array
  const radius = RADIUS / norm(direction)
  const moved = (factor: number) =>
    weights.map((weight, i) => weight + factor * (direction[i] as number))
  const forward = await trainingGradients(moved(radius), 'gates')
  const backward = await trainingGradients(moved(-radius), 'gates')
  const corrected = (gateGradient as Float32Array).map((value, i) => {
    const difference = (forward[i] as number) - (backward[i] as number)
    return value - (learningRate * difference) / (2 * radius)
  })
  const alphaGradient = softmaxRowsGradient(gates, corrected, tables)
  return { alphaGradient, loss, correct, runningStatistics }
}
