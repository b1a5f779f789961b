import { useTranslation } from 'react-i18next'
import { cancelLatency } from '../../store/latencyMeasuring'
import type { LatencyProgress } from '../../store/latencyState'
import { clock } from '../common/format'

/** Below this share there is nothing to tell the rest from. */
const FORESEEABLE = 0.05

/** What is being measured, how far it is, and the button that breaks it off. */
export function LatencyProgressLine({ progress }: { readonly progress: LatencyProgress }) {
  const { t } = useTranslation('latency')
  const { task, fraction, left } = progress
  const label = task ? t(`tasks.${task}`) : t('starting')
  return (
    <div className="latency-progress">
      <progress className="progress-bar" max={1} value={fraction} aria-label={label} />
      <span className="note" role="status">
        {label}
        {fraction > FORESEEABLE && left !== null && <> · {t('left', { time: clock(left) })}</>}
      </span>
      <button type="button" className="button" onClick={cancelLatency}>
        {t('cancel')}
      </button>
    </div>
  )
}
