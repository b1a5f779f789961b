import { requestGpu } from '../engine/device'
import { createPlanEngine } from '../engine/plan/planEngine'
import type { KernelBenchOptions, KernelBenchRow } from '../run/automation'
import { DARTS } from '../strategies/darts'
import { benchProblem } from './benchProblem'

/**
 * Profiles one first-order DARTS step of the compiled engine, kernel by kernel.
 * @throws NoWebGpuError without WebGPU; Error where the device has no timestamps
 */
export async function benchKernels({
  config: size,
  repeats,
}: KernelBenchOptions): Promise<readonly KernelBenchRow[]> {
  const { config, dataset } = benchProblem(size)
  const gpu = await requestGpu()
  try {
    const network = DARTS.supernet(config, dataset.data)
    const engine = await createPlanEngine(gpu, network, DARTS.engineOptions(config))
    engine.load(dataset.data)
    const profile = await engine.profile(repeats)
    const total = profile.reduce((sum, { ms }) => sum + ms, 0)
    return profile.map(({ kernel, dispatches, ms, bytes, macs }) => ({
      bench: 'kernels',
      config: size,
      kernel,
      dispatches,
      ms,
      share: ms / total,
      gflops: perSecond(2 * macs, ms),
      gigabytes: perSecond(bytes, ms),
      adapter: gpu.description,
    }))
  } finally {
    gpu.device.destroy()
  }
}

/** 10⁹ a second, for an amount done in so many milliseconds; 0 for what was too short to time. */
const perSecond = (amount: number, ms: number) => (ms > 0 ? amount / ms / 1e6 : 0)
