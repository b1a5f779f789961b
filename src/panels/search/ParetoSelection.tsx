import { useTranslation } from 'react-i18next'
import { oneLine } from '../../views/candidateSeries'
import type { ParetoPoint } from '../../views/paretoPoints'
import { percent } from '../common/format'

interface ParetoSelectionProps {
  readonly points: readonly ParetoPoint[]
  /** Shown in the result column (its id). */
  readonly chosen: number | null
  readonly amount: (cost: number) => string
  readonly onChoose?: ((id: number) => void) | undefined
  readonly onPoint?: ((id: number | null) => void) | undefined
  readonly onClear: () => void
}

/** Rows of the table: the most accurate. */
const MOST = 50

/** What is selected, the most accurate first; a row opens its architecture. */
export function ParetoSelection(props: ParetoSelectionProps) {
  const { points, chosen, amount, onChoose, onPoint, onClear } = props
  const { t } = useTranslation()
  if (points.length === 0) return <p className="note">{t('methodViews.select.none')}</p>
  const rows = [...points].sort((a, b) => b.accuracy - a.accuracy || a.cost - b.cost).slice(0, MOST)
  return (
    <section className="pareto-selection" aria-label={t('methodViews.select.title')}>
      <div className="section-head">
        <h3 className="section-title">
          {t('methodViews.select.title')} {points.length}
        </h3>
        <button type="button" className="button quiet" onClick={onClear}>
          {t('methodViews.select.clear')}
        </button>
      </div>
      <table>
        <tbody>
          {rows.map(({ candidate, accuracy, cost }) => {
            const { id, text } = candidate
            const name = `#${id}`
            return (
              <tr
                key={id}
                data-chosen={id === chosen || undefined}
                onPointerEnter={() => onPoint?.(id)}
                onPointerLeave={() => onPoint?.(null)}
              >
                <th scope="row">
                  <button
                    type="button"
                    className="link-button"
                    aria-label={t('methodViews.select.open', { name })}
                    aria-pressed={id === chosen}
                    onClick={() => onChoose?.(id)}
                    onFocus={() => onPoint?.(id)}
                    onBlur={() => onPoint?.(null)}
                  >
                    {name}
                  </button>
                </th>
                <td className="mono pareto-text" title={text}>
                  {oneLine(text)}
                </td>
                <td>{percent(accuracy)}</td>
                <td>{amount(cost)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {points.length > MOST && (
        <p className="note">{t('methodViews.select.more', { count: points.length - MOST })}</p>
      )}
    </section>
  )
}
