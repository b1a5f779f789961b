import { useTranslation } from 'react-i18next'
import type { GroupReport } from '../../run/judgedReport'
import { groupKey } from '../../run/judging'
import { percentText } from '../../views/percentText'
import { pointsText, pText } from './figures'
import { useJudgedNames } from './useJudgedNames'

const NONE = '–'

/** The figures of every group. */
export function JudgedTable({ reports }: { readonly reports: readonly GroupReport[] }) {
  const { t } = useTranslation('judge')
  const names = useJudgedNames()
  return (
    // It scrolls, so the keyboard must be able to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="judge-table" role="region" aria-label={t('table')} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{t('table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.group')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => {
            const { group, means, distinct, mean, interval, over, againstLuck } = report
            const between = interval
              ? `${percentText(interval[0])} – ${percentText(interval[1])}`
              : NONE
            const difference = againstLuck?.interval
              ? `${pointsText(againstLuck.difference)} (${againstLuck.interval.map(pointsText).join(' … ')})`
              : againstLuck && pointsText(againstLuck.difference)
            return (
              <tr key={groupKey(group)}>
                <th scope="row">{names.ofGroup(group)}</th>
                <td>
                  {means.length}
                  {distinct < means.length && ` (${t('different', { count: distinct })})`}
                </td>
                <td>{percentText(mean)}</td>
                <td>{over === 'trainings' && interval ? `${between} *` : between}</td>
                <td>{percentText(Math.max(...means))}</td>
                <td>{difference ?? NONE}</td>
                <td>{againstLuck ? pText(againstLuck.networks.p) : NONE}</td>
                <td>{againstLuck ? pText(againstLuck.trainings.p) : NONE}</td>
                <td>{againstLuck ? `${(100 * againstLuck.wins).toFixed(0)} %` : NONE}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const COLUMNS = [
  'networks',
  'mean',
  'interval',
  'best',
  'difference',
  'pNetworks',
  'pTrainings',
  'wins',
] as const
