import * as tf from '@tensorflow/tfjs-core'
import type { Gpu } from './device'

export type EagerBackend = 'webgpu' | 'webgl' | 'cpu'

/**
 * Registers tfjs' WebGPU backend on our own device, so that tfjs and compiled plans share memory,
 * limits and the watch for a lost device. Replaces a backend on an earlier (perhaps lost) device.
 */
export async function prepareWebGpuBackend(gpu: Gpu): Promise<void> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu')
  // Else small tensors are silently computed on the CPU, by other code than large ones.
  tf.env().set('WEBGPU_CPU_FORWARD', false)
  if (gpu.device !== registeredDevice) {
    if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu')
    tf.registerBackend('webgpu', () => new WebGPUBackend(gpu.device, gpu.info))
    registeredDevice = gpu.device
  }
  await tf.setBackend('webgpu')
}

let registeredDevice: GPUDevice | null = null

/**
 * Prepares and selects the best backend that needs no WebGPU: WebGL where it works in 32 bits (in
 * 16, training diverges), else the CPU.
 */
export async function prepareFallbackBackend(): Promise<'webgl' | 'cpu'> {
  await import('@tensorflow/tfjs-backend-webgl')
  if ((await selectBackend('webgl')) && tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    return 'webgl'
  }
  await import('@tensorflow/tfjs-backend-cpu')
  if (await selectBackend('cpu')) return 'cpu'
  throw new Error('TensorFlow.js can use neither WebGL nor the CPU here')
}

/**
 * Prepares and selects a backend that needs no WebGPU.
 * @throws Error when the browser does not offer it
 */
export async function prepareBackend(backend: 'webgl' | 'wasm' | 'cpu'): Promise<void> {
  await BACKENDS[backend]()
  if (!(await selectBackend(backend))) {
    throw new Error(`TensorFlow.js has no backend “${backend}” in this browser`)
  }
}

const BACKENDS = {
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  wasm: () => import('./tfjsWasm'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
}

async function selectBackend(backend: EagerBackend | 'wasm'): Promise<boolean> {
  if (!tf.findBackendFactory(backend)) return false
  try {
    return await tf.setBackend(backend)
  } catch {
    return false
  }
}
