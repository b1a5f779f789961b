import type { Evaluation, Snapshot } from '../run/events'
import { trailingMean } from './smooth'
import type { TableTwin } from './table'
import type { CurvesText } from './text'

export type CurveMetric = 'loss' | 'accuracy'

export interface CurvePoint {
  readonly step: number
  readonly value: number
}

export interface CurveSeries {
  readonly name: 'train' | 'valid'
  readonly raw: CurvePoint[]
  readonly smoothed: CurvePoint[]
}

const FIELDS = {
  loss: { train: 'trainLoss', valid: 'validLoss' },
  accuracy: { train: 'trainAccuracy', valid: 'validAccuracy' },
} as const

/** Raw values as measured, and their trailing mean over `window` snapshots. */
export function curveSeries(
  metric: CurveMetric,
  snapshots: readonly Snapshot[],
  window: number,
): CurveSeries[] {
  return (['train', 'valid'] as const).map((name) => {
    const field = FIELDS[metric][name]
    const means = trailingMean(
      snapshots.map((snapshot) => snapshot[field]),
      window,
    )
    return {
      name,
      raw: snapshots.map((snapshot) => ({ step: snapshot.step, value: snapshot[field] })),
      smoothed: snapshots.map(({ step }, index) => ({ step, value: means[index] ?? 0 })),
    }
  })
}

/** Where a classifier of ten classes starts, ln 10: the loss axis before there is a loss to show. */
const EMPTY_LOSS = Math.log(10)

/** Accuracies start at 0; losses at 0 too, up to the largest seen. */
export function metricDomain(
  metric: CurveMetric,
  snapshots: readonly Snapshot[],
  evaluations: readonly Evaluation[],
): [number, number] {
  if (metric === 'accuracy') return [0, 1]
  const values = [
    ...snapshots.flatMap(({ trainLoss, validLoss }) => [trainLoss, validLoss]),
    ...evaluations.map(({ loss }) => loss),
  ].filter(Number.isFinite)
  return [0, values.length > 0 ? Math.max(0.1, ...values) : EMPTY_LOSS]
}

/** "1.234" or "56.7 %"; `tick` is shorter. */
export function formatMetric(metric: CurveMetric, value: number, tick = false): string {
  if (metric === 'accuracy') return `${(value * 100).toFixed(tick ? 0 : 1)} %`
  return value.toFixed(tick ? 1 : 3)
}

/** The drawing in one sentence. */
export function summariseCurves(
  metric: CurveMetric,
  snapshots: readonly Snapshot[],
  evaluations: readonly Evaluation[],
  text: CurvesText,
): string {
  const fields = FIELDS[metric]
  const first = snapshots[0]
  const last = snapshots.at(-1)
  const format = (value: number | undefined) =>
    value === undefined ? '–' : formatMetric(metric, value)
  return text.summary(
    metric === 'loss' ? text.loss : text.accuracy,
    last?.step ?? 0,
    format(first?.[fields.train]),
    format(last?.[fields.train]),
    format(evaluations.at(-1)?.[metric] ?? last?.[fields.valid]),
  )
}

/** One row per snapshot; evaluations in their own column at their step. */
export function curvesTable(
  snapshots: readonly Snapshot[],
  evaluations: readonly Evaluation[],
  text: CurvesText,
): TableTwin {
  const held = new Map(evaluations.map((evaluation) => [evaluation.step, evaluation.accuracy]))
  return {
    columns: [
      text.step,
      `${text.train}: ${text.loss}`,
      `${text.train}: ${text.accuracy}`,
      `${text.valid}: ${text.loss}`,
      `${text.valid}: ${text.accuracy}`,
      `${text.evaluation}: ${text.accuracy}`,
    ],
    rows: snapshots.map((snapshot) => [
      snapshot.step,
      snapshot.trainLoss,
      snapshot.trainAccuracy * 100,
      snapshot.validLoss,
      snapshot.validAccuracy * 100,
      percent(held.get(snapshot.step)),
    ]),
  }
}

function percent(accuracy: number | undefined): number | string {
  return accuracy === undefined ? '' : accuracy * 100
}
