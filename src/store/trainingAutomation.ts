import type { ProgressListener, TrainedSummary, TrainingRequest } from '../run/automation'
import type { TrainingPoint, ValidationPoint } from '../run/training'
import { TrainingClient } from './trainingClient'

/** Trains in a worker of its own. @throws Error the training's own message */
export async function trainToEnd(
  { config, keep }: TrainingRequest,
  onProgress?: ProgressListener,
): Promise<TrainedSummary> {
  const client = new TrainingClient()
  const points: TrainingPoint[] = []
  const validations: ValidationPoint[] = []
  let steps = 1
  try {
    const result = await client.train(config, (event) => {
      if (event.type === 'started') steps = event.steps
      if (event.type === 'validation') validations.push(event.validation)
      if (event.type === 'progress') onProgress?.(event.task, event.fraction)
      if (event.type === 'points') {
        points.push(...event.points)
        onProgress?.('train', (points.at(-1)?.step ?? 0) / steps)
      }
    })
    if (keep !== undefined) {
      const { keepTraining } = await import('./trained')
      keepTraining(result, keep)
    }
    const { test, parameters, macs, best, engine, elapsedMs } = result
    const { images, correct, loss, interval, confusion } = test
    return {
      accuracy: correct / images,
      interval,
      test: { images, correct, loss, confusion },
      parameters,
      macs,
      best,
      validations,
      points,
      steps: result.steps,
      endedEarly: result.endedEarly,
      adapter: engine.adapter,
      elapsedMs,
    }
  } finally {
    client.terminate()
  }
}
