import { mean, sampleStandardDeviation } from 'simple-statistics'
import type { Gpu } from '../engine/device'
import type { DeviceProfile } from '../run/latency'
import { clockTick } from './clockTick'
import { EMPTY_SHADER, measureArithmetic, measureBandwidth, steadyShader } from './ceilings'
import { describeDevice } from './describeDevice'
import { measure, Sampler, type SamplingOptions, type TimedWork } from './sampler'
import { ShaderWork } from './shaderWork'

export interface ProfileOptions extends SamplingOptions {
  readonly onProgress?: (fraction: number) => void
}

/** Batches of the fixed workload that steadiness is judged by. */
const STEADY_BATCHES = 40

/** Readings that show the timer's tick. */
const TICK_READINGS = 24

/** Measures what a device can do: overheads, ceilings, the quality of its timer, and how steady it is. */
export async function measureDevice(
  gpu: Gpu,
  { signal, onProgress = () => undefined }: ProfileOptions = {},
): Promise<DeviceProfile> {
  const empty = await ShaderWork.open(gpu, EMPTY_SHADER)
  const steady = await ShaderWork.open(gpu, steadyShader(gpu))
  try {
    onProgress(0)
    const tickMs = await timerTick(empty)
    const dispatch = await measure(empty, { signal })
    onProgress(0.15)
    const submit = await measure(empty.oneByOne, { signal })
    onProgress(0.3)
    const gflops = await measureArithmetic(gpu, { signal })
    onProgress(0.6)
    const gigabytes = await measureBandwidth(gpu, { signal })
    onProgress(0.75)
    const stability = await measureStability(steady, { signal })
    onProgress(1)
    const { vendor, architecture } = gpu.info
    return {
      version: 1,
      device: describeDevice(gpu),
      vendor,
      architecture,
      measuredAt: new Date().toISOString(),
      features: [...gpu.adapter.features].sort(),
      limits: limitsOf(gpu.adapter),
      timer: { kind: empty.timer, tickMs },
      dispatch,
      submit,
      gflops,
      gigabytes,
      coefficientOfVariation: stability.coefficientOfVariation,
      warnings: [...new Set([...dispatch.warnings, ...stability.warnings])],
    }
  } finally {
    empty.destroy()
    steady.destroy()
  }
}

/** The adapter's limits by name; they are getters of the prototype. */
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  const found: Record<string, number> = {}
  for (const name in limits) {
    const value: unknown = Reflect.get(limits, name)
    if (typeof value === 'number') found[name] = value
  }
  return found
}

/** ms between two readings that differ, from runs of growing length. */
async function timerTick(work: ShaderWork): Promise<number> {
  const readings: number[] = []
  for (let reading = 1; reading <= TICK_READINGS; reading++) readings.push(await work.time(reading))
  return clockTick(readings)
}

/** One fixed workload over and over: how much its batches differ, and what must be said of them. */
async function measureStability(work: TimedWork, options: SamplingOptions) {
  const sampler = await Sampler.prepare(work, options)
  const batches: number[] = []
  while (batches.length < STEADY_BATCHES) batches.push(await sampler.takeBatch(options))
  return {
    coefficientOfVariation: sampleStandardDeviation(batches) / mean(batches),
    warnings: sampler.measurement().warnings,
  }
}
