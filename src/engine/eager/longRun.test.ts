import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { buildSupernet } from '../../network/supernet'
import { randomImages, TEST_OPTIONS } from '../plan/testing'
import { createEagerEngine } from './eagerEngine'

const STEPS = 40
const INPUT = { height: 6, width: 6, channels: 1 }

const network = buildSupernet(
  {
    kind: 'cell',
    nodes: 1,
    operations: ['none', 'max_pool_3x3', 'sep_conv_3x3'],
    cells: 1,
    channels: 2,
  },
  INPUT,
  3,
)

it.each(['first', 'second'] as const)(
  `trains ${STEPS} steps in %s order and leaves no tensor behind`,
  { timeout: 60_000 },
  async (order) => {
    const engine = await createEagerEngine(network, { ...TEST_OPTIONS, batch: 4, order }, 'cpu')
    engine.load(randomImages(INPUT, 3, 12))
    const before = tf.memory()
    for (let index = 0; index < STEPS; index++) {
      const batch = Uint32Array.of(0, 1, 2, 3).map((i) => (i + 4 * index) % 12)
      const step = { gateBatch: batch, weightBatch: batch, learningRate: 0.02 }
      const { gateStep, weightStep } = await engine.train(step)
      expect(Number.isFinite(gateStep!.loss + weightStep!.loss), `step ${index}`).toBe(true)
      const { numTensors, numDataBuffers, numBytes } = tf.memory()
      expect({ numTensors, numDataBuffers, numBytes }, `step ${index}`).toMatchObject({
        numTensors: before.numTensors,
        numDataBuffers: before.numDataBuffers,
        numBytes: before.numBytes,
      })
    }
    engine.destroy()
  },
)
