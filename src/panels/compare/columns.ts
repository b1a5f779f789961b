import { useTranslation } from 'react-i18next'
import { settingsThatMatter } from '../../store/compareSettings'
import type { CompareRow, SortColumn } from '../../store/compareTable'
import { formatElapsed } from '../../views/duration'
import type { TableTwin } from '../../views/table'
import { byteCount, grouped, percent, scientific, withPrefix } from '../common/format'

/** A column of the comparison: as it is shown, and as it is saved. */
export interface CompareColumn {
  readonly key: string
  readonly label: string
  /** Null where there is no order. */
  readonly sort: SortColumn | null
  readonly number: boolean
  readonly shown: (row: CompareRow) => string
  /** Heads and values of the CSV, in plain units; several where one is shown with its spread. */
  readonly saved: (row: CompareRow) => Readonly<Record<string, string | number>>
}

const milliseconds = (value: number) => String(Number(value.toPrecision(3)))

/** Sizes with more digits than this are shown as powers of ten. */
const LARGEST_PLAIN = 1_000_000n
const NONE = '–'

export function useCompareColumns(): readonly CompareColumn[] {
  const { t } = useTranslation()
  const { t: c } = useTranslation('compare')

  const measure = (
    sort:
      | 'elapsedMs'
      | 'gpuMs'
      | 'bytes'
      | 'imagesTrained'
      | 'imagesJudged'
      | 'parameters'
      | 'macs'
      | 'memory',
    unit: string,
    shown: (value: number) => string,
  ): CompareColumn => {
    const label = c(`columns.${sort}`)
    const head = unit ? `${label} (${unit})` : label
    return {
      key: sort,
      label,
      sort,
      number: true,
      shown: (row) => (row[sort] === null ? NONE : shown(row[sort])),
      saved: (row) => ({ [head]: row[sort] ?? '' }),
    }
  }
  const word = (
    key: 'method' | 'space' | 'seeds' | 'settings' | 'device' | 'recordedAt',
    sort: SortColumn | null,
    shown: (row: CompareRow) => string,
  ): CompareColumn => {
    const label = c(`columns.${key}`)
    return { key, label, sort, number: false, shown, saved: (row) => ({ [label]: shown(row) }) }
  }
  const runsOf = (row: CompareRow) => row.group.entries.map(({ run }) => run)
  const first = (row: CompareRow) => row.group.entries[0].run

  return [
    word('method', 'method', (row) => t(`bar.methods.${row.method}`)),
    word('seeds', null, (row) =>
      runsOf(row)
        .map(({ config }) => config.seed)
        .join(', '),
    ),
    {
      key: 'accuracy',
      label: c('columns.accuracy'),
      sort: 'accuracy',
      number: true,
      shown: ({ accuracy }) => {
        if (!accuracy) return NONE
        const { median, low, high, count } = accuracy
        if (count === 1) return percent(median)
        return `${percent(median)} (${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)})`
      },
      saved: ({ accuracy }) => ({
        [`${c('columns.accuracy')} (%)`]: accuracy ? 100 * accuracy.median : '',
        [`${c('columns.low')} (%)`]: accuracy ? 100 * accuracy.low : '',
        [`${c('columns.high')} (%)`]: accuracy ? 100 * accuracy.high : '',
      }),
    },
    {
      key: 'ownAccuracy',
      label: c('columns.ownAccuracy'),
      sort: 'ownAccuracy',
      number: true,
      shown: ({ ownAccuracy }) => (ownAccuracy === null ? NONE : percent(ownAccuracy)),
      saved: ({ ownAccuracy }) => ({
        [`${c('columns.ownAccuracy')} (%)`]: ownAccuracy === null ? '' : 100 * ownAccuracy,
      }),
    },
    measure('elapsedMs', 'ms', formatElapsed),
    measure('gpuMs', 'ms', formatElapsed),
    measure('bytes', 'bytes', byteCount),
    measure('imagesTrained', '', grouped),
    measure('imagesJudged', '', grouped),
    measure('parameters', '', (value) => withPrefix(value)),
    measure('macs', '', (value) => withPrefix(value)),
    measure('memory', 'bytes', byteCount),
    {
      key: 'latency',
      label: c('columns.latency'),
      sort: 'latency',
      number: true,
      shown: ({ latency }) => {
        if (!latency) return NONE
        const [median, low, high] = [latency.median, latency.low, latency.high].map(milliseconds)
        return `${median} ms (${low} – ${high})`
      },
      saved: ({ latency }) => ({
        [`${c('columns.latency')} (ms)`]: latency?.median ?? '',
        [`${c('columns.latency')}: ${c('columns.low')} (ms)`]: latency?.low ?? '',
        [`${c('columns.latency')}: ${c('columns.high')} (ms)`]: latency?.high ?? '',
      }),
    },
    word('space', 'space', ({ space }) => (space ? t(`spaces.names.${space}`) : c('otherSpace'))),
    {
      key: 'spaceSize',
      label: c('columns.spaceSize'),
      sort: 'spaceSize',
      number: true,
      shown: ({ spaceSize }) =>
        spaceSize < LARGEST_PLAIN ? grouped(spaceSize) : scientific(spaceSize),
      saved: ({ spaceSize }) => ({ [c('columns.spaceSize')]: spaceSize.toString() }),
    },
    word('settings', null, (row) =>
      settingsThatMatter(first(row).config)
        .map(({ name, value }) => `${t(`settings.${name}`)} ${value}`)
        .join(', '),
    ),
    word('device', null, (row) => first(row).engine?.adapter ?? NONE),
    word('recordedAt', 'recordedAt', ({ recordedAt }) =>
      recordedAt ? recordedAt.slice(0, 16).replace('T', ' ') : c('running'),
    ),
  ]
}

/** The table as it is saved. */
export function savedTable(
  columns: readonly CompareColumn[],
  rows: readonly CompareRow[],
): TableTwin {
  const records = rows.map(
    (row) => new Map(columns.flatMap(({ saved }) => Object.entries(saved(row)))),
  )
  const heads = [...(records[0]?.keys() ?? [])]
  return {
    columns: heads,
    rows: records.map((record) => heads.map((head) => record.get(head) ?? '')),
  }
}
