import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { spaceModel } from '../../space/spaceModels'
import { DecisionTape } from '../../views/DecisionTape'
import { tapeColumns } from '../../views/tapeLayout'
import { tapeTable } from '../../views/tapeSummary'
import { percent } from '../common/format'
import { Drawing } from '../common/Drawing'
import type { PanelProps } from './panelProps'
import { useMethodTexts } from './useMethodTexts'

/** The controller's decisions, and the latest architecture that it drew. */
export function TapePanel({ run, width }: PanelProps) {
  const { t } = useTranslation()
  const { tape: text } = useMethodTexts()
  const { space } = run.timeline.config
  const columns = useMemo(
    () => tapeColumns(space.kind, spaceModel(space).decisions, text),
    [space, text],
  )
  const latest = run.candidates.at(-1)
  const probabilities = run.policy?.probabilities ?? null
  const sample = latest?.choices ?? null
  return (
    <Drawing
      name={t('methodViews.tape')}
      file="decisions"
      table={() => tapeTable({ columns, probabilities, sample }, text)}
    >
      <DecisionTape
        title={t('methodViews.tape')}
        columns={columns}
        probabilities={probabilities}
        sample={sample}
        rewarded={run.policy}
        sampleAccuracy={latest ? percent(latest.accuracy) : '–'}
        width={width}
        text={text}
      />
    </Drawing>
  )
}
