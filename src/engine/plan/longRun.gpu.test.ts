import { afterEach, expect, it, vi } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import type { StepMetrics, TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import { randomImages, TEST_OPTIONS, testGpu } from './testing'

const IN_FLIGHT = 3
const INPUT = { height: 6, width: 6, channels: 1 }
const COUNT = 24

const network = buildSupernet(
  {
    kind: 'cell',
    nodes: 1,
    operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
    cells: 1,
    channels: 2,
  },
  INPUT,
  3,
)

/** What a device can be asked to make and keep. */
const RESOURCES = [
  'createBuffer',
  'createTexture',
  'createSampler',
  'createQuerySet',
  'createBindGroup',
  'createBindGroupLayout',
  'createPipelineLayout',
  'createShaderModule',
  'createComputePipeline',
  'createComputePipelineAsync',
] as const

afterEach(() => vi.restoreAllMocks())

/** Trains steps `from` to `to`, some of them under way at once, as a search does. */
async function train(engine: TrainingEngine, from: number, to: number): Promise<StepMetrics[]> {
  const batch = (first: number) =>
    Uint32Array.from({ length: engine.batch }, (_, i) => (first + i) % COUNT)
  const done: StepMetrics[] = []
  const underWay: Promise<StepMetrics>[] = []
  for (let index = from; index < to; index++) {
    const step = { gateBatch: batch(5 * index), weightBatch: batch(7 * index), learningRate: 0.02 }
    underWay.push(engine.train(step))
    if (underWay.length === IN_FLIGHT) done.push(await underWay.shift()!)
  }
  return [...done, ...(await Promise.all(underWay))]
}

it.each([
  [500, 'first'],
  [150, 'second'],
] as const)(
  'trains %i steps in %s order and makes nothing on the GPU for them',
  async (steps, order) => {
    const { device } = await testGpu()
    const options = { ...TEST_OPTIONS, batch: 4, order }
    const engine = await createPlanEngine(await testGpu(), network, options)
    engine.load(randomImages(INPUT, 3, COUNT))
    await train(engine, 0, IN_FLIGHT)
    const { gpuBytes } = engine

    const made = RESOURCES.map((name) => vi.spyOn(device, name))
    const metrics = await train(engine, IN_FLIGHT, steps)
    for (const [index, spy] of made.entries()) {
      expect(spy, RESOURCES[index]).not.toHaveBeenCalled()
    }
    expect(engine.gpuBytes).toBe(gpuBytes)

    expect(metrics.map(({ step }) => step)).toEqual(
      Array.from({ length: steps - IN_FLIGHT }, (_, i) => IN_FLIGHT + i + 1),
    )
    for (const { step, gateStep, weightStep, alphas } of metrics) {
      const numbers = [gateStep!.loss, weightStep!.loss, weightStep!.gradientNorm, ...alphas]
      expect(numbers.every(Number.isFinite), `step ${step}`).toBe(true)
    }
    engine.destroy()
  },
)
