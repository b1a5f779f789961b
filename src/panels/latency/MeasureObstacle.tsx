import { useTranslation } from 'react-i18next'
import { pauseSearch } from '../../store/latencyMeasuring'
import type { LatencyFailure } from '../../store/latencyState'

/** A search trains: measuring waits until the reader pauses it. */
export function BusyObstacle({ measure }: { readonly measure: () => Promise<void> }) {
  const { t } = useTranslation('latency')
  return (
    <div className="latency-obstacle">
      <p className="note">{t('busy')}</p>
      <button type="button" className="button" onClick={() => void pauseSearch().then(measure)}>
        {t('pause')}
      </button>
    </div>
  )
}

/** Why measuring ended before its end, and what to do. */
export function FailureLine({ failure }: { readonly failure: LatencyFailure }) {
  const { t } = useTranslation('latency')
  return (
    <p className="note latency-failure" role="alert">
      {t(`problem.${failure.problem}`, { message: failure.message })}
    </p>
  )
}
