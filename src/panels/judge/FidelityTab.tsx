import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import {
  fidelityPoints,
  fidelityReport,
  fidelitySample,
  fidelityTrainings,
  sharedKey,
} from '../../run/fidelity'
import {
  chooseFidelity,
  firstFidelity,
  measureFidelity,
  readFidelity,
  useFidelity,
} from '../../store/fidelityState'
import { judgedAtFirst } from '../../store/judgingChoices'
import { trainingKey, useJudging } from '../../store/judgingState'
import { useSupernet } from '../../store/supernet'
import { recallSupernet } from '../../store/supernetKeeping'
import { useWorkspace } from '../../store/workspace'
import { FidelityCharts } from './FidelityCharts'
import { FidelityProgress } from './FidelityProgress'
import { FidelitySettings } from './FidelitySettings'
import { JudgingFailure } from './JudgingControls'
import { FidelityTable } from './FidelityTable'

/** How far the order that shared weights give agrees with that of training alone. */
export function FidelityTab() {
  const { t } = useTranslation('judge')
  const chosen = useFidelity((state) => state.config)
  const read = useFidelity((state) => state.read)
  const known = useFidelity((state) => state.shared)
  const scores = useJudging((state) => state.scores)
  const busy = useFidelity((state) => state.sharing !== null)
  const training = useJudging((state) => state.running !== null)
  const first = useWorkspace(useShallow(judgedAtFirst))
  const failure = useFidelity((state) => state.failure)
  const supernet = useSupernet((state) => state.kept)
  useEffect(() => {
    void readFidelity()
    recallSupernet().catch(() => undefined)
  }, [])
  const config = useMemo(() => chosen ?? firstFidelity(first), [chosen, first])
  const texts = useMemo(() => fidelitySample(config), [config])
  const shared = known.get(sharedKey(config))
  const points = useMemo(
    () => fidelityPoints(config, shared ?? [], (one) => scores.get(trainingKey(one)) ?? null),
    [config, shared, scores],
  )
  const reports = useMemo(() => fidelityReport(points), [points])
  const left = fidelityTrainings(config, texts).some((one) => !scores.has(trainingKey(one)))
  if (!read) return null
  const { source } = config
  const ofSource =
    source.kind === 'search' && supernet?.alphaHash === source.alphaHash ? supernet : null
  const gone = source.kind === 'search' && !ofSource && !shared
  const start = () => {
    chooseFidelity(config)
    void measureFidelity(config, ofSource)
  }
  return (
    <div className="judging">
      <form className="judging-setup" onSubmit={(event) => event.preventDefault()}>
        {/* What is being measured stays what it is. */}
        <fieldset disabled={busy || training}>
          <legend className="visually-hidden">{t('tab.fidelity')}</legend>
          <FidelitySettings config={config} supernet={supernet} />
        </fieldset>
      </form>
      <div className="judging-results">
        <p className="note">{t('fidelity.help')}</p>
        <div className="judge-controls">
          {busy || training ? (
            <FidelityProgress />
          ) : left || !shared ? (
            <button type="button" className="button primary" disabled={gone} onClick={start}>
              {t('fidelity.start')}
            </button>
          ) : (
            <span className="note">{t('fidelity.allKnown')}</span>
          )}
          {gone && <span className="note">{t('fidelity.gone')}</span>}
          {failure !== null && <p role="alert">{t('failed', { message: failure })}</p>}
          <JudgingFailure />
        </div>
        {points.length === 0 ? (
          <p className="judge-empty">{t('fidelity.empty')}</p>
        ) : (
          <>
            <FidelityCharts points={points} reports={reports} />
            <FidelityTable reports={reports} />
            <p className="note">
              {t(source.kind === 'uniform' ? 'fidelity.note' : 'fidelity.noteSearch', {
                steps: source.kind === 'uniform' ? source.steps : 0,
                images: config.judgeImages,
                seeds: t('seeds', { count: config.trainingSeeds.length }),
              })}
            </p>
          </>
        )}
      </div>
    </div>
  )
}
