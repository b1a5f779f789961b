import type { TrainingRecipe } from './training'

export const RECIPE_NAMES = ['quick', 'minutes', 'published'] as const
export type RecipeName = (typeof RECIPE_NAMES)[number]

/**
 * `published` is darts/cnn/train.py on CIFAR-10, with 5,000 images held out where the script chooses
 * nothing and reports its last epoch. The other two are short enough for software GPUs.
 */
export const TRAINING_RECIPES: Readonly<Record<RecipeName, TrainingRecipe>> = {
  quick: {
    batch: 32,
    epochs: 2,
    learningRate: 0.1,
    learningRateMin: 0,
    momentum: 0.9,
    weightDecay: 3e-4,
    gradientClip: 5,
    validationImages: 600,
    validateEvery: 0.5,
    patience: 0,
    cutout: 0,
    labelSmoothing: 0,
    dropPath: 0,
    auxiliaryWeight: 0,
    averageDecay: 0,
  },
  minutes: {
    batch: 64,
    epochs: 10,
    learningRate: 0.1,
    learningRateMin: 0,
    momentum: 0.9,
    weightDecay: 3e-4,
    gradientClip: 5,
    validationImages: 1_000,
    validateEvery: 0.5,
    patience: 0,
    cutout: 0,
    labelSmoothing: 0.1,
    dropPath: 0,
    auxiliaryWeight: 0,
    averageDecay: 0.998,
  },
  published: {
    batch: 96,
    epochs: 600,
    learningRate: 0.025,
    learningRateMin: 0,
    momentum: 0.9,
    weightDecay: 3e-4,
    gradientClip: 5,
    validationImages: 5_000,
    validateEvery: 1,
    patience: 0,
    cutout: 16,
    labelSmoothing: 0,
    dropPath: 0.2,
    auxiliaryWeight: 0.4,
    averageDecay: 0,
  },
}
