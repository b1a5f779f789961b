import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it } from 'vitest'
import { softmaxRows } from '../../network/gates'
import { COST_FORMS, gateCostFor } from '../alphaGradient.fixture'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions, TrainingEngine } from '../engine'
import { closedGates, ruledSupernet } from '../ruledSupernet.fixture'
import { createPlanEngine } from './planEngine'
import { randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

const network = ruledSupernet()
const closed = closedGates(network)
const data = randomImages({ height: 8, width: 8, channels: 1 }, 3, 24)
const options: EngineOptions = {
  ...TEST_OPTIONS,
  batch: 6,
  weightOptimiser: { momentum: 0.9, weightDecay: 3e-3, gradientClip: 0.5 },
  gateOptimiser: { ...TEST_OPTIONS.gateOptimiser, learningRate: 0.05, weightDecay: 1e-2 },
}

const opened: TrainingEngine[] = []
afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

/** Three steps, and every alpha gradient that moved them. */
async function trained(engine: TrainingEngine) {
  opened.push(engine)
  engine.load(data)
  const gradients: number[] = []
  for (let index = 0; index < 3; index++) {
    const { alphaGradients } = await engine.train({
      gateBatch: Uint32Array.from({ length: 6 }, (_, i) => (7 * index + 3 * i) % 24),
      weightBatch: Uint32Array.from({ length: 6 }, (_, i) => (5 * index + i) % 24),
      learningRate: 0.1,
    })
    gradients.push(...closed.map((gate) => alphaGradients?.[gate] ?? NaN))
  }
  return { state: await engine.exportState(), gradients }
}

describe('a supernet with closed branches', () => {
  it.each<[string, Partial<EngineOptions>]>([
    ['in first order', { order: 'first' }],
    ['in second order', { order: 'second' }],
    ['with an expected cost', { gateCost: gateCostFor(network, COST_FORMS[1]!) }],
  ])('trains as in the eager engine %s, its closed alphas at rest', async (_, more) => {
    await tf.setBackend('cpu')
    const given = { ...options, ...more }
    const eager = await trained(await createEagerEngine(network, given, 'cpu'))
    const plan = await trained(await createPlanEngine(await testGpu(), network, given))
    for (const name of ['weights', 'alphas', 'runningStatistics'] as const) {
      expect(relativeDifference(plan.state[name], eager.state[name]), name).toBeLessThan(1e-3)
    }
    for (const { state, gradients } of [eager, plan]) {
      const gates = softmaxRows(state.alphas, network.gateTables)
      for (const gate of closed) {
        expect(state.alphas[gate]).toBe(0)
        expect(gates[gate]).toBe(0)
      }
      expect(gradients.map(Math.abs)).toEqual(gradients.map(() => 0))
      expect(state.alphas.some((alpha) => Math.abs(alpha) > 0.05)).toBe(true)
    }
  })
})
