import { useTranslation } from 'react-i18next'
import { judgingTrainings, type JudgedNetwork, type JudgingConfig } from '../../run/judging'
import type { TrainingConfig } from '../../run/training'
import { cancelJudging, chooseJudging, judge, useJudging } from '../../store/judgingState'
import { clock } from '../common/format'

interface JudgingControlsProps {
  readonly config: JudgingConfig
  readonly networks: readonly JudgedNetwork[]
  readonly missing: readonly TrainingConfig[]
}

/** Starts and breaks off what is still to be trained. */
export function JudgingControls({ config, networks, missing }: JudgingControlsProps) {
  const { t } = useTranslation('judge')
  const running = useJudging((state) => state.running)
  const total = judgingTrainings(config, networks).length
  const start = () => {
    chooseJudging(config)
    void judge(config)
  }
  return (
    <div className="judge-controls">
      {running ? (
        <JudgingProgressLine />
      ) : missing.length > 0 ? (
        <button type="button" className="button primary" onClick={start}>
          {t('start', { count: missing.length })}
        </button>
      ) : (
        total > 0 && <span className="note">{t('allTrained')}</span>
      )}
      {!running && total > 0 && (
        <span className="note">
          {t('plan', {
            networks: networks.length,
            seeds: t('seeds', { count: config.trainingSeeds.length }),
            known: total - missing.length,
            total,
          })}
        </span>
      )}
      <JudgingFailure />
    </div>
  )
}

/** How far the trainings are that are under way. */
export function JudgingProgressLine() {
  const { t } = useTranslation('judge')
  const running = useJudging((state) => state.running)
  if (!running) return null
  const { done, total, fraction, left } = running
  const label = t('progress', { number: Math.min(total, done + 1), total })
  return (
    <>
      <progress className="progress-bar" value={fraction} aria-label={label} />
      <span role="status">
        {label}
        {left !== null && <> · {t('left', { time: clock(left) })}</>}
      </span>
      <button type="button" className="button" onClick={cancelJudging}>
        {t('cancel')}
      </button>
      <span className="note">{t('goesOn')}</span>
    </>
  )
}

export function JudgingFailure() {
  const { t } = useTranslation('judge')
  const failure = useJudging((state) => state.failure)
  return failure === null ? null : <p role="alert">{t('failed', { message: failure })}</p>
}
