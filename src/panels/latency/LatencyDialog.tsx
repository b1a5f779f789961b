import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { DeviceSection } from './DeviceSection'
import { LatencyControls } from './LatencyControls'
import { NetworksSection } from './NetworksSection'
import { OperationsSection } from './OperationsSection'
import { useDeviceLatencies } from './useDeviceLatencies'
import './latency.css'

/** What this device takes for the operations and networks of the space being designed. */
export default function LatencyDialog() {
  const { t } = useTranslation('latency')
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title={t('title')} description={t('help')} wide>
      <Latencies />
    </Dialog>
  )
}

function Latencies() {
  const known = useDeviceLatencies()
  const [asked, setAsked] = useState<string | null>(null)
  if (!known.read) return null
  const { here, table, model, elsewhere } = known
  // This device, unless it has nothing to show or the reader asked for another.
  const other =
    elsewhere.find(({ device }) => device.id === asked) ?? (table ? null : (elsewhere[0] ?? null))
  const shown = other ?? { device: here, table, model }
  return (
    <div className="latencies">
      <LatencyControls known={known} />
      <DeviceSection known={known} />
      <OperationsSection known={known} shown={shown} onShow={setAsked} />
      {shown.table && <NetworksSection validation={shown.model?.validation ?? null} />}
    </div>
  )
}
