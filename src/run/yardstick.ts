import type { SearchSpace } from '../space/searchSpace'
import { canonicalJson } from './canonicalJson'
import type { DatasetSettings } from './config'
import { FASHION_MNIST } from './datasets'
import type { WeightSettings } from './strategySettings'

/**
 * How an architecture is measured outside of any search: trained from scratch, always alike, and
 * judged on test images. Methods judge their candidates each in its own way; this compares.
 */
export interface YardstickRecipe extends WeightSettings {
  /** All training images train weights: nothing needs to be held out. */
  readonly dataset: DatasetSettings
  /** SGD steps on one cosine. */
  readonly steps: number
  /** Training images that batch norm's statistics are taken on at the end; whole batches. */
  readonly calibrationImages: number
  /** Each sets initial weights and the order of batches; the accuracy is their mean. */
  readonly seeds: readonly number[]
}

/**
 * Short enough for a software GPU, long enough to tell architectures apart: what the tiny preset does
 * with a child, on six times as many images, judged on all test images of the starter data.
 */
export const YARDSTICK: YardstickRecipe = {
  dataset: {
    name: FASHION_MNIST,
    trainImages: 6_000,
    testImages: 1_000,
    augmentation: { cropPadding: 0, flip: false },
  },
  batch: 12,
  steps: 120,
  learningRate: 0.1,
  learningRateMin: 0.001,
  momentum: 0.9,
  weightDecay: 3e-4,
  gradientClip: 5,
  calibrationImages: 480,
  seeds: [1, 2],
}

/** Architectures of one space, as text, to be measured by the yardstick. */
export interface YardstickRequest {
  readonly space: SearchSpace
  readonly architectures: readonly string[]
}

/** What the yardstick says of one architecture. */
export interface YardstickScore {
  readonly space: SearchSpace
  readonly text: string
  /** On test images, 0–1, one for each seed of the recipe. */
  readonly accuracies: readonly number[]
  /** Milliseconds that measuring it took. */
  readonly elapsedMs: number
}

/** What is heard while architectures are measured. */
export type YardstickNews =
  /** Of the whole request, 0–1. */
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'score'; readonly score: YardstickScore }

/** Mean over the recipe's seeds. */
export function yardstickAccuracy({ accuracies }: Pick<YardstickScore, 'accuracies'>): number {
  return accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length
}

/** Equal for the same architecture of the same space by the same recipe, and for no other. */
export function yardstickKey(
  space: SearchSpace,
  text: string,
  recipe: YardstickRecipe = YARDSTICK,
): string {
  return canonicalJson([recipe, space, text])
}
