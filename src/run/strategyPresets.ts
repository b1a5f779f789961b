import type { PresetName, SearchConfig } from './config'
import { PUBLISHED_STRATEGIES } from './publishedStrategies'
import type { StrategyName, StrategyOf } from './strategySettings'

export interface StrategyPreset<Name extends StrategyName = StrategyName> {
  readonly strategy: StrategyOf<Name>
  /** Weight-training steps: see `SearchConfig.budget`. */
  readonly steps: number
}

type StrategyPresets = { readonly [Name in StrategyName]: StrategyPreset<Name> }

const { darts, enas, spos, rl, evolution, random, local } = PUBLISHED_STRATEGIES

/**
 * Rates are higher than published, because hundreds of steps stand for tens of thousands: at the
 * published ones weights and preferences hardly leave their random start.
 */
const TINY_WEIGHTS = { batch: 12, learningRate: 0.1, learningRateMin: 0.001, gradientClip: 5 }
/** Learns within a hundred draws: from ±0.1 the LSTM's output is too small to tell decisions apart. */
const TINY_CONTROLLER = { initialRange: 0.4, baselineDecay: 0.9 }
const TINY_CHILD = { ...TINY_WEIGHTS, childSteps: 20, judgeImages: 120 }

/**
 * For software GPUs: every method ends within three minutes, most of them within one. Those that run
 * one path at a time train on as many images each.
 */
const TINY: StrategyPresets = {
  darts: { strategy: { ...darts, ...TINY_WEIGHTS, alphaLearningRate: 0.01 }, steps: 60 },
  enas: {
    strategy: {
      ...enas,
      ...TINY_WEIGHTS,
      controller: { ...enas.controller, ...TINY_CONTROLLER, learningRate: 0.05, aggregate: 3 },
      weightPhaseSteps: 30,
      controllerUpdates: 4,
    },
    steps: 480,
  },
  spos: {
    strategy: {
      ...spos,
      ...TINY_WEIGHTS,
      generations: 4,
      population: 8,
      parents: 4,
      mutations: 4,
      crossovers: 4,
      recalibrationImages: 48,
      judgeImages: 120,
    },
    steps: 480,
  },
  rl: {
    strategy: {
      ...rl,
      ...TINY_CHILD,
      controller: { ...rl.controller, ...TINY_CONTROLLER, learningRate: 0.1, aggregate: 2 },
    },
    steps: 480,
  },
  evolution: {
    strategy: { ...evolution, ...TINY_CHILD, population: 8, tournament: 3 },
    steps: 480,
  },
  random: {
    strategy: { ...random, ...TINY_CHILD, samples: 24, finalists: 2 },
    steps: 480,
  },
  local: { strategy: { ...local, ...TINY_CHILD }, steps: 480 },
}

/** A laptop's GPU: an hour at most; the published constants where lengths are not of the budget. */
const LAPTOP_WEIGHTS = { batch: 32 }
const LAPTOP_CHILD = { ...LAPTOP_WEIGHTS, childSteps: 100, judgeImages: 960 }
const LAPTOP: StrategyPresets = {
  darts: { strategy: { ...darts, ...LAPTOP_WEIGHTS }, steps: 1_000 },
  enas: {
    strategy: { ...enas, ...LAPTOP_WEIGHTS, weightPhaseSteps: 94, controllerUpdates: 10 },
    steps: 3_000,
  },
  spos: {
    strategy: {
      ...spos,
      ...LAPTOP_WEIGHTS,
      learningRate: 0.05,
      generations: 10,
      population: 20,
      parents: 5,
      mutations: 10,
      crossovers: 10,
      recalibrationImages: 320,
      judgeImages: 960,
    },
    steps: 3_000,
  },
  rl: { strategy: { ...rl, ...LAPTOP_CHILD }, steps: 10_000 },
  evolution: {
    strategy: { ...evolution, ...LAPTOP_CHILD, population: 20, tournament: 5 },
    steps: 10_000,
  },
  random: {
    strategy: { ...random, ...LAPTOP_CHILD, judgeImages: 320, samples: 200 },
    steps: 3_000,
  },
  local: { strategy: { ...local, ...LAPTOP_CHILD }, steps: 10_000 },
}

/** Epochs of 468 steps of 64 images: the published number of them, on the full training set. */
const EPOCH = 468
const DESKTOP: StrategyPresets = {
  darts: { strategy: darts, steps: 50 * EPOCH },
  /** 150 epochs of batches of 160. */
  enas: { strategy: { ...enas, weightPhaseSteps: 187 }, steps: 150 * 187 },
  /** Published: 150,000 steps of 1,024 images at rate 0.5; the rate falls with the batch. */
  spos: { strategy: { ...spos, batch: 128, learningRate: 0.0625 }, steps: 150_000 },
  rl: { strategy: rl, steps: 800 * rl.childSteps },
  evolution: { strategy: evolution, steps: 1_000 * evolution.childSteps },
  random: { strategy: random, steps: 50 * EPOCH },
  local: { strategy: local, steps: 1_000 * local.childSteps },
}

const STRATEGY_PRESETS: Readonly<Record<PresetName, StrategyPresets>> = {
  tiny: TINY,
  laptop: LAPTOP,
  desktop: DESKTOP,
}

/** What a method does with a preset's space and data. */
export function strategyPreset<Name extends StrategyName>(
  preset: PresetName,
  name: Name,
): StrategyPreset<Name> {
  return STRATEGY_PRESETS[preset][name]
}

/**
 * Training images that one step of the budget sees: a batch, and in DARTS another for the alphas.
 * Budgets given in images are divided by it, so that methods compare at equal use of data.
 */
export function imagesPerStep({ strategy }: Pick<SearchConfig, 'strategy'>): number {
  return strategy.batch * (strategy.name === 'darts' ? 2 : 1)
}
