import { useTranslation } from 'react-i18next'
import { BUSY_PHASES } from '../../store/phases'
import { isUnderWay } from '../../store/presentTraining'
import { toggleRun } from '../../store/runControls'
import { pauseTraining } from '../../store/trainingCommands'
import { useTraining } from '../../store/trainingState'
import { useTrying } from '../../store/trying'
import { useWorkspace } from '../../store/workspace'
import type { Tried } from './useTried'

interface TryNotesProps {
  readonly tried: Tried
  readonly onAgain: () => void
}

/** What stands in the way, and what can be done about it. */
export function TryNotes({ tried, onAgain }: TryNotesProps) {
  const { t } = useTranslation('try')
  const waiting = useTrying((state) => state.waiting)
  const failure = useTrying((state) => state.failure)
  const setDialog = useWorkspace((state) => state.setDialog)
  const searching = useWorkspace((state) => BUSY_PHASES.has(state.phase))
  const training = useTraining(({ present }) => present !== null && isUnderWay(present))
  return (
    <>
      <div role="status">
        {waiting && (
          <p className="try-obstacle">
            {t('waiting')}{' '}
            {searching && (
              <button type="button" className="button" onClick={() => void toggleRun()}>
                {t('pauseSearch')}
              </button>
            )}
            {training && (
              <button type="button" className="button" onClick={pauseTraining}>
                {t('pauseTraining')}
              </button>
            )}
          </p>
        )}
        {failure !== null && (
          <p className="try-obstacle">
            {t('failed', { reason: failure })}{' '}
            <button type="button" className="button" onClick={onAgain}>
              {t('again')}
            </button>
          </p>
        )}
      </div>
      {!tried.training && (
        <p className="try-obstacle">
          {t('absent.trained')}{' '}
          <button type="button" className="button primary" onClick={() => setDialog('train')}>
            {t('train')}
          </button>
        </p>
      )}
    </>
  )
}
