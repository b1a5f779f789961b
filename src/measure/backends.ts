import { requestGpu } from '../engine/device'
import type { InferenceEngine } from '../engine/inference'
import { createInferenceEngine } from '../engine/plan/inferenceEngine'
import type { Network } from '../network/network'
import type { ArchitectureLatency, DeviceDescription, LatencyBackend } from '../run/latency'
import { describeDevice } from './describeDevice'
import { measure, type SamplingOptions } from './sampler'
import type { createTfjsInference as CreateTfjsInference } from './tfjsInference'
import { webglDevice } from './webglDevice'

export interface BackendOptions extends SamplingOptions {
  /** Hears of what is done, 0–1. */
  readonly onProgress?: (fraction: number) => void
}

interface OpenedBackend {
  readonly device: DeviceDescription
  readonly engine: InferenceEngine
  /** Gives back what only this backend needed. */
  close(): void
}

const CPU: DeviceDescription = { adapter: 'CPU', software: true }

/**
 * Times a network end to end on one backend after another, with batch norm folded; what does not run
 * in this browser, or not this network, says why.
 *
 * @throws AbortError when the signal says so
 */
export async function measureOnBackends(
  network: Network,
  backends: readonly LatencyBackend[],
  { signal, onProgress = () => undefined }: BackendOptions = {},
): Promise<readonly ArchitectureLatency[]> {
  const found: ArchitectureLatency[] = []
  for (const backend of backends) {
    onProgress(found.length / backends.length)
    found.push(await measureOnBackend(network, backend, signal))
  }
  onProgress(1)
  return found
}

async function measureOnBackend(
  network: Network,
  backend: LatencyBackend,
  signal: AbortSignal | undefined,
): Promise<ArchitectureLatency> {
  let opened: OpenedBackend | null = null
  try {
    opened = await open(network, backend, signal)
    const latency = await measure(opened.engine, { signal })
    return { backend, device: opened.device, latency, problem: null }
  } catch (error) {
    signal?.throwIfAborted()
    const problem = error instanceof Error ? error.message : String(error)
    return { backend, device: opened?.device ?? CPU, latency: null, problem }
  } finally {
    opened?.close()
  }
}

function open(
  network: Network,
  backend: LatencyBackend,
  signal: AbortSignal | undefined,
): Promise<OpenedBackend> {
  switch (backend) {
    case 'plan':
    case 'tfjs-webgpu':
      return openOnGpu(network, backend, signal)
    case 'tfjs-webgl':
      return openWithoutGpu(network, backend, webglDevice() ?? CPU)
    case 'tfjs-wasm':
    case 'tfjs-cpu':
      return openWithoutGpu(network, backend, CPU)
  }
}

async function openOnGpu(
  network: Network,
  backend: 'plan' | 'tfjs-webgpu',
  signal: AbortSignal | undefined,
): Promise<OpenedBackend> {
  const gpu = await requestGpu()
  try {
    const engine =
      backend === 'plan'
        ? await createInferenceEngine(gpu, network, { signal })
        : await openTfjs(network, backend, { gpu })
    const close = () => {
      engine.destroy()
      gpu.device.destroy()
    }
    return { device: describeDevice(gpu), engine, close }
  } catch (error) {
    gpu.device.destroy()
    throw error
  }
}

async function openWithoutGpu(
  network: Network,
  backend: 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu',
  device: DeviceDescription,
): Promise<OpenedBackend> {
  const engine = await openTfjs(network, backend, {})
  return { device, engine, close: () => engine.destroy() }
}

/** Loaded when asked for: the product's own engine does without TensorFlow.js. */
async function openTfjs(...request: Parameters<typeof CreateTfjsInference>) {
  const { createTfjsInference } = await import('./tfjsInference')
  return createTfjsInference(...request)
}
