import { useTranslation } from 'react-i18next'
import { datasetFormat } from '../../run/datasets'
import { useWorkspace } from '../../store/workspace'
import { CandidateProgress } from '../../views/CandidateProgress'
import { candidateTable } from '../../views/candidateSeries'
import { Drawing } from '../common/Drawing'
import { useCandidateProps, type PanelProps } from './panelProps'
import { useMethodTexts } from './useMethodTexts'

const HEIGHT = 250

/** Every architecture judged so far; `descent` joins them to those they come from. */
export function ProgressPanel(props: PanelProps & { readonly descent: boolean }) {
  const { t } = useTranslation()
  const { progress: text } = useMethodTexts()
  const shared = useCandidateProps(props)
  const seek = useWorkspace((state) => state.seek)
  const { run, descent } = props
  const { steps, config } = run.timeline
  const title = t(descent ? 'methodViews.climb' : 'methodViews.progress')
  return (
    <Drawing
      name={title}
      file={descent ? 'climb' : 'best-so-far'}
      table={() => candidateTable(shared.candidates, text)}
    >
      <CandidateProgress
        {...shared}
        title={title}
        totalSteps={steps}
        step={run.step}
        descent={descent}
        chance={1 / datasetFormat(config.dataset).classes}
        height={HEIGHT}
        onSelectStep={seek}
        text={text}
      />
    </Drawing>
  )
}
