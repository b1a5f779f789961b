import { useTranslation } from 'react-i18next'
import { candidateTable } from '../../views/candidateSeries'
import { LivingPopulation } from '../../views/LivingPopulation'
import { Drawing } from '../common/Drawing'
import { useCandidateProps, type PanelProps } from './panelProps'
import { useMethodTexts } from './useMethodTexts'

/** The population of regularised evolution, birth by birth. */
export function LivesPanel(props: PanelProps) {
  const { t } = useTranslation()
  const { lives: text } = useMethodTexts()
  const shared = useCandidateProps(props)
  const { config, steps } = props.run.timeline
  if (config.strategy.name !== 'evolution') return null
  const { population, childSteps } = config.strategy
  return (
    <Drawing
      name={t('methodViews.lives')}
      file="population"
      table={() => candidateTable(shared.candidates, text)}
    >
      <LivingPopulation
        {...shared}
        title={t('methodViews.lives')}
        population={population}
        births={Math.ceil(steps / childSteps)}
        text={text}
      />
    </Drawing>
  )
}
