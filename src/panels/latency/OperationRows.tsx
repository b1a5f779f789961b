import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LatencyTable } from '../../run/latency'
import { csvText } from '../../views/export'
import {
  latencyRowsTable,
  sortLatencyRows,
  type LatencySortColumn,
  type LatencySorting,
} from '../../views/latencyRows'
import { LatencyTableView } from '../../views/LatencyTableView'
import { saveFile } from '../common/saveFile'
import { useLatencyText } from './latencyTexts'

interface OperationRowsProps {
  readonly table: LatencyTable
  readonly others: readonly { readonly name: string; readonly table: LatencyTable }[]
}

/** Columns that begin with their smallest. */
const SMALLEST_FIRST: ReadonlySet<LatencySortColumn> = new Set(['operation'])

/** Every operation with its figures, in any order, saved as CSV. */
export function OperationRows({ table: { rows }, others }: OperationRowsProps) {
  const { t } = useTranslation('latency')
  const text = useLatencyText()
  const [sorting, setSorting] = useState<LatencySorting>({ column: 'median', descending: true })
  const beside = useMemo(
    () =>
      others.map(({ name, table }) => ({
        name,
        rows: new Map(table.rows.map((row) => [row.key, row])),
      })),
    [others],
  )
  const sortBy = (column: LatencySortColumn) =>
    setSorting((before) => ({
      column,
      descending: before.column === column ? !before.descending : !SMALLEST_FIRST.has(column),
    }))
  const save = () => {
    const csv = csvText(latencyRowsTable(sortLatencyRows(rows, sorting), text))
    saveFile('latency-operations.csv', new Blob([csv], { type: 'text/csv' }))
  }
  return (
    <>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="latency-list" role="region" aria-label={t('table')} tabIndex={0}>
        <LatencyTableView
          title={t('table')}
          rows={rows}
          sorting={sorting}
          onSort={sortBy}
          others={beside}
          text={text}
        />
      </div>
      <button type="button" className="button latency-save" onClick={save}>
        {t('csv')}
      </button>
    </>
  )
}
