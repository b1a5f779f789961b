import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnderWay, trainedShare, type PresentTraining } from '../../store/presentTraining'
import { readInterrupted } from '../../store/trainingCommands'
import { useTraining } from '../../store/trainingState'
import { useWorkspace } from '../../store/workspace'

/** Opens training; tells how far the one under way is, and of one that was interrupted. */
export function TrainButton() {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  const label = useTraining(({ present, interrupted }) => {
    if (present) return presentLabel(present)
    return interrupted && interrupted.length > 0 ? 'interrupted' : 'train'
  })
  useEffect(() => void readInterrupted(), [])
  return (
    <button type="button" className="button primary" onClick={() => setDialog('train')}>
      {typeof label === 'number'
        ? t('resultActions.training', { percent: label })
        : t(`resultActions.${label}`)}
    </button>
  )
}

/** Whole per cent of its steps, or the state that keeps it from them. */
function presentLabel(present: PresentTraining) {
  if (isUnderWay(present)) return Math.floor(100 * trainedShare(present))
  if (present.phase === 'paused') return 'trainingPaused'
  return present.phase === 'failed' ? 'trainingFailed' : 'train'
}
