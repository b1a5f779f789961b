import { useTranslation } from 'react-i18next'
import type { TableTwin } from '../../views/table'

/** More rows are in the CSV; a page of them helps nobody. */
const MAX_ROWS = 500

/** The numbers of a drawing, to be read instead of it. */
export function TwinTable({
  caption,
  twin,
}: {
  readonly caption: string
  readonly twin: TableTwin
}) {
  const { t } = useTranslation()
  return (
    // It scrolls, so the keyboard must be able to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="twin-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{t('drawing.tableCaption', { name: caption })}</caption>
        <thead>
          <tr>
            {twin.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.slice(0, MAX_ROWS).map((row, index) => (
            <tr key={index}>
              {row.map((value, column) => (
                <td key={column} data-number={typeof value === 'number' || undefined}>
                  {typeof value === 'number' ? shown(value) : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4)
}
