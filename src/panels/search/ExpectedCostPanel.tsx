import { useTranslation } from 'react-i18next'
import type { CostMeasure } from '../../run/objective'
import { useWorkspace } from '../../store/workspace'
import { ExpectedCost } from '../../views/ExpectedCost'
import { expectedCosts, expectedCostTable } from '../../views/expectedCostSeries'
import { Drawing } from '../common/Drawing'
import { withPrefix } from '../common/format'
import type { PanelProps } from './panelProps'

const HEIGHT = 150

/** What the gates of DARTS expect an architecture to cost, where the search follows that. */
export function ExpectedCostPanel({ run, width }: PanelProps) {
  const { t } = useTranslation()
  const seek = useWorkspace((state) => state.seek)
  const { config, snapshots, steps } = run.timeline
  const { objective } = config
  if (objective.kind !== 'additive' && objective.kind !== 'log-product') return null
  const { measure, target } = objective
  const title = t('methodViews.expectedCost', { cost: t(`methodViews.measures.${measure}`) })
  const points = expectedCosts(snapshots)
  const text = {
    step: t('views.step'),
    expected: 'E',
    format: (value: number) => formatCost(measure, value),
    target: (value: string) => t('methodViews.expectedCostTarget', { value }),
    summary: (name: string, last: number, from: string, to: string, aim: string) =>
      t('methodViews.expectedCostSummary', { title: name, steps: last, from, to, target: aim }),
  }
  return (
    <Drawing name={title} file="expected-cost" table={() => expectedCostTable(title, points, text)}>
      <ExpectedCost
        title={title}
        points={points}
        target={target}
        totalSteps={steps}
        step={run.step}
        width={width}
        height={HEIGHT}
        onSelectStep={seek}
        text={text}
      />
    </Drawing>
  )
}

function formatCost(measure: CostMeasure, value: number): string {
  return measure === 'latency' ? `${Number(value.toPrecision(3))} ms` : withPrefix(value)
}
