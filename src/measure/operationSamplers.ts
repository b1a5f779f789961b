import type { Gpu } from '../engine/device'
import type { TimedEngine } from '../engine/inference'
import { createOperationEngine } from '../engine/plan/inferenceEngine'
import type { NetworkBlock } from '../network/blocks'
import type { LatencyMeasurement } from '../run/latency'
import { settle, type InterleavedOptions } from './interleaved'
import { Sampler, type SamplingOptions } from './sampler'

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

/** Operations that are being measured, each by itself. All stay open until the last word is said. */
export class OperationSamplers {
  private readonly engines: TimedEngine[] = []
  /** By key; null for an operation that runs nothing. */
  private readonly samplers = new Map<string, Sampler | null>()

  constructor(private readonly gpu: Gpu) {}

  /** Compiles operations and warms them up. */
  async open(blocks: readonly NetworkBlock[], { signal }: SamplingOptions): Promise<void> {
    for (const { key, network } of blocks) {
      const engine = await createOperationEngine(this.gpu, network, { signal })
      this.engines.push(engine)
      const runs = engine.dispatches > 0
      this.samplers.set(key, runs ? await Sampler.prepare(engine, { signal }) : null)
    }
  }

  /** Measures by turns until each has made this much progress; see `settle`. */
  settle(
    blocks: readonly NetworkBlock[],
    progress: number,
    options: InterleavedOptions,
  ): Promise<void> {
    const samplers = blocks.map(({ key }) => this.samplers.get(key))
    return settle(
      samplers.filter((sampler) => sampler instanceof Sampler),
      progress,
      options,
    )
  }

  /** So far. An operation that runs nothing has no batches, and takes 0 ms. */
  measurement({ key }: NetworkBlock): LatencyMeasurement {
    return this.samplers.get(key)?.measurement() ?? FREE
  }

  close(): void {
    for (const engine of this.engines) engine.destroy()
  }
}
