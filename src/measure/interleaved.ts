import type { LatencyMeasurement } from '../run/latency'
import { Sampler, type SamplingOptions, type TimedWork } from './sampler'

export interface InterleavedOptions extends SamplingOptions {
  /** Batches of each. */
  readonly batches: number
  /** Hears of everything done, 0–1. */
  readonly onProgress?: (fraction: number) => void
}

/**
 * Measures several things by turns, one batch of each after another, round after round: what slows
 * the machine down for a while slows all of them, and their ratios stay right.
 */
export async function measureInterleaved(
  works: readonly TimedWork[],
  { batches, signal, onProgress = () => undefined }: InterleavedOptions,
): Promise<LatencyMeasurement[]> {
  const steps = works.length * (batches + 1)
  let done = 0
  const tell = () => onProgress(++done / steps)
  const samplers: Sampler[] = []
  for (const work of works) {
    samplers.push(await Sampler.prepare(work, { signal }))
    tell()
  }
  for (let round = 0; round < batches; round++) {
    for (const sampler of samplers) {
      await sampler.takeBatch({ signal })
      tell()
    }
  }
  return samplers.map((sampler) => sampler.measurement())
}
