import type { LatencyMeasurement } from '../run/latency'
import { Sampler, type SamplingOptions, type TimedWork } from './sampler'

export interface InterleavedOptions extends SamplingOptions {
  /** Hears of what is done, 0–1. */
  readonly onProgress?: (fraction: number) => void
}

/** Of all progress, what preparing counts for. */
const PREPARING = 0.3

/** Measures several things by turns, as `settle` does. */
export async function measureInterleaved(
  works: readonly TimedWork[],
  { signal, onProgress = () => undefined }: InterleavedOptions = {},
): Promise<LatencyMeasurement[]> {
  const samplers: Sampler[] = []
  for (const work of works) {
    samplers.push(await Sampler.prepare(work, { signal }))
    onProgress((PREPARING * samplers.length) / works.length)
  }
  await settle(samplers, 1, {
    signal,
    onProgress: (fraction) => onProgress(PREPARING + (1 - PREPARING) * fraction),
  })
  return samplers.map((sampler) => sampler.measurement())
}

/**
 * Takes one batch of each after another, round after round, until all have made this much progress:
 * what slows the machine down for a while slows all of them, and their ratios stay right.
 */
export async function settle(
  samplers: readonly Sampler[],
  progress: number,
  { signal, onProgress = () => undefined }: InterleavedOptions = {},
): Promise<void> {
  for (;;) {
    const unsure = samplers.filter((sampler) => sampler.progress < progress)
    if (unsure.length === 0) return
    for (const sampler of unsure) await sampler.takeBatch({ signal })
    const sum = samplers.reduce((total, sampler) => total + Math.min(progress, sampler.progress), 0)
    onProgress(sum / (progress * samplers.length))
  }
}
