/** Compute pipelines, kept per device: presets and runs share them. */
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

/** Compiles what is missing; `onProgress` hears the fraction done. @throws Error with WGSL's message. */
export async function compilePipelines(
  device: GPUDevice,
  kernels: readonly Kernel[],
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const { bindGroupLayout, pipelines } = pipelineCache(device)
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] })
  const missing = kernels.filter((kernel) => !pipelines.has(kernel.id))
  let done = 0
  await Promise.all(
    missing.map(async (kernel) => {
      const module = device.createShaderModule({ label: kernel.id, code: kernelCode(kernel) })
      try {
        const compute = { module, entryPoint: 'main' }
        const descriptor = { label: kernel.id, layout, compute }
        pipelines.set(kernel.id, await device.createComputePipelineAsync(descriptor))
      } catch (error) {
        throw await compileError(kernel, module, error)
      }
      onProgress?.(++done / missing.length)
    }),
  )
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
