import { useTranslation } from 'react-i18next'
import type { LatencyEstimate } from '../../run/latency'
import type { SharedLatency } from '../../share/link'
import { adapterInUse } from '../../store/latencyState'
import { useWorkspace } from '../../store/workspace'
import { LatencyDots, latencyDotsTable } from '../../views/LatencyDots'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { useDrawingScale } from '../common/useDrawingScale'
import { useLatencyText } from './latencyTexts'

/** Until it is laid out. */
const USUAL_WIDTH = 312

interface SentLatencyProps {
  readonly elsewhere: SharedLatency
  /** As measured here; null where it was not. */
  readonly here: LatencyEstimate | null
}

/** The sender's point, and this device's beside it once there is one. */
export function SentLatency({ elsewhere, here }: SentLatencyProps) {
  const { t } = useTranslation('latency')
  const text = useLatencyText()
  const adapter = useWorkspace(adapterInUse)
  const { width, ref } = useWidth(USUAL_WIDTH)
  const scale = useDrawingScale()
  const { medianMs, lowMs, highMs, device } = elsewhere
  const rows = [
    { device, here: false, ms: medianMs, lowMs, highMs },
    ...(here ? [{ ...here, device: `${t('here')}, ${adapter ?? ''}`, here: true }] : []),
  ]
  const title = t('result.both')
  return (
    <div className="latency-sent" ref={ref}>
      <p className="note">{t('result.elsewhere', { device })}</p>
      <Drawing name={title} file="latency-devices" table={() => latencyDotsTable(rows, text)}>
        <LatencyDots title={title} rows={rows} width={Math.floor(width / scale)} text={text} />
      </Drawing>
    </div>
  )
}
