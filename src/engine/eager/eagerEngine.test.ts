import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { randomInteger } from '../../random/random'
import type { EngineOptions, EngineState, ImageData8, TrainingEngine } from '../engine'
import { initialEngineState } from '../initialState'
import { createEagerEngine } from './eagerEngine'

const NETWORK = buildSupernet(
  {
    kind: 'cell',
    nodes: 1,
    operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3', 'dil_conv_3x3'],
    cells: 2,
    channels: 2,
  },
  { height: 6, width: 6, channels: 1 },
  2,
)

/** Class 1 is bright on the left, class 0 on the right, both noisy. */
const DATA: ImageData8 = {
  images: Uint8Array.from({ length: 40 * 36 }, (_, i) => {
    const example = Math.floor(i / 36)
    const left = i % 6 < 3
    return randomInteger(5, i, 100) + (left === (example % 2 === 1) ? 150 : 0)
  }),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 2),
  count: 40,
  height: 6,
  width: 6,
  channels: 1,
  classes: 2,
  mean: [0.5],
  deviation: [0.3],
}

const OPTIONS: EngineOptions = {
  batch: 8,
  seed: 3,
  weightOptimiser: { momentum: 0.9, weightDecay: 3e-4, gradientClip: 5 },
  gateOptimiser: { learningRate: 0.01, betas: [0.5, 0.999], epsilon: 1e-8, weightDecay: 1e-3 },
  augmentation: { cropPadding: 1, flip: false },
}

async function engineWith(options: Partial<EngineOptions> = {}): Promise<TrainingEngine> {
  const engine = await createEagerEngine(NETWORK, { ...OPTIONS, ...options }, 'cpu')
  engine.load(DATA)
  return engine
}

const batchFrom = (first: number) => Uint32Array.from({ length: 8 }, (_, i) => (first + i) % 32)

const stepAt = (index: number) => ({
  gateBatch: batchFrom(8 * index + 16),
  weightBatch: batchFrom(8 * index),
  learningRate: 0.05,
})

async function trained(engine: TrainingEngine, from: number, to: number): Promise<EngineState> {
  for (let index = from; index < to; index++) await engine.train(stepAt(index))
  return engine.exportState()
}

describe('the eager engine', { timeout: 60_000 }, () => {
  it('starts from the state that all engines share', async () => {
    const engine = await engineWith()
    expect(await engine.exportState()).toEqual(initialEngineState(NETWORK, OPTIONS.seed))
  })

  it('learns, and moves alphas', async () => {
    const engine = await engineWith()
    const test = Uint32Array.from({ length: 8 + 5 }, (_, i) => 27 + i)
    const before = await engine.evaluate(test)
    const alphas = await engine.readAlphas()
    for (let index = 0; index < 16; index++) {
      const { step, gateStep, weightStep } = await engine.train(stepAt(index))
      expect(step).toBe(index + 1)
      expect(gateStep?.loss).toBeGreaterThan(0)
      expect(weightStep?.gradientNorm).toBeGreaterThan(0)
    }
    const after = await engine.evaluate(test)
    expect(after.count).toBe(13)
    expect(after.loss).toBeLessThan(before.loss / 2)
    expect(after.correct).toBeGreaterThanOrEqual(12)
    expect(await engine.readAlphas()).not.toEqual(alphas)
  })

  it('repeats itself for one seed, not for two', async () => {
    const first = await trained(await engineWith(), 0, 2)
    expect(await trained(await engineWith(), 0, 2)).toEqual(first)
    const other = await trained(await engineWith({ seed: 4 }), 0, 2)
    expect(other.alphas).not.toEqual(first.alphas)
  })

  it('resumes as if never interrupted', async () => {
    const unbroken = await trained(await engineWith(), 0, 3)
    const checkpoint = await trained(await engineWith(), 0, 1)
    const resumed = await engineWith()
    resumed.importState(checkpoint)
    expect(await trained(resumed, 1, 3)).toEqual(unbroken)
  })

  it('moves alphas before weights', async () => {
    const augmentation = { cropPadding: 0, flip: false }
    const { gateBatch, weightBatch, learningRate } = stepAt(0)
    const together = await engineWith({ augmentation })
    await together.train({ gateBatch, weightBatch, learningRate })
    const apart = await engineWith({ augmentation })
    await apart.train({ gateBatch, weightBatch: null, learningRate })
    await apart.train({ gateBatch: null, weightBatch, learningRate })
    expect({ ...(await apart.exportState()), step: 1 }).toEqual(await together.exportState())
  })

  it('leaves out the side that has no batch', async () => {
    const engine = await engineWith()
    const { alphas } = await engine.exportState()
    const { gateStep } = await engine.train({ ...stepAt(0), gateBatch: null })
    expect(gateStep).toBeNull()
    const state = await engine.exportState()
    expect(state.alphas).toEqual(alphas)
    expect([state.step, state.gateSteps]).toEqual([1, 0])
  })

  it('runs queued steps in order and holds no tensor between them', async () => {
    const engine = await engineWith()
    const steps = await Promise.all([0, 1, 2].map((index) => engine.train(stepAt(index))))
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3])
    expect(tf.memory().numTensors).toBe(0)
    const sequential = await trained(await engineWith(), 0, 3)
    expect(await engine.exportState()).toEqual(sequential)
  })

  it('says why it cannot train', async () => {
    const empty = await createEagerEngine(NETWORK, OPTIONS, 'cpu')
    await expect(empty.train(stepAt(0))).rejects.toThrow('no data')
    const destroyed = await engineWith()
    destroyed.destroy()
    await expect(destroyed.train(stepAt(0))).rejects.toThrow('destroyed')
    const engine = await engineWith()
    const state = await engine.exportState()
    expect(() => engine.importState({ ...state, weights: new Float32Array(2) })).toThrow('weights')
  })
})
