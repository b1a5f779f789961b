import { NoWebGpuError, requestGpu, type Gpu } from '../engine/device'
import type { EngineOptions } from '../engine/engine'
import type { Network } from '../network/network'
import type { DeviceDescription } from '../run/latency'
import { recommendedPreset } from '../run/presets'
import type { EngineKind, OpenedEngine } from './searchHost'
import { timeWorkload } from './probeWorkload'

const FALLBACK_ADAPTERS = {
  webgl: 'WebGL (TensorFlow.js)',
  cpu: 'CPU (TensorFlow.js)',
}

/**
 * The engines of this device: the compiled plan where there is WebGPU, eager TensorFlow.js where
 * there is not. The GPU is asked for once and asked for again after it was lost. Engines are imported
 * when first needed, so that whoever does not run them does not load them.
 */
export class DeviceEngines {
  private gpu: Promise<Gpu> | null = null

  /** What this device has, and how fast it is. */
  async probe() {
    try {
      const gpu = await this.openGpu()
      const workloadMs = await timeWorkload(gpu)
      const info = { ...planKind(gpu), gpuBytes: 0, dispatchesPerStep: 0 }
      const preset = recommendedPreset(workloadMs, gpu.software)
      const { maxBufferSize, maxStorageBufferBindingSize } = gpu.device.limits
      const limits = { maxBufferSize, maxStorageBufferBindingSize }
      return { info, limits, workloadMs, preset, webgpuProblem: null }
    } catch (problem) {
      const info = { ...(await fallbackKind()), gpuBytes: 0, dispatchesPerStep: 0 }
      const webgpuProblem = problem instanceof Error ? problem.message : String(problem)
      const preset = recommendedPreset(null, true)
      return { info, limits: null, workloadMs: null, preset, webgpuProblem }
    }
  }

  /** Opens the best engine there is for `network`. */
  async open(network: Network, options: EngineOptions): Promise<OpenedEngine> {
    const gpu = await this.openGpu().catch(onlyWithoutWebGpu)
    return gpu ? openPlan(gpu, network, options) : openFallback(network, options)
  }

  /** What engines run on. */
  async describe(): Promise<DeviceDescription> {
    const gpu = await this.openGpu().catch(onlyWithoutWebGpu)
    const { adapter, software } = gpu ? planKind(gpu) : await fallbackKind()
    return { adapter, software }
  }

  /** The one device. @throws NoWebGpuError where there is none */
  openGpu(): Promise<Gpu> {
    if (this.gpu) return this.gpu
    const opened = requestGpu()
    const forget = () => {
      if (this.gpu === opened) this.gpu = null
    }
    opened.then((gpu) => gpu.lost.catch(forget), forget)
    this.gpu = opened
    return opened
  }
}

function onlyWithoutWebGpu(problem: unknown): null {
  if (problem instanceof NoWebGpuError) return null
  throw problem
}

function planKind({ description, software }: Gpu): EngineKind {
  return { engine: 'plan', backend: 'webgpu', adapter: description, software }
}

async function fallbackKind(): Promise<EngineKind & { backend: 'webgl' | 'cpu' }> {
  const { prepareFallbackBackend } = await import('../engine/tfjsBackend')
  const backend = await prepareFallbackBackend()
  const adapter = FALLBACK_ADAPTERS[backend]
  return { engine: 'eager', backend, adapter, software: backend === 'cpu' }
}

async function openPlan(gpu: Gpu, network: Network, options: EngineOptions): Promise<OpenedEngine> {
  const { createPlanEngine } = await import('../engine/plan/planEngine')
  const engine = await createPlanEngine(gpu, network, options)
  return { engine, kind: planKind(gpu) }
}

async function openFallback(network: Network, options: EngineOptions): Promise<OpenedEngine> {
  const [kind, { createEagerEngine }] = await Promise.all([
    fallbackKind(),
    import('../engine/eager/eagerEngine'),
  ])
  const engine = await createEagerEngine(network, options, kind.backend)
  return { engine, kind }
}
