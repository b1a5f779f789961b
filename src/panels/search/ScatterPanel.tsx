import { ToggleGroup } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  costBy,
  COST_MEASURES,
  type CostMeasure,
  type ObjectiveSettings,
} from '../../run/objective'
import { candidateTable } from '../../views/candidateSeries'
import { CandidateScatter } from '../../views/CandidateScatter'
import { Drawing } from '../common/Drawing'
import { useCandidateProps, type PanelProps } from './panelProps'
import { useMethodTexts } from './useMethodTexts'

const HEIGHT = 280

/** Accuracy against the cost that the objective looks at, or another. */
export function ScatterPanel(props: PanelProps) {
  const { t } = useTranslation()
  const { scatter: text } = useMethodTexts()
  const shared = useCandidateProps(props)
  const { objective } = props.run.timeline.config
  const [asked, setAsked] = useState<CostMeasure | null>(null)
  const measure = asked ?? measureOf(objective)
  const known = COST_MEASURES.filter(
    (each) =>
      each !== 'latency' || shared.candidates.some(({ cost }) => costBy(each, cost) !== null),
  )
  return (
    <div className="scatter-place">
      <Drawing
        name={t('methodViews.scatter')}
        file="accuracy-cost"
        table={() => candidateTable(shared.candidates, text)}
      >
        <CandidateScatter
          {...shared}
          title={t('methodViews.scatter')}
          measure={measure}
          limit={limitOf(objective, measure)}
          height={HEIGHT}
          text={text}
        />
      </Drawing>
      <ToggleGroup.Root
        type="single"
        className="view-switch"
        aria-label={t('methodViews.measure')}
        value={measure}
        onValueChange={(chosen) => chosen && setAsked(chosen as CostMeasure)}
      >
        {known.map((each) => (
          <ToggleGroup.Item key={each} value={each} className="cell-switch-item">
            {text.measures[each]}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    </div>
  )
}

function measureOf(objective: ObjectiveSettings): CostMeasure {
  switch (objective.kind) {
    case 'accuracy':
      return 'macs'
    case 'constrained':
      return COST_MEASURES.find((measure) => objective.limits[measure] !== undefined) ?? 'macs'
    case 'weighted-product':
    case 'additive':
    case 'log-product':
      return objective.measure
    case 'multi-objective':
      return objective.measures[0] ?? 'macs'
  }
}

/** The cost that an objective allows or aims at. */
function limitOf(objective: ObjectiveSettings, measure: CostMeasure): number | null {
  if (objective.kind === 'constrained') return objective.limits[measure] ?? null
  if (!('target' in objective)) return null
  return objective.measure === measure ? objective.target : null
}
