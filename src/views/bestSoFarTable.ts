import type { ComparedSeries } from './bestSoFarLayout'
import type { TableTwin } from './table'
import type { BestSoFarText } from './text'

/** One row per point; accuracies in per cent. */
export function bestSoFarTable(
  series: readonly ComparedSeries[],
  across: string,
  { columns }: BestSoFarText,
): TableTwin {
  return {
    columns: [columns.name, across, columns.median, columns.low, columns.high, columns.runs],
    rows: series.flatMap(({ name, points }) =>
      points.map(({ x, median, low, high, count }) => [
        name,
        x,
        100 * median,
        100 * low,
        100 * high,
        count,
      ]),
    ),
  }
}
