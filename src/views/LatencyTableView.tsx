import './latency.css'
import './theme/sortable.css'
import type { LatencyRow } from '../run/latency'
import { isAnyOperation } from '../space/anyOperation'
import { latencyFigure, latencyRange, macsFigure } from './latencyFigure'
import { placeName } from './latencyGrid'
import { rankDisagreements } from './latencyRanks'
import { sortLatencyRows, type LatencySortColumn, type LatencySorting } from './latencyRows'
import type { LatencyText } from './latencyText'
import { OperationGlyph } from './OperationGlyph'

export interface LatencyTableViewProps {
  readonly title: string
  readonly rows: readonly LatencyRow[]
  readonly sorting: LatencySorting
  readonly onSort: (column: LatencySortColumn) => void
  /** The same rows, by key, as other devices measured them. */
  readonly others: readonly {
    readonly name: string
    readonly rows: ReadonlyMap<string, LatencyRow>
  }[]
  readonly text: LatencyText
}

const SORTED: readonly LatencySortColumn[] = ['operation', 'place', 'stride', 'macs', 'median']

/** Every operation that networks of the space are made of, with what it costs and what it takes. */
export function LatencyTableView(props: LatencyTableViewProps) {
  const { title, rows, sorting, onSort, others, text } = props
  const { columns } = text
  const than = new Map(rankDisagreements(rows).map((one) => [one.row.key, one.than]))
  const head = (column: LatencySortColumn) => (
    <th
      key={column}
      scope="col"
      data-number={column === 'macs' || column === 'median' || column === 'stride' || undefined}
      aria-sort={
        sorting.column === column ? (sorting.descending ? 'descending' : 'ascending') : undefined
      }
    >
      <button type="button" onClick={() => onSort(column)}>
        {columns[column]}
      </button>
    </th>
  )
  return (
    <table className="latency-rows sortable">
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {SORTED.map(head)}
          <th scope="col" data-number>
            {columns.spread}
          </th>
          <th scope="col" data-number>
            {columns.batches}
          </th>
          {head('frequency')}
          <th scope="col">{columns.rank}</th>
          {others.map(({ name }) => (
            <th key={name} scope="col" data-number>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sortLatencyRows(rows, sorting).map((row) => {
          const { operation, latency } = row
          const mark = than.get(row.key)
          return (
            <tr key={row.key} data-fixed={!row.chosen || undefined}>
              <th scope="row">
                <span className="latency-row-name">
                  {isAnyOperation(operation) && <OperationGlyph operation={operation} />}
                  {operation}
                </span>
              </th>
              <td>{placeName(row)}</td>
              <td data-number>{row.stride}</td>
              <td data-number>{macsFigure(row.macs)}</td>
              <td data-number>{latency ? latencyFigure(latency.medianMs) : '–'}</td>
              <td data-number>{latency ? latencyRange(latency) : ''}</td>
              <td data-number>{latency?.batches ?? ''}</td>
              <td data-number>{row.frequency.toFixed(1)}</td>
              <td className="latency-row-mark">
                {mark && (mark === 'slower' ? `▲ ${text.slower}` : `▼ ${text.faster}`)}
              </td>
              {others.map((other) => {
                const same = other.rows.get(row.key)?.latency
                return (
                  <td key={other.name} data-number>
                    {same ? latencyFigure(same.medianMs) : '–'}
                  </td>
                )
              })}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
