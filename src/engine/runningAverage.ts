/**
 * The running mean of weights and running statistics beside them. While few steps are behind, it
 * forgets faster than its decay says, so that the random start leaves no trace: the decay of step t is
 * min(decay, (1 + t) / (10 + t)), as TensorFlow's ExponentialMovingAverage with `num_updates`
 * (tensorflow/python/training/moving_averages.py).
 */
import type { EngineOptions, EngineState } from './engine'

type AverageOptions = Pick<EngineOptions, 'averageDecay'>

export function keepsAverage({ averageDecay = 0 }: AverageOptions): boolean {
  return averageDecay > 0
}

/**
 * What a training step adds of the present values to their running mean.
 * @param step trained so far, this one included
 */
export function averageShare({ averageDecay = 0 }: AverageOptions, step: number): number {
  return 1 - Math.min(averageDecay, (1 + step) / (10 + step))
}

/** Without a running mean there is nothing to judge. */
export function requireAverage(options: AverageOptions): void {
  if (!keepsAverage(options)) throw new Error('This engine keeps no running mean of its weights')
}

/** After a training step: mean + share · (value − mean), of weights and of running statistics. */
export function movedAverage(state: EngineState, share: number): EngineState {
  const moved = (mean: Float32Array | undefined, values: Float32Array) =>
    mean?.map((value, i) => value + share * (values[i]! - value))
  const averageWeights = moved(state.averageWeights, state.weights)
  const averageStatistics = moved(state.averageStatistics, state.runningStatistics)
  return {
    ...state,
    ...(averageWeights && { averageWeights }),
    ...(averageStatistics && { averageStatistics }),
  }
}

/** The state with the running mean in the place of weights and running statistics. */
export function averagedState(state: EngineState): EngineState {
  const { averageWeights, averageStatistics } = state
  return {
    ...state,
    weights: averageWeights ?? state.weights,
    runningStatistics: averageStatistics ?? state.runningStatistics,
  }
}
