import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { YARDSTICK } from '../../run/yardstick'
import { groupCurve, type Across, type Judge, type RunGroup } from '../../store/compareGroups'
import { useComparison } from '../../store/compareState'
import { BestSoFar } from '../../views/BestSoFar'
import { bestSoFarTable } from '../../views/bestSoFarTable'
import type { BestSoFarText } from '../../views/text'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { grouped } from '../common/format'
import { useGroupNames } from './names'

interface CompareChartProps {
  readonly groups: readonly RunGroup[]
  readonly judge: Judge
  readonly across: Across
}

/** Until it is laid out. */
const USUAL_WIDTH = 960
const NARROW = 520

/** Best so far of every group of runs, against what it took. */
export function CompareChart({ groups, judge, across }: CompareChartProps) {
  const { t } = useTranslation('compare')
  const scores = useComparison((state) => state.scores)
  const names = useGroupNames(groups)
  const { width, ref } = useWidth(USUAL_WIDTH)
  const text = useMemo(
    (): BestSoFarText => ({
      summary: (title, axis, ends) => t('summary', { title, across: axis, ends }),
      columns: {
        name: t('columns.method'),
        median: `${t('columns.median')} (%)`,
        low: `${t('columns.low')} (%)`,
        high: `${t('columns.high')} (%)`,
        runs: t('columns.runs'),
      },
    }),
    [t],
  )
  const series = useMemo(
    () =>
      groups.map((group) => ({
        key: group.key,
        name: names.get(group.key) ?? '',
        method: group.method,
        points: groupCurve(group, judge, across, scores),
      })),
    [groups, names, judge, across, scores],
  )
  const nothing = series.every(({ points }) => points.length === 0)
  const { steps, batch, seeds, dataset } = YARDSTICK
  return (
    <div className="compare-chart" ref={ref}>
      {nothing ? (
        <p className="compare-empty">
          {t(judge === 'yardstick' ? 'nothingMeasured' : 'nothingJudged')}
        </p>
      ) : (
        <Drawing
          name={t('chart')}
          file="comparison"
          table={() => bestSoFarTable(series, t(`axis.${across}`), text)}
        >
          <BestSoFar
            title={t('chart')}
            series={series}
            form={judge === 'yardstick' ? 'points' : 'steps'}
            width={width}
            height={width < NARROW ? 260 : 320}
            across={t(`axis.${across}`)}
            formatAcross={grouped}
            text={text}
          />
        </Drawing>
      )}
      <p className="note">
        {judge === 'yardstick'
          ? t('yardstickNote', { steps, batch, seeds: seeds.length, test: dataset.testImages })
          : t('ownNote')}{' '}
        {groups.some(({ entries }) => entries.length > 1) && t('spread')}
      </p>
    </div>
  )
}
