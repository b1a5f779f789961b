import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostMeasure } from '../../run/objective'
import { useWorkspace } from '../../store/workspace'
import { ExpectedCost } from '../../views/ExpectedCost'
import { expectedCosts, expectedCostTable } from '../../views/expectedCostSeries'
import { Drawing } from '../common/Drawing'
import { withPrefix } from '../common/format'

const HEIGHT = 150

/** What the gates of DARTS expect an architecture to cost, where the search follows that. */
export default function ExpectedCostPanel({ width }: { readonly width: number }) {
  const { t } = useTranslation()
  const timeline = useDeferredValue(useWorkspace((state) => state.timeline))
  const playhead = useDeferredValue(useWorkspace((state) => state.playhead))
  const seek = useWorkspace((state) => state.seek)
  if (!timeline) return null
  const { config, snapshots, steps } = timeline
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
        step={playhead ?? snapshots.at(-1)?.step ?? null}
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
