import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { buildSpaceSupernet, gatePath } from '../../network/spaceNetworks'
import { randomInteger, randomKey } from '../../random/random'
import type { Choices, SpaceModel } from '../../space/spaceModel'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../../space/spacePresets'
import { createEagerEngine } from '../eager/eagerEngine'
import { createPlanEngine } from './planEngine'
import { livelyState, randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

const SHAPE = { height: 12, width: 12, channels: 1 }
const CLASSES = 4
const OPTIONS = { ...TEST_OPTIONS, batch: 8, execution: 'path' as const }
const BATCH = Uint32Array.from({ length: 8 }, (_, i) => i)

function randomChoices({ decisions }: SpaceModel, seed: number): Choices {
  const key = randomKey(seed)
  return decisions.map(({ options }, index) => randomInteger(key, index, options.length))
}

describe('paths of every kind of space', () => {
  it.each(SPACE_NAMES)('train as eagerly, one after another: %s', async (name) => {
    const space = SPACE_PRESETS[name].small
    const network = buildSpaceSupernet(space, SHAPE, CLASSES)
    const data = randomImages(SHAPE, CLASSES, 16)
    const plan = await createPlanEngine(await testGpu(), network, OPTIONS)
    await tf.setBackend('cpu')
    const eager = await createEagerEngine(network, OPTIONS, 'cpu')
    for (const engine of [plan, eager]) {
      engine.load(data)
      engine.importState(livelyState(network, 3))
    }
    for (const seed of [1, 2, 3]) {
      const path = gatePath(space, network, randomChoices(spaceModel(space), seed))
      const request = { gateBatch: null, weightBatch: BATCH, learningRate: 0.02, path }
      const [mine, expected] = [await plan.train(request), await eager.train(request)]
      expect(mine.weightStep!.loss).toBeCloseTo(expected.weightStep!.loss, 3)
      const judged = { path, statistics: 'batch' as const }
      const [own, other] = [await plan.evaluate(BATCH, judged), await eager.evaluate(BATCH, judged)]
      expect(own.loss).toBeCloseTo(other.loss, 2)
    }
    const [mine, expected] = [await plan.exportState(), await eager.exportState()]
    expect(relativeDifference(mine.weights, expected.weights)).toBeLessThan(2e-3)
    for (const engine of [plan, eager]) engine.destroy()
  })
})
