import type { KernelBenchOptions, KernelBenchRow } from '../run/automation'
import type { StepProfile } from '../run/stepProfile'
import { benchProblem } from './benchProblem'
import { profileStep } from './stepProfiler'

/**
 * Profiles one first-order DARTS step of the compiled engine, kernel by kernel.
 * @throws as `profileStep` does
 */
export async function benchKernels({
  config: size,
  repeats,
}: KernelBenchOptions): Promise<readonly KernelBenchRow[]> {
  const { config, dataset } = benchProblem(size)
  let last: StepProfile | null = null
  await profileStep(config, {
    repeats,
    images: dataset.data,
    onNews: (news) => {
      if (news.type === 'measured') last = news.profile
    },
  })
  return rows(size, last)
}

function rows(
  config: KernelBenchOptions['config'],
  profile: StepProfile | null,
): readonly KernelBenchRow[] {
  if (!profile) return []
  const { kernels, adapter } = profile
  return kernels.map((kernel) => ({ bench: 'kernels', config, ...kernel, adapter }))
}
