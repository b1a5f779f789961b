import type { BatchNormLayer, Network } from '../../network/network'
import { gateCount, parameterCount } from '../../network/network'
import { subregion, type Region } from './operations'

/** Hands out the state buffer, in floats, each range aligned to a vec4. */
export class StateAllocator {
  private next = 0

  take(size: number): Region {
    const region: Region = { kind: 'region', offset: this.next, size }
    this.next += 4 * Math.ceil(size / 4)
    return region
  }

  get size(): number {
    return this.next
  }
}

/** What every program of a plan shares. */
export interface StateLayout {
  /** (1, 0) per channel: the coefficients of a value with no batch norm. */
  readonly identity: Region
  /** (0, 1) per channel: mean and 1/σ of a value with no batch norm. */
  readonly identitySaved: Region
  /** The constant 1, for terms without a gate. */
  readonly one: Region
  /** (1 / 255σ, −μ / σ) per input channel. */
  readonly normalisation: Region
  readonly weights: Region
  readonly gradients: Region
  readonly momentum: Region
  /** Followed directly by the alphas, and they by the metrics, so that one copy reads all. */
  readonly alphaGradients: Region
  readonly alphas: Region
  readonly metrics: Region
  readonly gates: Region
  readonly gateGradients: Region
  readonly gateFirstMoment: Region
  readonly gateSecondMoment: Region
  /** Running means of all batch norms in layer order, then running variances. */
  readonly running: Region
  readonly norms: ReadonlyMap<string, NormRegions>
  /** The running mean of both; null where none is kept. */
  readonly average: { readonly weights: Region; readonly running: Region } | null
}

export interface NormRegions {
  readonly coefficients: Region
  readonly saved: Region
  readonly runningMean: Region
  readonly runningVariance: Region
}

export const METRICS = {
  gateLoss: 0,
  gateCorrect: 1,
  weightLoss: 2,
  weightCorrect: 3,
  gradientNorm: 4,
  clipFactor: 5,
} as const
export const METRICS_SIZE = 8

export function layOutState(
  network: Network,
  state: StateAllocator,
  keepsAverage = false,
): StateLayout {
  const channels = Math.max(...network.layers.map((layer) => layer.shape.channels))
  const weights = parameterCount(network)
  const gates = gateCount(network)
  const normLayers = network.layers.filter(
    (layer): layer is BatchNormLayer => layer.kind === 'batchNorm',
  )
  const normChannels = normLayers.reduce((sum, layer) => sum + layer.shape.channels, 0)
  const running = state.take(2 * normChannels)
  let at = 0
  const norms = new Map<string, NormRegions>()
  for (const { name, shape } of normLayers) {
    norms.set(name, {
      coefficients: state.take(2 * shape.channels),
      saved: state.take(2 * shape.channels),
      runningMean: subregion(running, at, shape.channels),
      runningVariance: subregion(running, normChannels + at, shape.channels),
    })
    at += shape.channels
  }
  return {
    identity: state.take(2 * channels),
    identitySaved: state.take(2 * channels),
    one: state.take(1),
    normalisation: state.take(2 * network.layers[network.input]!.shape.channels),
    weights: state.take(weights),
    gradients: state.take(weights),
    momentum: state.take(weights),
    alphaGradients: state.take(gates),
    alphas: state.take(gates),
    metrics: state.take(METRICS_SIZE),
    gates: state.take(gates),
    gateGradients: state.take(gates),
    gateFirstMoment: state.take(gates),
    gateSecondMoment: state.take(gates),
    running,
    norms,
    average: keepsAverage
      ? { weights: state.take(weights), running: state.take(running.size) }
      : null,
  }
}
