/** Compute pipelines, kept per device: presets and runs share them. */
import type { EngineOptions } from '../engine'
import { kernelCode, type Kernel } from '../kernels/kernel'
import { createBindGroupLayout } from './planMemory'

export interface PipelineCache {
  readonly bindGroupLayout: GPUBindGroupLayout
  readonly pipelines: Map<string, GPUComputePipeline>
}

const caches = new WeakMap<GPUDevice, PipelineCache>()

export function pipelineCache(device: GPUDevice): PipelineCache {
  let cache = caches.get(device)
  if (!cache) {
    cache = { bindGroupLayout: createBindGroupLayout(device), pipelines: new Map() }
    caches.set(device, cache)
  }
  return cache
}

/**
 * Compiles what is missing; `onProgress` hears the fraction done. What was compiled before an abort
 * stays in the cache.
 * @throws Error with WGSL's message; AbortError when `signal` says so
 */
export async function compilePipelines(
  device: GPUDevice,
  kernels: readonly Kernel[],
  { onProgress, signal }: Pick<EngineOptions, 'onProgress' | 'signal'>,
): Promise<void> {
  const { bindGroupLayout, pipelines } = pipelineCache(device)
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] })
  const missing = kernels.filter((kernel) => !pipelines.has(kernel.id))
  let next = 0
  let done = 0
  const compileInTurn = async () => {
    for (let kernel = missing[next++]; kernel; kernel = missing[next++]) {
      signal?.throwIfAborted()
      pipelines.set(kernel.id, await compile(device, kernel, layout))
      onProgress?.(++done / missing.length)
    }
    signal?.throwIfAborted()
  }
  // One for each processor: more would be no faster, and what has been issued cannot be taken back.
  const atOnce = Math.max(2, navigator.hardwareConcurrency)
  try {
    await Promise.all(Array.from({ length: atOnce }, compileInTurn))
  } finally {
    next = missing.length
  }
}

async function compile(
  device: GPUDevice,
  kernel: Kernel,
  layout: GPUPipelineLayout,
): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label: kernel.id, code: kernelCode(kernel) })
  try {
    const compute = { module, entryPoint: 'main' }
    return await device.createComputePipelineAsync({ label: kernel.id, layout, compute })
  } catch (error) {
    throw await compileError(kernel, module, error)
  }
}

async function compileError(
  kernel: Kernel,
  module: GPUShaderModule,
  cause: unknown,
): Promise<Error> {
  const { messages } = await module.getCompilationInfo()
  const details = messages.map(({ lineNum, message }) => `line ${lineNum}: ${message}`).join('; ')
  return new Error(`The GPU kernel "${kernel.id}" does not compile. ${details}`, { cause })
}
