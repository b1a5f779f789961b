import { initialAlphas, initialWeights } from '../network/initialise'
import { gateCount, parameterCount } from '../network/network'
import type { Network } from '../network/network'
import { randomKey, splitKey } from '../random/random'
import type { EngineState } from './engine'
import { initialRunningStatistics } from '../network/runningStatistics'

/** Where training starts. Every engine begins here, so that engines can be compared bit by bit. */
export function initialEngineState(network: Network, seed: number): EngineState {
  const key = splitKey(randomKey(seed), 'initialisation')
  const weights = initialWeights(network, key)
  const alphas = initialAlphas(network, key)
  return {
    step: 0,
    gateSteps: 0,
    weights,
    momentum: new Float32Array(weights.length),
    alphas,
    gateFirstMoment: new Float32Array(alphas.length),
    gateSecondMoment: new Float32Array(alphas.length),
    runningStatistics: initialRunningStatistics(network),
  }
}

/**
 * An own copy of a state that fits the network. Where a running mean is kept and the state has none,
 * it begins at the weights and statistics themselves; where none is kept, it stays behind.
 * @throws Error when a vector has another size than the network's
 */
export function copyEngineState(
  network: Network,
  state: EngineState,
  keepsAverage = false,
): EngineState {
  const weights = parameterCount(network)
  const gates = gateCount(network)
  const statistics = initialRunningStatistics(network).length
  const copy = (name: StateVector | AverageVector, size: number, vector = state[name]) => {
    if (vector?.length === size) return vector.slice()
    throw new Error(`The network needs ${size} values of ${name}, the state has ${vector?.length}`)
  }
  return {
    step: state.step,
    gateSteps: state.gateSteps,
    weights: copy('weights', weights),
    momentum: copy('momentum', weights),
    alphas: copy('alphas', gates),
    gateFirstMoment: copy('gateFirstMoment', gates),
    gateSecondMoment: copy('gateSecondMoment', gates),
    runningStatistics: copy('runningStatistics', statistics),
    ...(keepsAverage && {
      averageWeights: copy('averageWeights', weights, state.averageWeights ?? state.weights),
      averageStatistics: copy(
        'averageStatistics',
        statistics,
        state.averageStatistics ?? state.runningStatistics,
      ),
    }),
  }
}

type AverageVector = 'averageWeights' | 'averageStatistics'

/** The vectors that every state has. */
export type StateVector = Exclude<keyof EngineState, 'step' | 'gateSteps' | AverageVector>
