import { useTranslation } from 'react-i18next'
import { isOpen } from '../../store/presentTraining'
import { dropInterrupted, resumeInterrupted } from '../../store/trainingCommands'
import { useTraining } from '../../store/trainingState'

/** Trainings that the page was left in the middle of, or that failed: they can go on, or go. */
export function InterruptedTrainings({ onResumed }: { readonly onResumed: () => void }) {
  const { t } = useTranslation('train')
  const interrupted = useTraining((state) => state.interrupted)
  const busy = useTraining(({ present }) => present !== null && isOpen(present))
  if (!interrupted || interrupted.length === 0) return null
  return (
    <section className="training-section" aria-label={t('interrupted')}>
      <h3 className="section-title">{t('interrupted')}</h3>
      {interrupted.map((kept) => (
        <div key={kept.id} className="training-interrupted">
          <p>
            {t('interruptedAt', {
              name: kept.name,
              step: kept.checkpoint.step,
              when: new Date(kept.keptAt).toLocaleString(),
            })}
          </p>
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => {
              void resumeInterrupted(kept)
              onResumed()
            }}
          >
            {t('goOn', { step: kept.checkpoint.step })}
          </button>
          <button type="button" className="button quiet" onClick={() => dropInterrupted(kept.id)}>
            {t('drop')}
          </button>
        </div>
      ))}
    </section>
  )
}
