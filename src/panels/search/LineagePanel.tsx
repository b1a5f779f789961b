import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { candidateTable } from '../../views/candidateSeries'
import { Lineage } from '../../views/Lineage'
import { Drawing } from '../common/Drawing'
import { useCandidateProps, type PanelProps } from './panelProps'
import { useMethodTexts } from './useMethodTexts'

/** The populations of SPOS' evolution. */
export function LineagePanel(props: PanelProps) {
  const { t } = useTranslation()
  const { lineage } = useMethodTexts()
  const shared = useCandidateProps(props)
  const { strategy, budget } = props.run.timeline.config
  const text = useMemo(() => lineage(budget.steps), [lineage, budget.steps])
  if (strategy.name !== 'spos') return null
  return (
    <Drawing
      name={t('methodViews.lineage')}
      file="lineage"
      table={() => candidateTable(shared.candidates, text)}
    >
      <Lineage
        {...shared}
        title={t('methodViews.lineage')}
        generations={strategy.generations}
        population={strategy.population}
        text={text}
      />
    </Drawing>
  )
}
