import type { Snapshot } from '../run/events'
import type { StepMeasure } from '../strategies/strategy'
import type { MeteredOutcome } from './session'

const UNMEASURED: StepMeasure = { loss: Number.NaN, accuracy: Number.NaN }

/** A step's outcome as the page hears of it. The arrays move to another thread, so it has its own. */
export function snapshotOf(outcome: MeteredOutcome, elapsedMs: number): Snapshot {
  const { step, train, valid, learningRate, alphas, alphaGradients, gates, usage } = outcome
  const { expectedCost } = outcome
  return {
    step,
    elapsedMs,
    trainLoss: (train ?? UNMEASURED).loss,
    trainAccuracy: (train ?? UNMEASURED).accuracy,
    validLoss: (valid ?? UNMEASURED).loss,
    validAccuracy: (valid ?? UNMEASURED).accuracy,
    learningRate,
    alphas: alphas.slice(),
    ...(alphaGradients && { alphaGradients: alphaGradients.slice() }),
    gates: gates.slice(),
    ...(expectedCost !== undefined && { expectedCost }),
    usage,
  }
}
