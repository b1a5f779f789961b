/** What training may do to the machine: hold its GPU for long, or leave a reader waiting for ever. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { DeviceLostError, requestGpu, type Gpu } from '../device'
import type { TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import { randomImages, TEST_OPTIONS, testGpu } from './testing'

const INPUT = { height: 6, width: 6, channels: 1 }
const COUNT = 24

const network = buildSupernet(
  {
    kind: 'cell',
    nodes: 2,
    operations: ['none', 'max_pool_3x3', 'skip_connect'],
    cells: 3,
    channels: 2,
  },
  INPUT,
  3,
)

async function open(gpu: Gpu): Promise<TrainingEngine> {
  const engine = await createPlanEngine(gpu, network, { ...TEST_OPTIONS, batch: 4 })
  engine.load(randomImages(INPUT, 3, COUNT))
  return engine
}

const batchAt = (first: number) => Uint32Array.from({ length: 4 }, (_, i) => (first + i) % COUNT)

const stepAt = (index: number) => ({
  gateBatch: batchAt(5 * index),
  weightBatch: batchAt(7 * index),
  learningRate: 0.02,
})

/** Dispatches of each submit from now on, submits that only copy left out. */
function watchSubmits(onDispatch: () => void = () => undefined): number[] {
  const submits: number[] = []
  let encoded = 0
  const pass = GPUComputePassEncoder.prototype
  const dispatch = Object.getOwnPropertyDescriptor(pass, 'dispatchWorkgroups')!
    .value as GPUComputePassEncoder['dispatchWorkgroups']
  vi.spyOn(pass, 'dispatchWorkgroups').mockImplementation(function (
    this: GPUComputePassEncoder,
    ...workgroups: Parameters<GPUComputePassEncoder['dispatchWorkgroups']>
  ) {
    encoded++
    onDispatch()
    dispatch.apply(this, workgroups)
  })
  const queue = GPUQueue.prototype
  const submit = Object.getOwnPropertyDescriptor(queue, 'submit')!.value as GPUQueue['submit']
  vi.spyOn(queue, 'submit').mockImplementation(function (this: GPUQueue, buffers) {
    if (encoded > 0) submits.push(encoded)
    encoded = 0
    submit.call(this, buffers)
  })
  return submits
}

afterEach(() => vi.restoreAllMocks())

describe('the GPU while training', () => {
  it.each([0.1, 1, 3, 10])(
    'is free again soon where a dispatch takes %d ms',
    async (msPerDispatch) => {
      let now = 0
      vi.spyOn(performance, 'now').mockImplementation(() => now)
      const submits = watchSubmits(() => {
        now += msPerDispatch
      })
      const engine = await open(await testGpu())
      await engine.train(stepAt(0))
      submits.length = 0
      for (let index = 1; index < 4; index++) await engine.train(stepAt(index))
      engine.destroy()

      const took = submits.map((dispatches) => dispatches * msPerDispatch)
      expect(Math.max(...took)).toBeLessThanOrEqual(100)
      // And not cut into more pieces than that needs: each has a cost of its own.
      const total = took.reduce((sum, ms) => sum + ms, 0)
      const programs = 4 * 3
      expect(submits.length).toBeLessThanOrEqual(programs + total / 60)
    },
  )

  it('is given the next steps before the first has been read back, and answers in order', async () => {
    const engine = await open(await testGpu())
    await engine.train(stepAt(0))
    const submits = watchSubmits()
    const answered: number[] = []
    const steps = [1, 2, 3, 4].map((index) =>
      engine.train(stepAt(index)).then(({ step }) => answered.push(step)),
    )
    const queued = submits.reduce((sum, dispatches) => sum + dispatches, 0)
    expect(answered).toEqual([])
    expect(queued).toBe(4 * engine.dispatchesPerStep)
    await Promise.all(steps)
    expect(answered).toEqual([2, 3, 4, 5])
    engine.destroy()
  })
})

describe('a device that is lost', () => {
  it('ends what waits for it and what comes after, with its name', async () => {
    const gpu = await requestGpu()
    const engine = await open(gpu)
    await engine.train(stepAt(0))
    const waiting = [
      engine.train(stepAt(1)),
      engine.train(stepAt(2)),
      engine.evaluate(batchAt(0)),
      engine.exportState(),
    ]
    gpu.device.destroy()
    const late = engine.readAlphas()
    for (const read of [...waiting, late]) {
      await expect(read).rejects.toThrow(DeviceLostError)
    }
  })
})
