import type { SearchConfig } from '../run/config'
import type { Snapshot } from '../run/events'
import { snapshotsSoFar, type ShownRun } from './shownRun'

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
  /** Last step shown; 0 before the first. */
  readonly end: number
}

export function rateSeries(run: ShownRun): RateSeries {
  const snapshots = snapshotsSoFar(run)
  const weights = snapshots.filter(trainsWeights).map(({ step, learningRate }) => {
    return { step, value: learningRate }
  })
  const end = snapshots.at(-1)?.step ?? 0
  return { weights, preferences: preferenceRate(run.timeline.config), end }
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

/** Whole powers of ten around all rates: ends of a logarithmic axis, as exponents. */
export function rateDomain({ weights, preferences }: RateSeries): [number, number] {
  const rates = [...weights.map(({ value }) => value), ...(preferences ? [preferences.rate] : [])]
  if (rates.length === 0) return [-3, -1]
  const low = Math.floor(Math.log10(Math.min(...rates)) + 1e-9)
  const high = Math.ceil(Math.log10(Math.max(...rates)) - 1e-9)
  return [low, Math.max(high, low + 1)]
}
