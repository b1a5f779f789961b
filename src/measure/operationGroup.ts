import type { Gpu } from '../engine/device'
import type { TimedEngine } from '../engine/inference'
import { createOperationEngine } from '../engine/plan/inferenceEngine'
import type { NetworkBlock } from '../network/blocks'
import type { LatencyMeasurement } from '../run/latency'
import { measureInterleaved } from './interleaved'
import type { SamplingOptions } from './sampler'

/** What is known without measuring of an operation that only views what another wrote. */
const FREE: LatencyMeasurement = {
  medianMs: 0,
  lowMs: 0,
  highMs: 0,
  batches: 0,
  outliers: 0,
  repeats: 0,
  timer: 'clock',
  warnings: [],
}

export interface GroupLatencies {
  readonly referenceMs: number
  /** In the order of the blocks. An operation that runs nothing has no batches, and takes 0 ms. */
  readonly latencies: readonly LatencyMeasurement[]
}

/** Measures operations by turns, each by itself, together with a reference. */
export async function measureGroup(
  gpu: Gpu,
  reference: TimedEngine,
  blocks: readonly NetworkBlock[],
  { signal }: SamplingOptions,
): Promise<GroupLatencies> {
  const engines: TimedEngine[] = []
  try {
    for (const { network } of blocks) {
      engines.push(await createOperationEngine(gpu, network, { signal }))
    }
    const running = engines.filter(({ dispatches }) => dispatches > 0)
    const [ofReference, ...measured] = await measureInterleaved([reference, ...running], { signal })
    const latencies = engines.map((engine) => measured[running.indexOf(engine)] ?? FREE)
    return { referenceMs: ofReference!.medianMs, latencies }
  } finally {
    for (const engine of engines) engine.destroy()
  }
}
