import type { DeviceProbe } from '../../workers/protocol'
import type { SetSlice } from './slice'

/** What this device can do, as far as it has been looked at. */
export interface DeviceSlice {
  readonly device: DeviceProbe | null
  readonly probing: boolean
  /** Whether the news that WebGPU is missing has been read. */
  readonly deviceNoticeSeen: boolean
  readonly setProbing: (probing: boolean) => void
  readonly setDevice: (device: DeviceProbe) => void
  readonly dismissDeviceNotice: () => void
}

export const createDeviceSlice = (set: SetSlice<DeviceSlice>): DeviceSlice => ({
  device: null,
  probing: false,
  deviceNoticeSeen: false,
  setProbing: (probing) => set({ probing }),
  setDevice: (device) => set({ device, probing: false }),
  dismissDeviceNotice: () => set({ deviceNoticeSeen: true }),
})
