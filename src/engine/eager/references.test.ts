import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import { buildReference } from '../../network/references'
import { REFERENCE_NAMES } from '../../network/trainingSubject'
import { randomInteger } from '../../random/random'
import type { ImageData8 } from '../engine'
import { createEagerEngine } from './eagerEngine'

const SIZE = 8
const COUNT = 4
const BATCH = Uint32Array.from({ length: COUNT }, (_, i) => i)

function noise(channels: number): ImageData8 {
  return {
    images: Uint8Array.from({ length: COUNT * SIZE ** 2 * channels }, (_, i) =>
      randomInteger(5, i, 256),
    ),
    labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 2),
    count: COUNT,
    height: SIZE,
    width: SIZE,
    channels,
    classes: 2,
    mean: Array.from({ length: channels }, () => 0.5),
    deviation: Array.from({ length: channels }, () => 0.3),
  }
}

describe.each(REFERENCE_NAMES)('%s', (name) => {
  it.each([1, 3])(
    'learns a few images of noise in %i channels',
    async (channels) => {
      const input = { height: SIZE, width: SIZE, channels }
      const network = buildReference(name, 3, input, 2)
      const options = {
        batch: COUNT,
        seed: 3,
        weightOptimiser: { momentum: 0.9, weightDecay: 0, gradientClip: 5 },
        gateOptimiser: { learningRate: 0, betas: [0.5, 0.999], epsilon: 1e-8, weightDecay: 0 },
        augmentation: { cropPadding: 0, flip: false },
      } as const
      const engine = await createEagerEngine(network, options, 'cpu')
      engine.load(noise(channels))
      const before = await engine.evaluate(BATCH, { statistics: 'batch' })
      for (let step = 0; step < 8; step++) {
        await engine.train({ gateBatch: null, weightBatch: BATCH, learningRate: 0.05 })
      }
      const after = await engine.evaluate(BATCH, { statistics: 'batch' })
      engine.destroy()
      expect(after.loss).toBeLessThan(0.5 * before.loss)
      expect(after.correct).toBe(COUNT)
    },
    60_000,
  )
})
