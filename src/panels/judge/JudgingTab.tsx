import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { judgedReport } from '../../run/judgedReport'
import { judgedScores, missingTrainings, useJudging } from '../../store/judgingState'
import { JudgedArchitectures } from './JudgedArchitectures'
import { JudgedChart } from './JudgedChart'
import { JudgedTable } from './JudgedTable'
import { JudgedVerdicts } from './JudgedVerdicts'
import { JudgingControls } from './JudgingControls'
import { JudgingSettings } from './JudgingSettings'
import { useJudgedNetworks, useJudgingConfig, useKnownArchitectures } from './useJudgingConfig'

/** Searches against luck: what is judged on one side, what came of it on the other. */
export function JudgingTab() {
  const { t } = useTranslation('judge')
  const known = useKnownArchitectures()
  const config = useJudgingConfig(known)
  const networks = useJudgedNetworks(config)
  const trained = useJudging((state) => state.scores)
  const missing = useMemo(
    () => missingTrainings(config, networks, trained),
    [config, networks, trained],
  )
  const scores = useMemo(() => judgedScores(config, networks, trained), [config, networks, trained])
  const reports = useMemo(() => judgedReport(scores), [scores])
  const running = useJudging((state) => state.running !== null)
  return (
    <div className="judging">
      <form className="judging-setup" onSubmit={(event) => event.preventDefault()}>
        {/* What is being trained stays what it is. */}
        <fieldset disabled={running}>
          <legend className="visually-hidden">{t('tabs')}</legend>
          <JudgedArchitectures config={config} known={known} />
          <JudgingSettings config={config} />
        </fieldset>
      </form>
      <div className="judging-results">
        <JudgingControls config={config} networks={networks} missing={missing} />
        {reports.length === 0 ? (
          <p className="judge-empty">{t('empty')}</p>
        ) : (
          <>
            <JudgedChart reports={reports} scores={scores} />
            <JudgedVerdicts reports={reports} />
            <JudgedTable reports={reports} />
            <p className="note">{t('tests')}</p>
          </>
        )}
      </div>
    </div>
  )
}
