import type { DatasetName } from '../run/config'
import type { Evaluation } from '../run/events'
import type { ShownRun } from './shownRun'
import { nearestBefore } from './chartScale'

/** What the images of each class were taken for, by the last evaluation before a step. */
export interface ConfusionCounts {
  readonly dataset: DatasetName
  readonly evaluation: Evaluation
  /** One of each class: what its images were taken for. */
  readonly rows: readonly ConfusionRow[]
}

export interface ConfusionRow {
  /** Images taken for each class. */
  readonly counts: readonly number[]
  readonly images: number
  /** Share that was taken for what it is; NaN where there was no image. */
  readonly accuracy: number
}

const known = new WeakMap<Evaluation, ConfusionCounts>()

/** Null before the first evaluation, and in recordings from before it was counted. */
export function confusionCounts({ timeline, step }: ShownRun): ConfusionCounts | null {
  const { evaluations, config } = timeline
  const at = step === null ? evaluations.length - 1 : nearestBefore(evaluations, step)
  const evaluation = evaluations[at]
  const { confusion } = evaluation ?? {}
  if (!evaluation || !confusion) return null
  const before = known.get(evaluation)
  if (before) return before
  const classes = Math.sqrt(confusion.length)
  const rows = Array.from({ length: classes }, (_, truth): ConfusionRow => {
    const counts = confusion.slice(truth * classes, (truth + 1) * classes)
    const images = counts.reduce((sum, count) => sum + count, 0)
    return { counts, images, accuracy: (counts[truth] ?? 0) / images }
  })
  const made = { dataset: config.dataset.name, evaluation, rows }
  known.set(evaluation, made)
  return made
}
