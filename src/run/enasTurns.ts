import type { EnasSettings } from './strategySettings'

/** Held-out batches that each architecture is judged on in the end; the paper takes one. */
export const DERIVATION_BATCHES = 10

/** What a search step of ENAS does, each numbered from 0 within its kind. */
export interface EnasTurn {
  readonly kind: 'weights' | 'controller' | 'derivation'
  readonly number: number
}

type Phases = Pick<EnasSettings, 'weightPhaseSteps' | 'controllerUpdates' | 'derivationSamples'>

/** How often each kind takes its turn when `weightSteps` train the shared weights. */
export function enasTurns(weightSteps: number, phases: Phases) {
  const { weightPhaseSteps, controllerUpdates, derivationSamples } = phases
  return {
    weights: weightSteps,
    controller: Math.ceil(weightSteps / weightPhaseSteps) * controllerUpdates,
    derivation: derivationSamples,
  }
}

/**
 * The shared weights and the controller in turns, and derivation at the end. The last turn of the
 * weights is as long as the budget leaves it, and the controller has a full one after it.
 */
export function enasTurnAt(index: number, weightSteps: number, phases: Phases): EnasTurn {
  const { weightPhaseSteps, controllerUpdates } = phases
  const cycles = Math.ceil(weightSteps / weightPhaseSteps)
  const whole = weightPhaseSteps + controllerUpdates
  const cycle = Math.min(Math.floor(index / whole), cycles - 1)
  const trained = cycle * weightPhaseSteps
  const weights = Math.min(weightPhaseSteps, weightSteps - trained)
  const within = index - cycle * whole
  if (within < weights) return { kind: 'weights', number: trained + within }
  const update = within - weights
  return update < controllerUpdates
    ? { kind: 'controller', number: cycle * controllerUpdates + update }
    : { kind: 'derivation', number: update - controllerUpdates }
}
