import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { mean } from 'simple-statistics'
import type { GroupReport, JudgedScore } from '../../run/judgedReport'
import { groupKey } from '../../run/judging'
import { JudgedGroups, judgedGroupsTable } from '../../views/JudgedGroups'
import type { JudgedRow } from '../../views/judgedGroupsLayout'
import type { JudgedGroupsText } from '../../views/judgedText'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { useJudgedNames } from './useJudgedNames'

interface JudgedChartProps {
  readonly reports: readonly GroupReport[]
  readonly scores: readonly JudgedScore[]
}

/** Until it is laid out. */
const USUAL_WIDTH = 680

export function JudgedChart({ reports, scores }: JudgedChartProps) {
  const { t } = useTranslation('judge')
  const names = useJudgedNames()
  const { width, ref } = useWidth(USUAL_WIDTH)
  const text = useMemo(
    (): JudgedGroupsText => ({
      summary: (title, groups) => t('summary', { title, groups }),
      across: t('across'),
      luck: t('luckMean'),
      columns: {
        group: t('columns.group'),
        network: t('networkColumn'),
        accuracy: t('columns.accuracy'),
        mean: t('columns.mean'),
        low: t('columns.low'),
        high: t('columns.high'),
      },
    }),
    [t],
  )
  const rows = useMemo(
    () =>
      reports.map(({ group, mean: groupMean, interval, over }): JudgedRow => {
        const key = groupKey(group)
        const own = scores.filter(({ network }) => groupKey(network.group) === key)
        const star = over === 'trainings' && interval ? ' *' : ''
        return {
          key,
          name: `${names.ofGroup(group)}${star}`,
          group,
          networks: own.flatMap(({ network, accuracies }) => {
            const known = accuracies.filter((accuracy) => accuracy !== null)
            return known.length === accuracies.length
              ? [{ name: names.ofNetwork(network), accuracy: mean(known) }]
              : []
          }),
          mean: groupMean,
          interval,
          over,
        }
      }),
    [reports, scores, names],
  )
  const waiting = scores.filter(({ accuracies }) => accuracies.includes(null)).length
  return (
    <div className="judged-chart" ref={ref}>
      <Drawing name={t('chart')} file="judged" table={() => judgedGroupsTable(rows, text)}>
        <JudgedGroups title={t('chart')} rows={rows} width={width} text={text} />
      </Drawing>
      <p className="note">
        {t('chartNote', { count: reports[0]?.trainings ?? 1 })}{' '}
        {waiting > 0 && t('waiting', { count: waiting })}
      </p>
    </div>
  )
}
