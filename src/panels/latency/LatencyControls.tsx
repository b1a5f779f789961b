import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { measureDevice, type LatencyOrder } from '../../store/latencyMeasuring'
import { useLatency } from '../../store/latencyState'
import { BUSY_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'
import { NumberField } from '../space/NumberField'
import { LatencyFiles } from './LatencyFiles'
import { LatencyProgressLine } from './LatencyProgressLine'
import { BusyObstacle, FailureLine } from './MeasureObstacle'
import type { DeviceLatencies } from './useDeviceLatencies'

const NETWORKS = { min: 4, max: 200 }
const USUAL_NETWORKS = 24

/** Measures this device for the space being designed; brings other devices in, and takes this one out. */
export function LatencyControls({ known }: { readonly known: DeviceLatencies }) {
  const { t } = useTranslation('latency')
  const config = useWorkspace((state) => state.history.present)
  const searching = useWorkspace(({ phase }) => BUSY_PHASES.has(phase))
  const backend = useWorkspace((state) => (state.engine ?? state.device?.info)?.backend)
  const measuring = useLatency((state) => state.measuring)
  const failure = useLatency((state) => state.failure)
  const [networks, setNetworks] = useState(USUAL_NETWORKS)
  const { here, model } = known
  const complete = Boolean(here?.profile && model?.validation)
  const order: LatencyOrder = {
    profile: complete || !here?.profile,
    networks,
    afresh: complete,
  }
  const measure = () => measureDevice(config, order)
  const label = complete ? 'again' : here ? 'finish' : 'measure'
  return (
    <div className="latency-controls">
      {measuring ? (
        <LatencyProgressLine progress={measuring} />
      ) : searching ? (
        <BusyObstacle measure={measure} />
      ) : backend !== undefined && backend !== 'webgpu' ? (
        <p className="note">{t('noWebgpu')}</p>
      ) : (
        <div className="latency-start">
          <button type="button" className="button primary" onClick={() => void measure()}>
            {t(label)}
          </button>
          <div className="latency-networks">
            <NumberField
              label={t('networks')}
              value={networks}
              bound={NETWORKS}
              onChange={setNetworks}
            />
            <span className="note">{t('networksHelp')}</span>
          </div>
        </div>
      )}
      <LatencyFiles here={here} />
      {failure && !measuring && <FailureLine failure={failure} />}
    </div>
  )
}
