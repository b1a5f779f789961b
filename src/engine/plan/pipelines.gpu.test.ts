import { afterAll, expect, it, vi } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { requestGpu } from '../device'
import { compilePlan } from './compile'
import { compilePipelines, pipelineCache } from './pipelines'
import { TEST_OPTIONS } from './testing'
import { SOFTWARE_TUNING } from './tuning'

const network = buildSupernet(
  {
    kind: 'cell',
    nodes: 1,
    operations: ['none', 'max_pool_3x3', 'avg_pool_3x3', 'sep_conv_3x3', 'dil_conv_5x5'],
    cells: 3,
    channels: 4,
  },
  { height: 8, width: 8, channels: 1 },
  4,
)
const { kernels } = compilePlan(network, TEST_OPTIONS, SOFTWARE_TUNING)

/** A device of its own: nothing is cached yet. */
const { device } = await requestGpu()
afterAll(() => device.destroy())

it('stops compiling when aborted, keeps what was done, and completes it when asked again', async () => {
  const asked = vi.spyOn(device, 'createComputePipelineAsync')
  const controller = new AbortController()
  const onProgress = () => controller.abort()
  const broken = compilePipelines(device, kernels, { onProgress, signal: controller.signal })
  await expect(broken).rejects.toMatchObject({ name: 'AbortError' })
  expect(asked.mock.calls.length).toBeLessThan(kernels.length / 2)
  await Promise.allSettled(asked.mock.results.map(({ value }) => value as Promise<unknown>))
  const { pipelines } = pipelineCache(device)
  expect(pipelines.size).toBe(asked.mock.calls.length)

  const fractions: number[] = []
  await compilePipelines(device, kernels, { onProgress: (done) => fractions.push(done) })
  expect(asked.mock.calls.length).toBe(kernels.length)
  expect([...pipelines.keys()].sort()).toEqual(kernels.map(({ id }) => id).sort())
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(fractions.at(-1)).toBe(1)
})

it('compiles nothing for a signal that is aborted already', async () => {
  const asked = vi.spyOn(device, 'createComputePipelineAsync')
  asked.mockClear()
  pipelineCache(device).pipelines.clear()
  const broken = compilePipelines(device, kernels, { signal: AbortSignal.abort() })
  await expect(broken).rejects.toMatchObject({ name: 'AbortError' })
  expect(asked).not.toHaveBeenCalled()
})
