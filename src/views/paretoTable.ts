import { oneLine } from './candidateSeries'
import type { CostPoint } from './costFront'
import type { HypervolumePoint } from './hypervolume'
import type { HypervolumeText, ParetoText } from './methodText'
import type { ParetoPoint } from './paretoPoints'
import type { CostMeasure } from '../run/objective'
import type { TableTwin } from './table'

/** One row per point, whiskers included; accuracy in per cent. */
export function paretoTable(
  points: readonly ParetoPoint[],
  front: ReadonlySet<CostPoint>,
  measure: CostMeasure,
  text: ParetoText,
): TableTwin {
  const { columns, heads } = text
  const accuracy = columns.accuracy
  const cost = text.measures[measure]
  const ranged = (name: string) => [name, `${name}, ${heads.low}`, `${name}, ${heads.high}`]
  const within = (value: number, range: readonly [number, number] | null, scale: number) =>
    [value, ...(range ?? ['', ''])].map((each) => (typeof each === 'number' ? scale * each : each))
  return {
    columns: [
      columns.id,
      columns.step,
      ...ranged(accuracy),
      ...ranged(cost),
      heads.source,
      heads.onFront,
      columns.architecture,
    ],
    rows: points.map((point) => {
      const { candidate, predicted } = point
      return [
        candidate.id,
        candidate.step,
        ...within(point.accuracy, point.accuracyRange, 100),
        ...within(point.cost, point.costRange, 1),
        measure === 'latency' ? (predicted ? text.predicted : text.measured) : '',
        front.has(point) ? '✓' : '',
        oneLine(candidate.text),
      ]
    }),
  }
}

/** One row per step at which it grew. */
export function hypervolumeTable(
  series: readonly HypervolumePoint[],
  text: HypervolumeText,
): TableTwin {
  return {
    columns: [text.step, text.value],
    rows: series.map(({ step, value }) => [step, value]),
  }
}
