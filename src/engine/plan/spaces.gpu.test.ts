import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { buildSpaceSupernet, gatePath } from '../../network/spaceNetworks'
import { randomKey } from '../../random/random'
import { drawUniform } from '../../space/draws'
import { RULED_SPACES } from '../../space/closedBranches.fixture'
import type { SearchSpace } from '../../space/searchSpace'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../../space/spacePresets'
import { createEagerEngine } from '../eager/eagerEngine'
import { createPlanEngine } from './planEngine'
import { livelyState, randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

const SHAPE = { height: 12, width: 12, channels: 1 }
const CLASSES = 4
const OPTIONS = { ...TEST_OPTIONS, batch: 8, execution: 'path' as const }
const BATCH = Uint32Array.from({ length: 8 }, (_, i) => i)

const SPACES: readonly (readonly [string, SearchSpace])[] = [
  ...SPACE_NAMES.map((name) => [name, SPACE_PRESETS[name].small] as const),
  ...Object.values(RULED_SPACES).map((space) => [`${space.kind} with rules`, space] as const),
]

describe('paths of every kind of space', () => {
  it.each(SPACES)('train as eagerly, one after another: %s', async (_, space) => {
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
      const choices = drawUniform(spaceModel(space), randomKey(seed))!
      const path = gatePath(space, network, choices)
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
