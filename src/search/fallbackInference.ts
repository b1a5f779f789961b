import { prepareFallbackBackend } from '../engine/tfjsBackend'
import type { InferenceEngine } from '../engine/inference'
import { createTfjsInference, type TfjsInferenceOptions } from '../measure/tfjsInference'
import { webglDevice } from '../measure/webglDevice'
import type { Network } from '../network/network'
import type { DeviceDescription } from '../run/latency'

const CPU: DeviceDescription = { adapter: 'CPU', software: true }

/** TensorFlow.js in place of the compiled engine: on WebGL, or else the quickest there is on the CPU. */
export async function openFallbackInference(
  network: Network,
  options: TfjsInferenceOptions,
): Promise<{ readonly engine: InferenceEngine; readonly device: DeviceDescription }> {
  if ((await prepareFallbackBackend()) === 'webgl') {
    const engine = await createTfjsInference(network, 'tfjs-webgl', options)
    return { engine, device: webglDevice() ?? CPU }
  }
  const engine = await createTfjsInference(network, 'tfjs-wasm', options).catch(() =>
    createTfjsInference(network, 'tfjs-cpu', options),
  )
  return { engine, device: CPU }
}
