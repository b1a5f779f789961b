import type { EngineState } from '../engine/engine'
import type { StateVector } from '../engine/initialState'
import { gateCount, parameterCount, type Network } from '../network/network'
import { initialRunningStatistics } from '../network/runningStatistics'
import type { SearchConfig } from '../run/config'
import type { Usage } from '../run/events'
import type { LatencyModel } from '../run/latency'
import type { StrategyMemory } from '../strategies/strategy'
import { ConfigError } from './failure'

/**
 * All that a run needs to go on, taken between two steps and restored as one: the random streams are
 * functions of seed and step, so weights, alphas, both optimisers, running statistics, the step and
 * what the method remembers are the whole state. Structured-cloneable.
 */
export interface Checkpoint {
  readonly version: 1
  readonly config: SearchConfig
  /** Search steps completed. */
  readonly step: number
  /** Running time so far. */
  readonly elapsedMs: number
  readonly engine: EngineState
  /** What the method knows besides; absent where it knows nothing, and in those of the first version. */
  readonly memory?: StrategyMemory
  /** Absent in those of the first version. */
  readonly usage?: Usage
  /** What latencies are predicted with; null or absent where the run goes without. */
  readonly latency?: LatencyModel | null
}

/**
 * Refuses a checkpoint that does not belong to this config and network, before anything is restored.
 * @param steps search steps of the whole run
 * @throws ConfigError naming the first thing that does not fit
 */
export function checkCheckpoint(
  checkpoint: Checkpoint,
  config: SearchConfig,
  network: Network,
  steps: number,
): void {
  const refuse = (reason: string) => {
    throw new ConfigError(`This checkpoint cannot be resumed: ${reason}`)
  }
  if (checkpoint.version !== 1) refuse(`its version is ${String(checkpoint.version)}`)
  if (JSON.stringify(checkpoint.config) !== JSON.stringify(config)) {
    refuse('it belongs to a run with other settings')
  }
  if (!(checkpoint.step >= 0 && checkpoint.step <= steps)) {
    refuse(`step ${checkpoint.step} is not among its ${steps}`)
  }
  for (const [name, size] of Object.entries(stateSizes(network)) as [StateVector, number][]) {
    const vector = checkpoint.engine[name]
    if (vector.length !== size) refuse(`${name} has ${vector.length} values instead of ${size}`)
    if (!vector.every(Number.isFinite)) refuse(`${name} has values that are not finite`)
  }
}

function stateSizes(network: Network): Record<StateVector, number> {
  const weights = parameterCount(network)
  const gates = gateCount(network)
  return {
    weights,
    momentum: weights,
    alphas: gates,
    gateFirstMoment: gates,
    gateSecondMoment: gates,
    runningStatistics: initialRunningStatistics(network).length,
  }
}
