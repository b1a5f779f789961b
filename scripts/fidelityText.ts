import process from 'node:process'
import type { FidelityPredictor, FidelityReport } from '../src/run/fidelity'
import type { Interval } from '../src/run/latency'
import { printQuality } from './qualityText'

const PREDICTORS: Readonly<Record<FidelityPredictor, string>> = {
  recalibrated: 'shared weights, batch norm recalibrated',
  plain: 'shared weights, batch norm as it was left',
  macs: 'MACs',
  parameters: 'parameters',
}

/** A training, or the table of all correlations, for people to read. */
export function printFidelity(row: object): void {
  if ('reports' in row) process.stdout.write(tableText(row.reports as FidelityReport[]))
  else if (!('shared' in row)) printQuality(row)
}

function tableText(reports: readonly FidelityReport[]): string {
  const head = ['ranked by', 'Kendall tau-b', 'Spearman', 'Pearson']
  const rows = reports.map(({ predictor, kendall, spearman, pearson }) => [
    PREDICTORS[predictor],
    ...[kendall, spearman, pearson].map(intervalText),
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `\n${[head, ...rows].map(line).join('\n')}\n`
}

function intervalText({ value, low, high }: Interval): string {
  if (!Number.isFinite(value)) return 'undefined'
  return `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}
