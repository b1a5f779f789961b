import { create } from 'zustand'
import { CONFIG_BOUNDS } from '../run/configBounds'
import type { DatasetSettings } from '../run/config'
import { RECIPE_NAMES, TRAINING_RECIPES, type RecipeName } from '../run/trainingRecipes'
import type {
  ReferenceName,
  TrainingConfig,
  TrainingRecipe,
  TrainingSubject,
} from '../run/training'
import type { NetworkSize } from './trainingSubject'

/** How much of a data set is used, and how its images are varied. */
export type TrainingData = Pick<DatasetSettings, 'trainImages' | 'testImages' | 'augmentation'>

/** A training being designed; it stays while the dialog is closed. */
export interface TrainingDraft {
  /** The architecture in the result column, or a network made by hand. */
  readonly what: 'shown' | ReferenceName
  /** As asked for; where nothing is, as the architecture stands on the page. */
  readonly size: Partial<NetworkSize>
  readonly recipe: TrainingRecipe
  readonly data: TrainingData
  readonly seed: number
}

/** Data that goes with a recipe, of a data set that has as much. */
export const RECIPE_DATA: Readonly<Record<RecipeName, TrainingData>> = {
  quick: {
    trainImages: 6_000,
    testImages: 10_000,
    augmentation: { cropPadding: 0, flip: false },
  },
  minutes: {
    trainImages: 20_000,
    testImages: 10_000,
    augmentation: { cropPadding: 2, flip: true },
  },
  published: {
    trainImages: 60_000,
    testImages: 10_000,
    augmentation: { cropPadding: 4, flip: true },
  },
}

export const useTrainingDraft = create<TrainingDraft>()(() => ({
  what: 'shown',
  size: {},
  recipe: TRAINING_RECIPES.quick,
  data: RECIPE_DATA.quick,
  seed: 1,
}))

export const editDraft = (change: Partial<TrainingDraft>) => useTrainingDraft.setState(change)

/** Takes all of a recipe, data included. */
export function takeRecipe(name: RecipeName): void {
  editDraft({ recipe: TRAINING_RECIPES[name], data: RECIPE_DATA[name] })
}

/** Takes how something was trained, to train what is shown alike. */
export function takeRecipeOf({ recipe, dataset, seed }: TrainingConfig): void {
  const { trainImages, testImages, augmentation } = dataset
  editDraft({ recipe, data: { trainImages, testImages, augmentation }, seed })
}

/** The recipe that a draft is, data included; null once something of it was changed. */
export function recipeOf({ recipe, data }: Pick<TrainingDraft, 'recipe' | 'data'>) {
  const same = (name: RecipeName) =>
    JSON.stringify([recipe, data]) === JSON.stringify([TRAINING_RECIPES[name], RECIPE_DATA[name]])
  return RECIPE_NAMES.find(same) ?? null
}

/** Images that there are of a data set: of one's own, as many as the search is set to. */
export function imagesThereAre({ own, trainImages, testImages }: DatasetSettings) {
  return own
    ? { train: trainImages, test: testImages }
    : { train: CONFIG_BOUNDS.trainImages.max, test: CONFIG_BOUNDS.testImages.max }
}

/** What a draft comes to for an architecture and its data, of which there may be less than it asks for. */
export function configOf(
  { recipe, data, seed }: Pick<TrainingDraft, 'recipe' | 'data' | 'seed'>,
  subject: TrainingSubject,
  dataset: DatasetSettings,
): TrainingConfig {
  const { train, test } = imagesThereAre(dataset)
  return {
    version: 1,
    subject,
    dataset: {
      ...dataset,
      ...data,
      trainImages: Math.min(data.trainImages, train),
      testImages: Math.min(data.testImages, test),
    },
    recipe,
    seed,
  }
}

/** Steps of a training, counted before it begins; `stepsPerEpoch` is 0 where images do not fill a batch. */
export function stepsOf({ recipe, dataset }: Pick<TrainingConfig, 'recipe' | 'dataset'>) {
  const seen = dataset.trainImages - recipe.validationImages
  const stepsPerEpoch = Math.max(0, Math.floor(seen / recipe.batch))
  return { seen, stepsPerEpoch, steps: Math.max(1, Math.round(recipe.epochs * stepsPerEpoch)) }
}
