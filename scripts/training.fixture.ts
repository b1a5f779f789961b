import type { TrainingConfig } from '../src/run/training'
import { TRAINING_RECIPES } from '../src/run/trainingRecipes'
import type { FinishedTraining } from './trainText'

const CLASSES = 10

/** A training of so many steps, validated after every `every` of them; its accuracy rises and wavers. */
export function finishedTraining(steps: number, every: number): FinishedTraining {
  const batch = 32
  const config: TrainingConfig = {
    version: 1,
    subject: { kind: 'reference', name: 'resnet', channels: 4 },
    dataset: {
      name: 'fashion-mnist',
      trainImages: steps * batch + 100,
      testImages: 100,
      augmentation: { cropPadding: 0, flip: false },
    },
    recipe: { ...TRAINING_RECIPES.quick, batch, epochs: 1, validationImages: 100 },
    seed: 3,
  }
  const accuracyAt = (step: number) => 0.8 * (step / steps) ** 0.3 + 0.05 * Math.sin(step * 1.7)
  const lossAt = (step: number) => 3 * (1 - accuracyAt(step))
  const points = Array.from({ length: steps }, (_, index) => ({
    step: index + 1,
    loss: lossAt(index + 1),
    accuracy: accuracyAt(index + 1),
    learningRate: 0.1,
    elapsedMs: index,
  }))
  let most = 0
  const validations = Array.from({ length: Math.floor(steps / every) }, (_, index) => {
    const step = (index + 1) * every
    const accuracy = accuracyAt(step)
    const best = accuracy > most
    if (best) most = accuracy
    return { step, epoch: step / steps, loss: lossAt(step), accuracy, best }
  })
  // Of each class's ten images eight are right, and two are taken for the next class.
  const confusion = Array.from({ length: CLASSES ** 2 }, (_, index) => {
    const [label, taken] = [Math.floor(index / CLASSES), index % CLASSES]
    return taken === label ? 8 : taken === (label + 1) % CLASSES ? 2 : 0
  })
  return {
    name: 'ResNet',
    config,
    trained: {
      accuracy: 0.8,
      interval: [0.7112, 0.8666],
      test: { images: 100, correct: 80, loss: 0.6, confusion },
      parameters: 12_345,
      macs: 678_901,
      best: validations.findLast(({ best }) => best) ?? null,
      validations,
      points,
      steps,
      endedEarly: false,
      adapter: 'an adapter',
      elapsedMs: steps * 20,
    },
  }
}
