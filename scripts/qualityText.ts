import process from 'node:process'
import type { PermutationTest } from '../src/run/exactTests'
import type { JudgedGroup } from '../src/run/judging'
import { en } from '../src/panels/language/en'
import type { QualityGroup, SearchRow, TrainingRow } from './qualityRows'

const REFERENCES = { 'plain-cnn': 'plain CNN', resnet: 'ResNet', 'mobilenet-v2': 'MobileNetV2' }

/** A search, a training, or the table of all groups, for people to read. */
export function printQuality(row: object): void {
  const { groups } = row as { readonly groups?: readonly QualityGroup[] }
  process.stdout.write(groups ? tableText(groups) : rowText(row as SearchRow | TrainingRow))
}

export function groupName(group: JudgedGroup): string {
  switch (group.kind) {
    case 'method':
      return en.bar.methods[group.method]
    case 'luck':
      return 'Random draws'
    case 'reference':
      return REFERENCES[group.name]
    case 'picked':
      return group.name
  }
}

function rowText(row: SearchRow | TrainingRow): string {
  if (row.kind === 'search') {
    const { method, seed, text, elapsedMs } = row
    return `${method.padEnd(8)} seed ${seed}  ${(elapsedMs / 1000).toFixed(0)} s  ${text}\n`
  }
  const { accuracy, interval, parameters, elapsedMs } = row.trained
  const [low, high] = interval
  return (
    `  test ${percent(accuracy)} (${percent(low)} – ${percent(high)})  ` +
    `${parameters.toLocaleString('en')} parameters  ${(elapsedMs / 1000).toFixed(0)} s\n`
  )
}

function tableText(groups: readonly QualityGroup[]): string {
  const head = [
    'group',
    'networks',
    'trainings',
    'mean',
    '95 % interval',
    'best',
    'parameters',
    'against random',
    '95 % interval',
    'p other searches (corrected)',
    'p other trainings',
    'pairs won',
  ]
  const rows = groups.map((group) => {
    const { means, distinct, trainings, mean, interval, over, againstLuck } = group
    const same = distinct < means.length ? ` (${distinct} different)` : ''
    return [
      groupName(group.group),
      `${means.length}${same}`,
      String(trainings),
      percent(mean),
      interval
        ? `${percent(interval[0])} – ${percent(interval[1])}${over === 'trainings' ? ' *' : ''}`
        : '–',
      percent(Math.max(...means)),
      group.parameters.toLocaleString('en'),
      ...(againstLuck
        ? [
            points(againstLuck.difference),
            againstLuck.interval?.map(points).join(' – ') ?? '–',
            `${pText(againstLuck.networks)} (${againstLuck.correctedP.toPrecision(2)})`,
            pText(againstLuck.trainings),
            `${(100 * againstLuck.wins).toFixed(0)} %`,
          ]
        : ['', '', '', '', '']),
    ]
  })
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const note = groups.some(({ over, interval }) => over === 'trainings' && interval)
    ? '* over the trainings of one network, not over networks\n'
    : ''
  return `\n${[head, ...rows].map(line).join('\n')}\n${note}`
}

/** With the least there can be, where that is what it is. */
function pText({ p, leastP }: PermutationTest): string {
  return p === leastP ? `${p.toPrecision(2)}, the least possible` : p.toPrecision(2)
}

const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`

const points = (difference: number) =>
  `${difference < 0 ? '−' : '+'}${Math.abs(100 * difference).toFixed(2)}`
