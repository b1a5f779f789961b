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
  /** What was measured; steps without a measurement are left out. */
  readonly raw: CurvePoint[]
  /** Means of the last few measurements. */
  readonly smoothed: CurvePoint[]
  /** Measured now and then only: points that no line should join as if there were something between. */
  readonly sparse: boolean
}

/** Steps from the first to the last of a row that judge architectures and train nothing. */
export interface JudgingSpan {
  readonly from: number
  readonly to: number
}

const FIELDS = {
  loss: { train: 'trainLoss', valid: 'validLoss' },
  accuracy: { train: 'trainAccuracy', valid: 'validAccuracy' },
} as const

/** Measurements in fewer snapshots than this share are points. */
const DENSE = 0.5

/** Raw values as measured, and their trailing mean over `window` measurements. */
export function curveSeries(
  metric: CurveMetric,
  snapshots: readonly Snapshot[],
  window: number,
): CurveSeries[] {
  return (['train', 'valid'] as const).map((name) => {
    const field = FIELDS[metric][name]
    const raw = snapshots.flatMap((snapshot) => {
      const value = snapshot[field]
      return Number.isFinite(value) ? [{ step: snapshot.step, value }] : []
    })
    const means = trailingMean(
      raw.map(({ value }) => value),
      window,
    )
    return {
      name,
      raw,
      smoothed: raw.map(({ step }, index) => ({ step, value: means[index] ?? 0 })),
      sparse: raw.length < DENSE * snapshots.length,
    }
  })
}

/** Where a run judged instead of training: every step that measured held-out images alone. */
export function judgingSpans(snapshots: readonly Snapshot[]): JudgingSpan[] {
  const spans: { from: number; to: number }[] = []
  snapshots.forEach(({ step, trainLoss, validLoss }, index) => {
    if (Number.isFinite(trainLoss) || !Number.isFinite(validLoss)) return
    const before = snapshots[index - 1]?.step ?? 0
    const last = spans.at(-1)
    if (last?.to === before) last.to = step
    else spans.push({ from: before, to: step })
  })
  return spans
}

/** The last measurement at or before `step`; null where there is none. */
export function measuredAt(points: readonly CurvePoint[], step: number): CurvePoint | null {
  return points.findLast((point) => point.step <= step) ?? null
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
  const [train, valid] = curveSeries(metric, snapshots, 1).map(({ raw }) => raw)
  const format = (value: number | undefined) =>
    value === undefined ? '–' : formatMetric(metric, value)
  return text.summary(
    metric === 'loss' ? text.loss : text.accuracy,
    snapshots.at(-1)?.step ?? 0,
    format(train?.[0]?.value),
    format(train?.at(-1)?.value),
    format(evaluations.at(-1)?.[metric] ?? valid?.at(-1)?.value),
  )
}

/** One row per snapshot; evaluations in their own column at their step. */
export function curvesTable(
  snapshots: readonly Snapshot[],
  evaluations: readonly Evaluation[],
  text: CurvesText,
): TableTwin {
  const held = new Map(evaluations.map((evaluation) => [evaluation.step, evaluation]))
  return {
    columns: [
      text.step,
      `${text.train}: ${text.loss}`,
      `${text.train}: ${text.accuracy}`,
      `${text.valid}: ${text.loss}`,
      `${text.valid}: ${text.accuracy}`,
      `${text.evaluation}: ${text.accuracy}`,
      text.subject,
    ],
    rows: snapshots.map((snapshot) => [
      snapshot.step,
      measured(snapshot.trainLoss),
      percent(snapshot.trainAccuracy),
      measured(snapshot.validLoss),
      percent(snapshot.validAccuracy),
      percent(held.get(snapshot.step)?.accuracy ?? NaN),
      subjectOf(held.get(snapshot.step), text),
    ]),
  }
}

/** Whose accuracy was measured; nothing where none was. */
export function subjectOf(evaluation: Evaluation | undefined, text: CurvesText): string {
  return evaluation ? text.subjects[evaluation.subject ?? 'supernet'] : ''
}

const measured = (value: number): number | string => (Number.isFinite(value) ? value : '')

const percent = (accuracy: number) => measured(100 * accuracy)
