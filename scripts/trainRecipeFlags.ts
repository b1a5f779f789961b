import { RECIPE_FIELDS } from '../src/panels/train/recipeFields'
import type { TrainingRecipe } from '../src/run/training'
import type { Bound } from '../src/space/bounds'
import { integerFlag, numberFlag, UsageError } from './commandLine'

const FLAGS = {
  epochs: 'epochs',
  batch: 'batch',
  learningRate: 'learning-rate',
  learningRateMin: 'learning-rate-min',
  momentum: 'momentum',
  weightDecay: 'weight-decay',
  gradientClip: 'gradient-clip',
  validationImages: 'validation-images',
  validateEvery: 'validate-every',
  patience: 'patience',
  cutout: 'cutout',
  labelSmoothing: 'label-smoothing',
  dropPath: 'drop-path',
  auxiliaryWeight: 'auxiliary',
  averageDecay: 'average-decay',
} as const satisfies Record<keyof TrainingRecipe, string>

type RecipeFlag = (typeof FLAGS)[keyof TrainingRecipe]

export type RecipeFlags = Readonly<Partial<Record<RecipeFlag, string>>>

/** For `util.parseArgs`: one flag for each field of a recipe. */
export const RECIPE_OPTIONS = Object.fromEntries(
  Object.values(FLAGS).map((flag) => [flag, { type: 'string' }]),
) as Readonly<Record<RecipeFlag, { readonly type: 'string' }>>

/** The recipe with what the flags say in place of its own; their bounds are the page's. @throws UsageError */
export function overridden(recipe: TrainingRecipe, flags: RecipeFlags): TrainingRecipe {
  const fields = Object.values(RECIPE_FIELDS).flat()
  const changes = fields.flatMap(({ name, bound, whole }) => {
    const flag = FLAGS[name]
    const text = flags[flag]
    return text === undefined ? [] : [[name, boundedFlag(flag, text, bound, whole)] as const]
  })
  return { ...recipe, ...Object.fromEntries(changes) }
}

function boundedFlag(flag: string, text: string, { min, max }: Bound, whole: boolean): number {
  if (whole) return integerFlag(flag, text, { least: min, most: max })
  const value = numberFlag(flag, text)
  if (value >= min && value <= max) return value
  throw new UsageError(`--${flag} must be a number from ${min} to ${max}, not “${text}”.`)
}
