import { whileHolding } from '../engine/gpuHolder'
import { requestGpu, type Gpu } from '../engine/device'
import { measureDevice } from '../measure/deviceProfile'
import { measureLatencyModel } from '../measure/latencyModel'
import { measureOnBackends } from '../measure/backends'
import { buildSourceArchitecture } from '../measure/architectureSource'
import type {
  ArchitectureLatency,
  ArchitectureLatencyRequest,
  DeviceProfile,
  LatencyModel,
  LatencyNews,
  LatencyRequest,
} from '../run/latency'

type Listener = (news: LatencyNews) => void

/**
 * What this device can do, measured.
 * @throws GpuHeldError while another search or measurement holds the GPU; NoWebGpuError without WebGPU
 */
export function profileThisDevice(onNews: Listener): Promise<DeviceProfile> {
  return whileHolding(() =>
    onOwnDevice(async (gpu) => {
      const onProgress = (fraction: number) =>
        onNews({ type: 'progress', task: 'profile', fraction })
      const profile = await measureDevice(gpu, { onProgress })
      onNews({ type: 'profile', profile })
      return profile
    }),
  )
}

/**
 * The latency of a space's operations and of whole networks on this device.
 * @throws as `profileThisDevice`; RangeError when a space has no architecture
 */
export function measureSpaceLatency(
  request: LatencyRequest,
  onNews: Listener,
): Promise<LatencyModel> {
  return whileHolding(() => onOwnDevice((gpu) => measureLatencyModel(gpu, request, { onNews })))
}

/**
 * One architecture end to end on each backend asked for; what does not run here says why.
 * @throws GpuHeldError while another search or measurement holds the GPU; RangeError when the request
 * describes no architecture
 */
export function measureArchitectureLatency(
  { architecture, input, classes, backends }: ArchitectureLatencyRequest,
  onNews: Listener,
): Promise<readonly ArchitectureLatency[]> {
  const network = buildSourceArchitecture(architecture, input, classes)
  return whileHolding(() =>
    measureOnBackends(network, backends, {
      onProgress: (fraction) => onNews({ type: 'progress', task: 'architecture', fraction }),
    }),
  )
}

async function onOwnDevice<T>(work: (gpu: Gpu) => Promise<T>): Promise<T> {
  const gpu = await requestGpu()
  try {
    return await work(gpu)
  } finally {
    gpu.device.destroy()
  }
}
