import type { Gpu } from '../engine/device'
import type { InferenceEngine } from '../engine/inference'
import { createInferenceEngine } from '../engine/plan/inferenceEngine'
import type { Network } from '../network/network'
import type { LatencyMeasurement } from '../run/latency'
import { measureInterleaved } from './interleaved'
import type { SamplingOptions } from './sampler'

export interface NetworkLatencyOptions extends SamplingOptions {
  readonly onProgress?: (fraction: number) => void
}

/** Of all progress, what compiling counts for. */
const COMPILING = 0.2

/**
 * Times networks end to end on the compiled engine: one image each, batch norm folded. All are open
 * at once and take turns, so that they can be compared whatever the machine does meanwhile.
 *
 * @throws PlanTooLargeError when the device cannot hold them
 */
export async function measureNetworks(
  gpu: Gpu,
  networks: readonly Network[],
  { signal, onProgress = () => undefined }: NetworkLatencyOptions = {},
): Promise<LatencyMeasurement[]> {
  const engines: InferenceEngine[] = []
  try {
    for (const network of networks) {
      engines.push(await createInferenceEngine(gpu, network, { signal }))
      onProgress((COMPILING * engines.length) / networks.length)
    }
    return await measureInterleaved(engines, {
      signal,
      onProgress: (fraction) => onProgress(COMPILING + (1 - COMPILING) * fraction),
    })
  } finally {
    for (const engine of engines) engine.destroy()
  }
}
