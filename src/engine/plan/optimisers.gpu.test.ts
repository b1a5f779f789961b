import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import type { Network } from '../../network/network'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions, EngineState, TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import { livelyState, randomImages, relativeDifference, testGpu } from './testing'

const INPUT = { height: 4, width: 4, channels: 2 }
const CLASSES = 3
const STEPS = 3

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })

const cases = fc.record({
  /** Decides how many weights there are: odd numbers, and more than one invocation each. */
  channels: fc.constantFrom(1, 3, 16),
  order: fc.constantFrom('first' as const, 'second' as const),
  learningRate: between(0.001, 0.3),
  weightOptimiser: fc.record({
    momentum: between(0, 0.95),
    weightDecay: between(0, 0.1),
    /** Off, always at work, or at work now and then. */
    gradientClip: fc.constantFrom(0, 0.01, 1),
  }),
  averageDecay: fc.constantFrom(0, 0.5, 0.99),
  gateOptimiser: fc.record({
    learningRate: between(0.001, 0.1),
    betas: fc.tuple(between(0, 0.95), between(0.5, 0.999)),
    epsilon: fc.constantFrom(1e-8, 1e-3),
    weightDecay: between(0, 0.1),
  }),
  /** Steps that came before: Adam corrects its bias by their number. */
  gateSteps: fc.nat({ max: 30 }),
  seed: fc.nat({ max: 1000 }),
})

function networkOf(channels: number): Network {
  const builder = new NetworkBuilder()
  const { offset } = builder.gateTable('edges', 1, 2)
  const stem = builder.conv('stem', builder.input(INPUT), channels, { kernel: 3, bias: true })
  const branches = ['body/a', 'body/b'].map((name) => builder.conv(name, stem, 7, { kernel: 1 }))
  const terms = branches.map((input, i) => ({ input, gate: offset + i }))
  const pooled = builder.globalAvgPool('head/pool', builder.sum('body/sum', terms))
  return builder.build(builder.dense('head/dense', pooled, CLASSES))
}

/** A state in the midst of training: every buffer holds something. */
function midway(network: Network, seed: number, gateSteps: number): EngineState {
  const state = livelyState(network, seed)
  return {
    ...state,
    step: gateSteps,
    gateSteps,
    momentum: state.weights.map((_, i) => 0.05 * Math.sin(1 + i)),
    gateFirstMoment: state.alphas.map((_, i) => 0.01 * Math.cos(i)),
    gateSecondMoment: state.alphas.map((_, i) => 1e-3 * (1 + i)),
  }
}

it('moves weights and alphas by any settings as the eager engine does', async () => {
  const agrees = fc.asyncProperty(cases, async (given) => {
    const { channels, learningRate, gateSteps, seed, ...settings } = given
    const network = networkOf(channels)
    const options: EngineOptions = {
      ...{ batch: 4, seed },
      ...settings,
      augmentation: { cropPadding: 0, flip: false },
    }
    const trained = async (engine: TrainingEngine) => {
      engine.load(randomImages(INPUT, CLASSES, 12))
      engine.importState(midway(network, seed, gateSteps))
      const norms: number[] = []
      for (let step = 0; step < STEPS; step++) {
        const batch = (first: number) => Uint32Array.from({ length: 4 }, (_, i) => first + i)
        const weightBatch = batch(step)
        const { weightStep } = await engine.train({
          gateBatch: batch(8),
          weightBatch,
          learningRate,
        })
        norms.push(weightStep!.gradientNorm)
      }
      const state = await engine.exportState()
      engine.destroy()
      return { ...state, norms }
    }
    const actual = await trained(await createPlanEngine(await testGpu(), network, options))
    await tf.setBackend('cpu')
    const expected = await trained(await createEagerEngine(network, options, 'cpu'))
    expect([actual.step, actual.gateSteps]).toEqual([expected.step, expected.gateSteps])
    expect(expected.gateSteps).toBe(gateSteps + STEPS)
    const averages = [actual, expected].map(({ averageWeights }) => averageWeights ?? [])
    expect(averages[1]).toHaveLength(settings.averageDecay && expected.weights.length)
    expect(relativeDifference(averages[0]!, averages[1]!)).toBeLessThan(1e-3)
    for (const name of [
      ...(['weights', 'momentum', 'norms'] as const),
      ...(['alphas', 'gateFirstMoment', 'gateSecondMoment'] as const),
    ]) {
      expect(relativeDifference(actual[name], expected[name]), name).toBeLessThan(1e-3)
    }
  })
  await fc.assert(agrees, { seed: 1802, numRuns: 25 })
})
