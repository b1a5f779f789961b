import { useTranslation } from 'react-i18next'
import {
  cancelMeasuring,
  measureTasks,
  useComparison,
  type YardstickTask,
} from '../../store/compareState'
import { BUSY_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'

/** Measures what is shown and not measured yet, on this device. */
export function YardstickControls({ tasks }: { readonly tasks: readonly YardstickTask[] }) {
  const { t } = useTranslation('compare')
  const measuring = useComparison((state) => state.measuring)
  const failure = useComparison((state) => state.failure)
  const busy = useWorkspace((state) => BUSY_PHASES.has(state.phase))
  return (
    <div className="yardstick">
      {measuring ? (
        <>
          <progress value={measuring.fraction} aria-label={t('judges.yardstick')} />
          <span role="status">
            {t('measuring', {
              number: Math.min(measuring.total, measuring.done + 1),
              total: measuring.total,
            })}
          </span>
          <button type="button" className="button" onClick={cancelMeasuring}>
            {t('cancel')}
          </button>
        </>
      ) : tasks.length === 0 ? (
        <span className="note">{t('measured')}</span>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={busy}
          onClick={() => void measureTasks(tasks)}
        >
          {t('measure', { count: tasks.length })}
        </button>
      )}
      {busy && !measuring && <span className="note">{t('busy')}</span>}
      {failure !== null && <span role="alert">{t('failed', { message: failure })}</span>}
    </div>
  )
}
