import type { TrainingConfig } from '../run/training'
import { cosineDecay } from '../strategies/schedule'

/** When what happens in a training, and on which images. */
export interface TrainingSchedule {
  readonly steps: number
  readonly stepsPerEpoch: number
  /** Training images that weights see, then those held out: indices into the data set. */
  readonly train: Uint32Array
  readonly validation: Uint32Array
  readonly test: Uint32Array
  /** At the 0-based step. */
  learningRate(step: number): number
  dropPath(step: number): number
  /** Whether the held-out images are judged after so many steps. */
  validatesAfter(steps: number): boolean
}

/** @throws RangeError when what is not held out does not fill a batch */
export function trainingSchedule({ recipe, dataset }: TrainingConfig): TrainingSchedule {
  const { trainImages, testImages } = dataset
  const seen = trainImages - recipe.validationImages
  const stepsPerEpoch = Math.floor(seen / recipe.batch)
  if (stepsPerEpoch < 1) {
    throw new RangeError(
      `${trainImages} training images, of which ${recipe.validationImages} are held out, do not fill a batch of ${recipe.batch}`,
    )
  }
  const steps = Math.max(1, Math.round(recipe.epochs * stepsPerEpoch))
  const every = Math.max(1, Math.round(recipe.validateEvery * stepsPerEpoch))
  return {
    steps,
    stepsPerEpoch,
    train: range(0, seen),
    validation: range(seen, recipe.validationImages),
    test: range(trainImages, testImages),
    learningRate: (step) => cosineDecay(recipe.learningRate, recipe.learningRateMin, step, steps),
    dropPath: (step) => (recipe.dropPath * step) / steps,
    validatesAfter: (done) => recipe.validationImages > 0 && (done % every === 0 || done === steps),
  }
}

function range(first: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => first + index)
}
