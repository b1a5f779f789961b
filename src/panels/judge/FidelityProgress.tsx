import { useTranslation } from 'react-i18next'
import { cancelSharing, useFidelity } from '../../store/fidelityState'
import { JudgingProgressLine } from './JudgingControls'

/** How far shared weights are, or the trainings after them. */
export function FidelityProgress() {
  const { t } = useTranslation('judge')
  const sharing = useFidelity((state) => state.sharing)
  if (!sharing) return <JudgingProgressLine />
  const { task, fraction } = sharing
  const label = t(`fidelity.task.${task}`)
  return (
    <>
      <progress
        className="progress-bar"
        {...(fraction !== null && { value: fraction })}
        aria-label={label}
      />
      <span role="status">{label}</span>
      <button type="button" className="button" onClick={cancelSharing}>
        {t('cancel')}
      </button>
      <span className="note">{t('goesOn')}</span>
    </>
  )
}
