import { beforeEach, describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import type { TrainingSubject } from '../run/training'
import { RECIPE_NAMES } from '../run/trainingRecipes'
import {
  configOf,
  editDraft,
  imagesThereAre,
  recipeOf,
  stepsOf,
  takeRecipe,
  useTrainingDraft,
} from './trainingDraft'

const { dataset } = presetConfig('tiny')
const subject: TrainingSubject = { kind: 'reference', name: 'resnet', channels: 8 }
const draft = () => useTrainingDraft.getState()

beforeEach(() => takeRecipe('quick'))

describe('a training being designed', () => {
  it.each(RECIPE_NAMES)('is the recipe %s until something of it is changed', (name) => {
    takeRecipe(name)
    expect(recipeOf(draft())).toBe(name)
    editDraft({ data: { ...draft().data, testImages: 7 } })
    expect(recipeOf(draft())).toBeNull()
  })

  it('takes no more images than there are', () => {
    takeRecipe('published')
    expect(configOf(draft(), subject, dataset).dataset.trainImages).toBe(60_000)
    const own = { title: 'own', height: 8, width: 8, channels: 1, classNames: ['a', 'b'] }
    const few = { ...dataset, name: 'own-0123456789abcdef', own, trainImages: 90, testImages: 9 }
    expect(imagesThereAre(few)).toEqual({ train: 90, test: 9 })
    const config = configOf(draft(), subject, few)
    expect(config.dataset).toMatchObject({ trainImages: 90, testImages: 9, own })
    expect(stepsOf(config).stepsPerEpoch).toBe(0)
  })

  it('counts its steps as the training does', () => {
    const config = configOf(draft(), subject, dataset)
    // (6,000 − 600) / 32 batches, rounded down, twice.
    expect(stepsOf(config)).toMatchObject({ seen: 5_400, stepsPerEpoch: 168, steps: 336 })
  })
})
