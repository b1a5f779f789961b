import '../../views/theme/sortable.css'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunGroup } from '../../store/compareGroups'
import { useComparison } from '../../store/compareState'
import { compareRow, sortRows, type SortColumn, type Sorting } from '../../store/compareTable'
import { csvText } from '../../views/export'
import { saveFile } from '../common/saveFile'
import { savedTable, useCompareColumns } from './columns'
import { CompareTableRow } from './CompareTableRow'
import { useGroupNames } from './names'

/** Columns that are best at their greatest. */
const BEST_LARGE: ReadonlySet<SortColumn> = new Set(['accuracy', 'ownAccuracy', 'recordedAt'])

/** What the field reports of a search, all of it measured here. */
export function CompareTable({ groups }: { readonly groups: readonly RunGroup[] }) {
  const { t } = useTranslation('compare')
  const scores = useComparison((state) => state.scores)
  const columns = useCompareColumns()
  const names = useGroupNames(groups)
  const [sorting, setSorting] = useState<Sorting>({ column: 'recordedAt', descending: true })
  const rows = useMemo(
    () =>
      sortRows(
        groups.map((group) => compareRow(group, scores)),
        sorting,
      ),
    [groups, scores, sorting],
  )
  const sortBy = (column: SortColumn) =>
    setSorting((before) => ({
      column,
      descending: before.column === column ? !before.descending : BEST_LARGE.has(column),
    }))
  const save = () => {
    const csv = csvText(savedTable(columns, rows))
    saveFile('comparison-table.csv', new Blob([csv], { type: 'text/csv' }))
  }
  return (
    <>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="compare-table" role="region" aria-label={t('table')} tabIndex={0}>
        <table className="sortable">
          <caption className="visually-hidden">{t('table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('columns.compare')}</th>
              {columns.map(({ key, label, sort, number }) => (
                <th
                  key={key}
                  scope="col"
                  data-number={number || undefined}
                  aria-sort={
                    sort === null || sorting.column !== sort
                      ? undefined
                      : sorting.descending
                        ? 'descending'
                        : 'ascending'
                  }
                >
                  {sort === null ? (
                    label
                  ) : (
                    <button
                      type="button"
                      title={t('sort', { column: label })}
                      onClick={() => sortBy(sort)}
                    >
                      {label}
                    </button>
                  )}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CompareTableRow
                key={row.group.key}
                row={row}
                name={names.get(row.group.key) ?? ''}
                columns={columns}
              />
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" className="button compare-save" onClick={save}>
        {t('csv')}
      </button>
    </>
  )
}
