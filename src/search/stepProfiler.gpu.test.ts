import { expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import type { SearchConfig } from '../run/config'
import { withBatchStrategy } from '../run/batchStrategy'
import type { ProfileNews, StepProfile } from '../run/stepProfile'
import { profileStep } from './stepProfiler'

const tiny = presetConfig('tiny')
const small: SearchConfig = {
  ...tiny,
  space: {
    kind: 'cell',
    nodes: 1,
    operations: ['none', 'skip_connect', 'sep_conv_3x3'],
    cells: 2,
    channels: 2,
  },
}

async function profile(config: SearchConfig, repeats: number) {
  const news: ProfileNews[] = []
  await profileStep(config, { repeats, onNews: (item) => news.push(item) })
  const profiles = news.flatMap((item) => (item.type === 'measured' ? [item.profile] : []))
  return { news, profiles, last: profiles.at(-1)! }
}

const dispatches = ({ kernels }: StepProfile) =>
  kernels.reduce((sum, kernel) => sum + kernel.dispatches, 0)

it('tells what every kernel takes of a step, after every measurement', async () => {
  const { news, profiles, last } = await profile(small, 3)
  expect(news[0]).toMatchObject({ type: 'compiling' })
  expect(profiles.map(({ repeats }) => repeats)).toEqual([1, 2, 3])
  expect(last.plannedRepeats).toBe(3)
  expect(last.stepMs).toBeGreaterThan(0)
  expect(last.kernels.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  const times = last.kernels.map(({ ms }) => ms)
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect(times[0]).toBeGreaterThan(0)
  expect(last.kernels.some(({ gflops }) => gflops > 0)).toBe(true)
})

it('takes the very steps of the search: five passes in second order, one path of many for SPOS', async () => {
  const of = async (config: SearchConfig) => dispatches((await profile(config, 1)).last)
  const first = await of(small)
  const second = await of(withBatchStrategy(small, 'darts2', 'tiny'))
  const path = await of(withBatchStrategy(small, 'spos', 'tiny'))
  expect(second).toBeGreaterThan(2 * first)
  expect(path).toBeLessThan(first)
})
