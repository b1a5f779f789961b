import type { TrainingEngine } from '../engine/engine'
import type { GatePath } from '../network/network'
import type { StepMeasure, StrategyContext } from './strategy'

/** Which images an architecture is judged with, by index into the data set. */
export interface JudgementImages {
  /** Of the training half, for batch norm; whole batches. */
  readonly calibration: Uint32Array
  /** Of the validation half, which trains no weights; never test images. */
  readonly heldOut: Uint32Array
}

/** The same images for every architecture of a run, so that their accuracies compare. */
export function judgementImages(
  { split, engine: { batch } }: StrategyContext,
  { calibrated, judged }: { readonly calibrated: number; readonly judged: number },
): JudgementImages {
  const batches = Math.max(1, Math.floor(Math.min(calibrated, split.weights.length) / batch))
  return {
    calibration: split.weights.subarray(0, batches * batch),
    heldOut: split.alphas.subarray(0, judged),
  }
}

/**
 * Accuracy and loss of a path with the engine's present weights. Batch norm's running statistics are
 * those of other paths, or of weights that have moved since: they are taken anew first, as the mean
 * over batches of training images (SPOS, section 3.3; tester.py).
 */
export async function judge(
  engine: TrainingEngine,
  path: GatePath,
  { calibration, heldOut }: JudgementImages,
): Promise<StepMeasure> {
  await engine.recalibrate(calibration, path)
  const { loss, correct, count } = await engine.evaluate(heldOut, { path })
  return { loss, accuracy: correct / count }
}
