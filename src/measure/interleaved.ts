import type { LatencyMeasurement } from '../run/latency'
import { Sampler, type SamplingOptions, type TimedWork } from './sampler'

export interface InterleavedOptions extends SamplingOptions {
  /** Hears of what is done, 0–1. */
  readonly onProgress?: (fraction: number) => void
}

/** Of all progress, what preparing counts for. */
const PREPARING = 0.4

/**
 * Measures several things by turns, one batch of each after another, round after round: what slows
 * the machine down for a while slows all of them, and their ratios stay right.
 */
export async function measureInterleaved(
  works: readonly TimedWork[],
  { signal, onProgress = () => undefined }: InterleavedOptions = {},
): Promise<LatencyMeasurement[]> {
  const samplers: Sampler[] = []
  for (const work of works) {
    samplers.push(await Sampler.prepare(work, { signal }))
    onProgress((PREPARING * samplers.length) / works.length)
  }
  for (;;) {
    const unsure = samplers.filter(({ progress }) => progress < 1)
    if (unsure.length === 0) break
    for (const sampler of unsure) await sampler.takeBatch({ signal })
    const settled = samplers.reduce((sum, { progress }) => sum + progress, 0) / samplers.length
    onProgress(PREPARING + (1 - PREPARING) * settled)
  }
  return samplers.map((sampler) => sampler.measurement())
}
