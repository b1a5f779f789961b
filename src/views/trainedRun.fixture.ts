import { accuracyInterval } from '../run/accuracyInterval'
import type { TestReport, TrainingPoint, ValidationPoint } from '../run/training'

export const CLASSES = ['circle', 'square', 'triangle']

/** Made up, the same every time: losses fall, batches scatter. */
export const points: TrainingPoint[] = Array.from({ length: 40 }, (_, index) => {
  const scatter = ((index * 7) % 5) / 20
  return {
    step: index + 1,
    loss: 1.1 * Math.exp(-index / 20) + scatter,
    accuracy: 1 - 0.66 * Math.exp(-index / 20) - scatter,
    learningRate: 0.05 * (1 + Math.cos((Math.PI * index) / 40)),
    elapsedMs: 250 * (index + 1),
  }
})

/** The third is the best, the fourth worse again. */
export const validations: ValidationPoint[] = [0.5, 0.62, 0.8, 0.75].map((accuracy, index) => ({
  step: 10 * (index + 1),
  epoch: 0.5 * (index + 1),
  loss: 1.2 - accuracy,
  accuracy,
  best: index < 3,
}))

/** Two by two pixels of grey. */
const pixels = Uint8Array.of(0, 80, 160, 255)

export const report: TestReport = {
  images: 60,
  correct: 48,
  loss: 0.61,
  interval: accuracyInterval(48 / 60, 60),
  confusion: [20, 0, 0, 3, 15, 2, 1, 6, 13],
  mistakes: [
    { image: 12, label: 2, taken: 1, confidence: 0.996, labelConfidence: 0.003, pixels },
    { image: 3, label: 1, taken: 0, confidence: 0.62, labelConfidence: 0.3, pixels },
  ],
}
