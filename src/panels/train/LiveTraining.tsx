import { useTranslation } from 'react-i18next'
import { isOpen, timeLeft, trainedShare, type PresentTraining } from '../../store/presentTraining'
import { BUSY_PHASES } from '../../store/phases'
import {
  dismissTraining,
  dropTraining,
  finishTraining,
  pauseTraining,
  resumeTraining,
} from '../../store/trainingCommands'
import { useWorkspace } from '../../store/workspace'
import { byteCount, clock, grouped } from '../common/format'
import { TrainingCharts } from './TrainingCharts'

/** The training under way: how far it is, what can be done with it, and its curves. */
export function LiveTraining({ training }: { readonly training: PresentTraining }) {
  const { t } = useTranslation('train')
  const { name, config, points, validations, step, started, problem } = training
  return (
    <div className="training-live">
      <h3 className="training-name">{name}</h3>
      {problem === null ? (
        <TrainingProgress training={training} />
      ) : (
        <p className="training-problem" role="alert">
          {t('failed', { step, message: problem })}
        </p>
      )}
      <TrainingActions training={training} />
      {started && (
        <TrainingCharts
          curves={{ points, validations, totalSteps: started.steps }}
          recipe={config.recipe}
          upTo={step}
        />
      )}
      {started && (
        <p className="note">
          {started.engine.gpuBytes > 0
            ? t('engine', {
                adapter: started.engine.adapter,
                bytes: byteCount(started.engine.gpuBytes),
              })
            : t('engineUnknown', { adapter: started.engine.adapter })}
          {'. '}
          {t('closing')}
        </p>
      )}
    </div>
  )
}

function TrainingProgress({ training }: { readonly training: PresentTraining }) {
  const { t } = useTranslation('train')
  const { task, phase, started, step, config } = training
  const left = phase === 'training' ? timeLeft(training) : null
  const share = task?.fraction ?? trainedShare(training)
  const label = task ? t(`tasks.${task.task}`) : t(`phases.${phase}`)
  return (
    <div className="training-progress">
      <progress className="progress-bar" max={1} value={share} aria-label={label} />
      <p className="note" role="status">
        {label}
        {started && (
          <>
            {' · '}
            {t('step', {
              step: grouped(step),
              steps: grouped(started.steps),
              epoch: Math.min(
                Math.ceil(config.recipe.epochs),
                Math.floor(step / started.stepsPerEpoch) + 1,
              ),
              epochs: config.recipe.epochs,
            })}
          </>
        )}
        {left !== null && <> · {t('left', { time: clock(left / 1_000) })}</>}
      </p>
      {task?.task === 'waiting' && <PauseSearch />}
    </div>
  )
}

/** The search that has the GPU can make room. */
function PauseSearch() {
  const { t } = useTranslation('train')
  const searching = useWorkspace(({ phase }) => BUSY_PHASES.has(phase))
  if (!searching) return null
  const pause = async () => {
    const { pauseSearch } = await import('../../store/latencyMeasuring')
    await pauseSearch()
  }
  return (
    <button type="button" className="button" onClick={() => void pause()}>
      {t('pauseSearch')}
    </button>
  )
}

function TrainingActions({ training }: { readonly training: PresentTraining }) {
  const { t } = useTranslation('train')
  const { phase, step } = training
  if (!isOpen(training)) {
    return (
      <div className="training-actions">
        <button type="button" className="button" onClick={dismissTraining}>
          {t('dismiss')}
        </button>
      </div>
    )
  }
  const stoppable = (phase === 'training' || phase === 'paused') && step > 0
  return (
    <div className="training-actions">
      {phase === 'paused' ? (
        <button type="button" className="button primary" onClick={resumeTraining}>
          {t('resume')}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          disabled={phase !== 'training'}
          onClick={pauseTraining}
        >
          {t('pause')}
        </button>
      )}
      <button type="button" className="button" disabled={!stoppable} onClick={finishTraining}>
        {t('finish')}
      </button>
      <button type="button" className="button quiet" onClick={dropTraining}>
        {t('drop')}
      </button>
    </div>
  )
}
