import { useTranslation } from 'react-i18next'
import type { AgainstLuck, GroupReport } from '../../run/judgedReport'
import { groupKey } from '../../run/judging'
import { pText, pointsText } from './figures'
import { useJudgedNames } from './useJudgedNames'

/** Below this a difference is not put down to luck; above it, nothing is claimed. */
const SIGNIFICANT = 0.05

/** What the tests mean, group by group, in words. */
export function JudgedVerdicts({ reports }: { readonly reports: readonly GroupReport[] }) {
  const { t } = useTranslation('judge')
  const names = useJudgedNames()
  const tested = reports.filter(({ againstLuck }) => againstLuck !== null)
  if (tested.length === 0) return null
  return (
    <section aria-labelledby="judged-verdicts">
      <h3 id="judged-verdicts">{t('verdicts')}</h3>
      <ul className="judge-verdicts">
        {tested.map((report) => (
          <Verdict
            key={groupKey(report.group)}
            report={report}
            name={names.ofGroup(report.group)}
          />
        ))}
      </ul>
    </section>
  )
}

function Verdict({ report, name }: { readonly report: GroupReport; readonly name: string }) {
  const { t } = useTranslation('judge')
  const { againstLuck, distinct, means, trainings } = report
  if (!againstLuck) return null
  const { difference, interval, networks, correctedP } = againstLuck
  return (
    <li>
      {t(`verdict.${verdictOf(againstLuck)}`, {
        group: name,
        points: pointsText(difference),
        interval: interval
          ? t('verdict.interval', {
              low: pointsText(interval[0]),
              high: pointsText(interval[1]),
            })
          : t('verdict.noInterval'),
        p: `${(100 * networks.p).toPrecision(2)} %`,
        least: pText(networks.leastP),
      })}{' '}
      {correctedP !== networks.p && t('verdict.corrected', { p: pText(correctedP) })}{' '}
      {distinct < means.length && t('verdict.same', { distinct, count: means.length })}{' '}
      <span className="note">
        {t('verdict.trainings', {
          p: pText(againstLuck.trainings.p),
          least: pText(againstLuck.trainings.leastP),
          count: trainings,
        })}
      </span>
    </li>
  )
}

function verdictOf({ difference, networks, correctedP }: AgainstLuck) {
  if (networks.leastP > SIGNIFICANT) return 'tooFew'
  if (correctedP > SIGNIFICANT) return 'open'
  return difference > 0 ? 'better' : 'worse'
}
