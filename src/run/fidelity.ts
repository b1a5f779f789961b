import { mean, sampleCorrelation, sampleRankCorrelation } from 'simple-statistics'
import { randomKey, splitKey } from '../random/random'
import { randomArchitectures } from '../space/randomArchitectures'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { bootstrapInterval } from './bootstrap'
import { canonicalJson } from './canonicalJson'
import type { DatasetSettings } from './config'
import type { Interval } from './latency'
import type { WeightSettings } from './strategySettings'
import { kendallTauB } from './rankCorrelation'
import type { TrainingConfig, TrainingRecipe } from './training'

/** Where shared weights come from. */
export type SharedWeightsSource =
  /** Trained for this on uniform single paths, as SPOS trains its supernet. */
  | { readonly kind: 'uniform'; readonly steps: number; readonly settings: WeightSettings }
  /** Left by a search, which its fingerprint names. */
  | { readonly kind: 'search'; readonly alphaHash: string }

/** What a measurement of ranking fidelity depends on; plain JSON. */
export interface FidelityConfig {
  readonly space: SearchSpace
  readonly dataset: DatasetSettings
  /** Architectures drawn uniformly, all different, and the seed of the draw. */
  readonly sample: { readonly count: number; readonly seed: number }
  readonly source: SharedWeightsSource
  /** Of shared weights: initial weights, paths, batches, and which half of the images they see. */
  readonly seed: number
  /** Training images, of the half that shared weights never see, that judge with them. */
  readonly judgeImages: number
  /** Training images that batch norm is recalibrated on; whole batches. */
  readonly recalibrationImages: number
  /** How each architecture is trained alone. */
  readonly recipe: TrainingRecipe
  readonly trainingSeeds: readonly number[]
}

/** The weights of a supernet that a search has left. */
export interface SharedWeights {
  readonly weights: Float32Array
  readonly runningStatistics: Float32Array
}

/** Of one architecture with shared weights, 0–1. */
export interface SharedAccuracy {
  readonly text: string
  /** With batch norm's statistics as they were left. */
  readonly plain: number
  /** With statistics taken anew for this very architecture. */
  readonly recalibrated: number
}

/** What is heard while shared weights are trained and judge. */
export interface SharedNews {
  readonly task: 'data' | 'waiting' | 'compile' | 'train' | 'judge'
  /** Null where it is not known. */
  readonly fraction: number | null
}

/** An architecture of which everything is known. */
export interface FidelityPoint extends SharedAccuracy {
  /** On test images, trained by itself; mean over the seeds. */
  readonly alone: number
  readonly parameters: number
  readonly macs: number
}

/** What architectures may be ranked by. */
export const FIDELITY_PREDICTORS = ['recalibrated', 'plain', 'macs', 'parameters'] as const
export type FidelityPredictor = (typeof FIDELITY_PREDICTORS)[number]

/** How well one of them agrees with accuracy alone; each with its 95 % bootstrap interval. */
export interface FidelityReport {
  readonly predictor: FidelityPredictor
  readonly kendall: Interval
  readonly spearman: Interval
  readonly pearson: Interval
}

/** Equal where shared weights say the same. */
export function sharedKey(config: FidelityConfig): string {
  const { space, dataset, sample, source, seed, judgeImages, recalibrationImages } = config
  return canonicalJson([space, dataset, sample, source, seed, judgeImages, recalibrationImages])
}

/** The sample, as text. */
export function fidelitySample({ space, sample }: FidelityConfig): string[] {
  if (sample.count === 0) return []
  const model = spaceModel(space)
  const key = splitKey(randomKey(sample.seed), 'fidelity')
  return randomArchitectures(model, sample.count, key).map((choices) => model.format(choices))
}

/** How the architectures are trained alone: all with one seed, then all with the next. */
export function fidelityTrainings(
  config: FidelityConfig,
  texts: readonly string[],
): TrainingConfig[] {
  return config.trainingSeeds.flatMap((seed) =>
    texts.map((text) => fidelityTraining(config, text, seed)),
  )
}

export function fidelityTraining(
  { space, dataset, recipe }: FidelityConfig,
  text: string,
  seed: number,
): TrainingConfig {
  return { version: 1, subject: { kind: 'architecture', space, text }, dataset, recipe, seed }
}

/** The points of which everything is known, in the order of the sample. */
export function fidelityPoints(
  config: FidelityConfig,
  shared: readonly SharedAccuracy[],
  alone: (training: TrainingConfig) => {
    readonly accuracy: number
    readonly parameters: number
    readonly macs: number
  } | null,
): FidelityPoint[] {
  return shared.flatMap((accuracy) => {
    const trained = config.trainingSeeds.flatMap(
      (seed) => alone(fidelityTraining(config, accuracy.text, seed)) ?? [],
    )
    const [first] = trained
    if (!first || trained.length < config.trainingSeeds.length) return []
    const { parameters, macs } = first
    return [{ ...accuracy, alone: mean(trained.map((one) => one.accuracy)), parameters, macs }]
  })
}

/** Fewer points have no ranks worth correlating. */
const FEWEST = 3

/** Correlations of every predictor with accuracy alone; none for fewer than three points. */
export function fidelityReport(points: readonly FidelityPoint[]): FidelityReport[] {
  if (points.length < FEWEST) return []
  return FIDELITY_PREDICTORS.map((predictor) => {
    const interval = (
      name: string,
      correlation: (first: number[], second: number[]) => number,
    ): Interval =>
      bootstrapInterval(
        points,
        (sample) =>
          correlation(
            sample.map((point) => point[predictor]),
            sample.map(({ alone }) => alone),
          ),
        splitKey(randomKey(1), `fidelity ${name} ${predictor}`),
      )
    return {
      predictor,
      kendall: interval('kendall', kendallTauB),
      spearman: interval('spearman', sampleRankCorrelation),
      pearson: interval('pearson', sampleCorrelation),
    }
  })
}
