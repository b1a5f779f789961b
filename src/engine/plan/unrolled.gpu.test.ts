import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { gatherBatch } from '../eager/batch'
import type { NetworkBatch } from '../eager/forward'
import { unrolledGradient } from '../eager/unrolled'
import { createPlanEngine } from './planEngine'
import { livelyState, randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

it('takes the second-order alpha gradient that the explicit computation gives', async () => {
  const input = { height: 6, width: 6, channels: 1 }
  const network = buildSupernet(
    {
      kind: 'cell',
      nodes: 1,
      operations: ['none', 'avg_pool_3x3', 'sep_conv_3x3'],
      cells: 1,
      channels: 2,
    },
    input,
    3,
  )
  const options = { ...TEST_OPTIONS, order: 'second', batch: 4 } as const
  const data = randomImages(input, 3, 8)
  const state = livelyState(network, 5)
  const momentum = state.weights.map((_, i) => 0.01 * Math.sin(i))
  const [gateBatch, weightBatch] = [Uint32Array.of(0, 1, 2, 3), Uint32Array.of(4, 5, 6, 7)]
  const learningRate = 0.5

  await tf.setBackend('cpu')
  const batchOf = (indices: Uint32Array): NetworkBatch => ({
    network,
    weights: state.weights,
    gates: new Float32Array(),
    ...gatherBatch(data, indices, null),
    mode: 'train',
    runningStatistics: state.runningStatistics,
  })
  const explicit = {
    training: batchOf(weightBatch),
    validation: batchOf(gateBatch),
    alphas: state.alphas,
    momentum,
    optimiser: options.weightOptimiser,
  }
  const expected = await unrolledGradient({ ...explicit, learningRate })

  const plan = await createPlanEngine(await testGpu(), network, options)
  plan.load(data)
  plan.importState({ ...state, momentum })
  const { gateStep, alphaGradients } = await plan.train({ gateBatch, weightBatch, learningRate })
  plan.destroy()
  expect(relativeDifference(alphaGradients!, expected.alphaGradient)).toBeLessThan(2e-3)
  expect(gateStep!.loss).toBeCloseTo(expected.loss, 4)

  // Without the Hessian-vector product, or without looking ahead, the gradient is another one.
  const firstOrder = await unrolledGradient({ ...explicit, learningRate: 0 })
  expect(relativeDifference(firstOrder.alphaGradient, expected.alphaGradient)).toBeGreaterThan(0.05)
})
