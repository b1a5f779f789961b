import { useEffect, useMemo } from 'react'
import { datasetFormat } from '../../run/datasets'
import type { LatencyModel, LatencyTable } from '../../run/latency'
import type { LatencyDevice } from '../../store/latencyArchive'
import {
  adapterInUse,
  modelOf,
  readLatencies,
  thisDevice,
  useLatency,
} from '../../store/latencyState'
import { useWorkspace } from '../../store/workspace'

export interface SpaceLatencies {
  readonly device: LatencyDevice
  readonly table: LatencyTable
  readonly model: LatencyModel | null
}

/** What is known of this device and of others, about the space being designed. */
export function useDeviceLatencies() {
  useEffect(() => void readLatencies(), [])
  const devices = useLatency((state) => state.devices)
  const draft = useLatency((state) => state.draft)
  const adapter = useWorkspace(adapterInUse)
  const config = useWorkspace((state) => state.history.present)
  return useMemo(() => {
    const subject = { space: config.space, ...datasetFormat(config.dataset) }
    const here = thisDevice(devices, adapter)
    const imported = (devices ?? []).filter(({ origin }) => origin === 'file')
    const about = (device: LatencyDevice): SpaceLatencies[] => {
      const model = modelOf(device, subject)
      return model ? [{ device, table: model.table, model }] : []
    }
    const own = here ? modelOf(here, subject) : null
    return {
      read: devices !== null,
      here,
      imported,
      model: own,
      /** As far as it is measured just now, or else as it was before. */
      table: draft ?? own?.table ?? null,
      elsewhere: imported.flatMap(about),
    }
  }, [devices, draft, adapter, config])
}

export type DeviceLatencies = ReturnType<typeof useDeviceLatencies>
