import type { SearchConfig } from '../run/config'
import type { Snapshot } from '../run/events'
import type { ShownRun } from './shownRun'

interface RatePoint {
  readonly step: number
  readonly value: number
}

/** What else than weights a search trains by gradients: preferences, or a controller that has them. */
export type PreferenceKind = 'alphas' | 'controller'

export interface RateSeries {
  /** Of every step that trained weights. */
  readonly weights: readonly RatePoint[]
  /** Constant over the run; null where nothing else is trained. */
  readonly preferences: { readonly kind: PreferenceKind; readonly rate: number } | null
  /** Last step taken; 0 before the first. */
  readonly end: number
  /** Of the weights, as the method was set up. */
  readonly planned: { readonly first: number; readonly last: number }
}

export function rateSeries({ timeline: { config, snapshots } }: ShownRun): RateSeries {
  const weights = snapshots.filter(trainsWeights).map(({ step, learningRate }) => {
    return { step, value: learningRate }
  })
  const { learningRate: first, learningRateMin: last } = config.strategy
  const end = snapshots.at(-1)?.step ?? 0
  return { weights, preferences: preferenceRate(config), end, planned: { first, last } }
}

const trainsWeights = ({ trainLoss, learningRate }: Snapshot) =>
  Number.isFinite(trainLoss) && learningRate > 0

function preferenceRate({ strategy }: SearchConfig): RateSeries['preferences'] {
  switch (strategy.name) {
    case 'darts':
      return { kind: 'alphas', rate: strategy.alphaLearningRate }
    case 'enas':
    case 'rl':
      return { kind: 'controller', rate: strategy.controller.learningRate }
    default:
      return null
  }
}

/** Rates reach the drawing as 32-bit floats. */
const ROUNDING = 1e-6

/** Whole powers of ten around all rates to come: ends of a logarithmic axis, as exponents. */
export function rateDomain({ planned, preferences }: RateSeries): [number, number] {
  const all = [planned.first, planned.last, ...(preferences ? [preferences.rate] : [])]
  const rates = all.filter((rate) => rate > 0)
  if (rates.length === 0) return [-3, -1]
  const low = Math.floor(Math.log10(Math.min(...rates)) + ROUNDING)
  const high = Math.ceil(Math.log10(Math.max(...rates)) - ROUNDING)
  return [low, Math.max(high, low + 1)]
}
