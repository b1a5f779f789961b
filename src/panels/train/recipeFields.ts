import type { Bound } from '../../space/bounds'
import type { TrainingRecipe } from '../../run/training'

interface RecipeField {
  readonly name: keyof TrainingRecipe
  readonly bound: Bound
  /** False where fractions are meant too. */
  readonly whole: boolean
}

const whole = (name: keyof TrainingRecipe, min: number, max: number): RecipeField => ({
  name,
  bound: { min, max },
  whole: true,
})
const real = (name: keyof TrainingRecipe, min: number, max: number): RecipeField => ({
  name,
  bound: { min, max },
  whole: false,
})

/** Everything of a recipe that can be edited, in groups that belong together. */
export const RECIPE_FIELDS = {
  schedule: [
    real('epochs', 0.01, 10_000),
    whole('batch', 2, 1_024),
    real('learningRate', 0, 10),
    real('learningRateMin', 0, 10),
    real('momentum', 0, 0.9999),
    real('weightDecay', 0, 1),
    real('gradientClip', 0, 1_000),
  ],
  regularisation: [
    real('dropPath', 0, 0.95),
    whole('cutout', 0, 64),
    real('labelSmoothing', 0, 0.9),
    real('auxiliaryWeight', 0, 10),
    real('averageDecay', 0, 0.99999),
  ],
  validation: [
    whole('validationImages', 0, 50_000),
    real('validateEvery', 0.01, 1_000),
    whole('patience', 0, 10_000),
  ],
} as const satisfies Record<string, readonly RecipeField[]>

export type RecipeGroup = keyof typeof RECIPE_FIELDS
