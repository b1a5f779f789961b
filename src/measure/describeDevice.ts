import type { Gpu } from '../engine/device'
import type { DeviceDescription } from '../run/latency'

export function describeDevice({ description, software }: Gpu): DeviceDescription {
  return { adapter: description, software }
}
