import { mean, sampleRankCorrelation } from 'simple-statistics'
import { splitKey, type RandomKey } from '../random/random'
import type { Interval, LatencyMeasurement, LatencyTrial, LatencyValidation } from '../run/latency'
import { bootstrapInterval } from '../run/bootstrap'
import { fitLatency, fittedLatency } from './latencyFit'
import { fitRidge } from './ridge'

/** An architecture that was measured end to end, and what is known of it without. */
export interface MeasuredArchitecture extends Pick<
  LatencyTrial,
  'text' | 'macs' | 'parameters' | 'tableMs'
> {
  /** See `countDispatches`. */
  readonly dispatches: number
  /** What the learned predictor sees of it. */
  readonly features: readonly number[]
  readonly measured: LatencyMeasurement
}

/** Below these a table is worth measuring again. */
const POOR_SPEARMAN = 0.8
const POOR_ERROR = 0.25

/**
 * How well latency is predicted. Every architecture is predicted by a fit, and by a learned predictor,
 * that saw all the others but not it.
 *
 * @param key of the bootstrap
 */
export function validateLatency(
  architectures: readonly MeasuredArchitecture[],
  key: RandomKey,
): LatencyValidation {
  const trials = architectures.map((architecture, index) => {
    return trialOf(
      architecture,
      architectures.filter((_, other) => other !== index),
    )
  })
  const interval = (name: string, statistic: (trials: readonly LatencyTrial[]) => number) =>
    bootstrapInterval(trials, statistic, splitKey(key, name))
  const rank = (expectation: Expectation): Interval =>
    interval(`spearman ${expectation}`, (sample) => rankCorrelation(sample, expectation))
  const error = (expectation: Expectation): Interval =>
    interval(`error ${expectation}`, (sample) => meanError(sample, expectation))
  return {
    trials,
    spearman: rank('predictedMs'),
    spearmanLearned: rank('learnedMs'),
    spearmanMacs: rank('macs'),
    meanError: error('predictedMs'),
    meanErrorLearned: error('learnedMs'),
  }
}

/** Whether the table and the networks had better be measured once more. */
export function isPoor({ spearman, meanError: { value } }: LatencyValidation): boolean {
  return !(spearman.value >= POOR_SPEARMAN && value <= POOR_ERROR)
}

type Expectation = 'predictedMs' | 'learnedMs' | 'macs'

function trialOf(
  { features, dispatches, ...known }: MeasuredArchitecture,
  others: readonly MeasuredArchitecture[],
): LatencyTrial {
  const fit = fitLatency(others)
  const learned = fitRidge(
    others.map((other) => other.features),
    others.map(({ measured }) => measured.medianMs),
  )
  return {
    ...known,
    predictedMs: fittedLatency(fit, { tableMs: known.tableMs, dispatches }),
    learnedMs: others.length > 0 ? learned(features) : known.tableMs,
  }
}

function rankCorrelation(trials: readonly LatencyTrial[], expectation: Expectation): number {
  return sampleRankCorrelation(
    trials.map((trial) => trial[expectation]),
    trials.map(({ measured }) => measured.medianMs),
  )
}

function meanError(trials: readonly LatencyTrial[], expectation: Expectation): number {
  return mean(trials.map((trial) => Math.abs(trial[expectation] / trial.measured.medianMs - 1)))
}
