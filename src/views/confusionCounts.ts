import type { SearchConfig } from '../run/config'
import { datasetFormat, type DatasetIdentity } from '../run/datasets'
import type { Evaluation } from '../run/events'
import type { ShownRun } from './shownRun'
import { nearestBefore } from './nearestStep'

/** What the images of each class were taken for, by the last evaluation before a step. */
export interface ConfusionCounts {
  readonly dataset: DatasetIdentity
  /** Null before the first. */
  readonly evaluation: Evaluation | null
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

const known = new WeakMap<Evaluation | SearchConfig, ConfusionCounts>()

/** Null for recordings from before confusions were counted. The same object for the same evaluation. */
export function confusionCounts({ timeline, step }: ShownRun): ConfusionCounts | null {
  const { evaluations, config } = timeline
  const at = step === null ? evaluations.length - 1 : nearestBefore(evaluations, step)
  const evaluation = evaluations[at] ?? null
  const uncounted = evaluations.some(({ confusion }) => !confusion)
  if (uncounted) return null
  const before = known.get(evaluation ?? config)
  if (before) return before
  const { dataset } = config
  const { classes } = datasetFormat(dataset)
  const confusion = evaluation?.confusion ?? new Array<number>(classes * classes).fill(0)
  const made = { dataset, evaluation, rows: confusionRows(confusion, classes) }
  known.set(evaluation ?? config, made)
  return made
}

/** @param confusion [classes × classes], a row for each that images are of */
export function confusionRows(confusion: readonly number[], classes: number): ConfusionRow[] {
  return Array.from({ length: classes }, (_, truth) => {
    const counts = confusion.slice(truth * classes, (truth + 1) * classes)
    const images = counts.reduce((sum, count) => sum + count, 0)
    return { counts, images, accuracy: (counts[truth] ?? 0) / images }
  })
}
