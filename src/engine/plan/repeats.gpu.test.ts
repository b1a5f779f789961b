import { afterEach, describe, expect, it } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import type { EngineOptions, EngineState, TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import { randomImages, TEST_OPTIONS, testGpu } from './testing'

const INPUT = { height: 8, width: 8, channels: 1 }
const CLASSES = 4
const COUNT = 30
const MIDWAY = 3
const STEPS = 7

const network = buildSupernet(
  {
    kind: 'cell',
    nodes: 1,
    operations: ['none', 'max_pool_3x3', 'avg_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
    cells: 3,
    channels: 2,
  },
  INPUT,
  CLASSES,
)
const data = randomImages(INPUT, CLASSES, COUNT)
const options: EngineOptions = {
  ...TEST_OPTIONS,
  batch: 5,
  weightOptimiser: { ...TEST_OPTIONS.weightOptimiser, gradientClip: 0.5 },
  gateOptimiser: { ...TEST_OPTIONS.gateOptimiser, learningRate: 0.05 },
  augmentation: { cropPadding: 2, flip: true },
}

const opened: TrainingEngine[] = []

async function open(order: 'first' | 'second'): Promise<TrainingEngine> {
  const engine = await createPlanEngine(await testGpu(), network, { ...options, order })
  engine.load(data)
  opened.push(engine)
  return engine
}

afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

const batchAt = (first: number) =>
  Uint32Array.from({ length: options.batch }, (_, i) => (first + 3 * i) % COUNT)

/** Both sides, and now and then one alone. */
const stepAt = (index: number) => ({
  gateBatch: index % 4 === 2 ? null : batchAt(7 * index),
  weightBatch: index % 4 === 3 ? null : batchAt(5 * index + 1),
  learningRate: 0.1 / (1 + index),
})

async function train(engine: TrainingEngine, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) await engine.train(stepAt(index))
}

/** Every number of a state by its bits: 0 is not −0, and NaN equals only the same NaN. */
function bitsOf({ step, gateSteps, ...vectors }: EngineState) {
  const bits = Object.entries(vectors).map(([name, values]) => {
    const { buffer, byteOffset, length } = values
    return [name, new Uint32Array(buffer, byteOffset, length)] as const
  })
  return { step, gateSteps, ...Object.fromEntries(bits) }
}

describe.each(['first', 'second'] as const)('training in %s order', (order) => {
  it('gives the same bits again, alone or after an export and import midway', async () => {
    const whole = await open(order)
    await train(whole, 0, STEPS)
    const expected = bitsOf(await whole.exportState())

    const again = await open(order)
    await train(again, 0, MIDWAY)
    const midway = await again.exportState()
    await train(again, MIDWAY, STEPS)
    expect(bitsOf(await again.exportState())).toEqual(expected)

    // An engine that has been elsewhere since keeps nothing of that.
    await again.evaluate(batchAt(0))
    again.importState(midway)
    expect(bitsOf(await again.exportState())).toEqual(bitsOf(midway))
    await train(again, MIDWAY, STEPS)
    expect(bitsOf(await again.exportState())).toEqual(expected)

    const other = await open(order)
    other.importState(midway)
    await train(other, MIDWAY, STEPS)
    expect(bitsOf(await other.exportState())).toEqual(expected)
  })

  it('gives the same bits whether steps are waited for or queued', async () => {
    const whole = await open(order)
    await train(whole, 0, STEPS)
    const queued = await open(order)
    const steps = Array.from({ length: STEPS }, (_, index) => queued.train(stepAt(index)))
    const states = [queued.exportState(), Promise.all(steps).then(() => queued.exportState())]
    const expected = bitsOf(await whole.exportState())
    for (const state of states) expect(bitsOf(await state)).toEqual(expected)
  })
})
