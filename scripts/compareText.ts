import process from 'node:process'
import type { CompareRow, MethodSummary } from './compareRows'

/** A run, or the table of all of them, for people to read. */
export function printComparison(row: object): void {
  process.stdout.write('table' in row ? tableText(row.table as MethodSummary[]) : runText(row))
}

function runText(row: object): string {
  const { request, answers, run } = row as CompareRow
  const accuracies = answers.map(({ accuracy }) => percent(accuracy)).join('  ')
  const time = (run.spent.elapsedMs / 1000).toFixed(0)
  return `${request.strategy.padEnd(15)} seed ${request.seed}  ${accuracies}  ${time} s\n`
}

function tableText(table: readonly MethodSummary[]): string {
  const head = ['method', 'runs', 'median', 'quartiles', 'trained', 'judged', 'time', 'parameters']
  const rows = table.map((summary) => [
    summary.method,
    String(summary.runs),
    percent(summary.accuracy?.median ?? null),
    `${percent(summary.accuracy?.low ?? null)} – ${percent(summary.accuracy?.high ?? null)}`,
    String(summary.imagesTrained),
    String(summary.imagesJudged),
    `${(summary.elapsedMs / 1000).toFixed(1)} s`,
    String(summary.parameters),
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return `\n${[head, ...rows].map(line).join('\n')}\n`
}

function percent(fraction: number | null): string {
  return fraction === null ? '–' : `${(100 * fraction).toFixed(1)} %`
}
