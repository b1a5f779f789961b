import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterEach, describe, expect, it } from 'vitest'
import { buildSpaceSupernet, gatePath } from '../../network/spaceNetworks'
import type { Network } from '../../network/network'
import type { SearchSpace } from '../../space/searchSpace'
import { drawUniform } from '../../space/draws'
import { spaceModel } from '../../space/spaceModels'
import { randomKey } from '../../random/random'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions, InspectionOptions, TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import { randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

const INPUT = { height: 8, width: 8, channels: 1 }
const CLASSES = 4
const CELLS: SearchSpace = {
  kind: 'cell',
  nodes: 2,
  operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3', 'dil_conv_3x3'],
  cells: 3,
  channels: 2,
}
const data = randomImages(INPUT, CLASSES, 24)
const IMAGES = Uint32Array.of(3, 9, 14, 20)
const ALL = Uint32Array.from({ length: 24 }, (_, i) => i)

const opened: TrainingEngine[] = []
afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

/** The compiled engine and the eager one, trained alike for a few steps. */
async function bothTrained(network: Network, options: EngineOptions, path?: Uint8Array) {
  await tf.setBackend('cpu')
  const engines = [
    await createEagerEngine(network, options, 'cpu'),
    await createPlanEngine(await testGpu(), network, options),
  ] as const
  for (const engine of engines) {
    opened.push(engine)
    engine.load(data)
    await trainedFurther(engine, 0, 2, path)
  }
  return engines
}

async function trainedFurther(engine: TrainingEngine, from: number, to: number, path?: Uint8Array) {
  for (let index = from; index < to; index++) {
    const weightBatch = ALL.subarray(4 * index, 4 * index + 4)
    const gateBatch = path ? null : ALL.subarray(4 * index + 1, 4 * index + 5)
    await engine.train({ gateBatch, weightBatch, learningRate: 0.05, ...(path && { path }) })
  }
}

/** Two channels of every layer of more than one pixel, on two images. */
function everyMap({ layers }: Network): InspectionOptions['maps'] {
  return layers.flatMap(({ shape }, layer) =>
    shape.height > 1 ? [{ layer, channels: [0, shape.channels - 1], images: 2 }] : [],
  )
}

const options: EngineOptions = { ...TEST_OPTIONS, batch: 4 }

describe('what the compiled engine shows of a network', () => {
  it('is what the eager one shows: probabilities, and every layer behind batch norm and ReLU', async () => {
    const network = buildSpaceSupernet(CELLS, INPUT, CLASSES)
    const [eager, plan] = await bothTrained(network, options)
    const maps = everyMap(network)
    const [expected, actual] = [
      await eager.inspect(IMAGES, { maps }),
      await plan.inspect(IMAGES, { maps }),
    ]
    expect(relativeDifference(actual.probabilities, expected.probabilities)).toBeLessThan(1e-3)
    expect(actual.maps).toHaveLength(maps.length)
    for (const [at, { layer }] of maps.entries()) {
      const difference = relativeDifference(actual.maps[at]!, expected.maps[at]!)
      expect(difference, network.layers[layer]!.name).toBeLessThan(1e-3)
    }
  })

  it.each(['running', 'batch'] as const)(
    'is so along a path, with %s statistics, where layers beside it show nothing',
    async (statistics) => {
      const network = buildSpaceSupernet(CELLS, INPUT, CLASSES)
      const choices = drawUniform(spaceModel(CELLS), randomKey(5))!
      const path = gatePath(CELLS, network, choices)
      const [eager, plan] = await bothTrained(network, { ...options, execution: 'path' }, path)
      const maps = everyMap(network)
      const asked = { maps, path, statistics }
      const [expected, actual] = [
        await eager.inspect(IMAGES, asked),
        await plan.inspect(IMAGES, asked),
      ]
      expect(relativeDifference(actual.probabilities, expected.probabilities)).toBeLessThan(1e-3)
      expect(actual.maps.some((map) => map === null)).toBe(true)
      for (const [at, { layer }] of maps.entries()) {
        const { name } = network.layers[layer]!
        const [shown, wanted] = [actual.maps[at], expected.maps[at]]
        expect(shown === null, name).toBe(wanted === null)
        if (shown && wanted) expect(relativeDifference(shown, wanted), name).toBeLessThan(1e-3)
      }
    },
  )

  it('costs training not one bit', async () => {
    const network = buildSpaceSupernet(CELLS, INPUT, CLASSES)
    const states = []
    for (const watched of [false, true]) {
      const engine = await createPlanEngine(await testGpu(), network, options)
      opened.push(engine)
      engine.load(data)
      await trainedFurther(engine, 0, 2)
      if (watched) await engine.inspect(IMAGES, { maps: everyMap(network) })
      await trainedFurther(engine, 2, 4)
      states.push(await engine.exportState())
    }
    expect(states[1]).toEqual(states[0])
  })

  it('takes each image for the class that the eager engine takes it for', async () => {
    const network = buildSpaceSupernet(CELLS, INPUT, CLASSES)
    const [eager, plan] = await bothTrained(network, options)
    const some = ALL.subarray(0, 22)
    const wanted = await eager.evaluate(some, { predictions: true })
    const got = await plan.evaluate(some, { predictions: true })
    expect(got.predictions).toEqual(wanted.predictions)
    const right = [...got.predictions!].filter((each, i) => each === data.labels[some[i]!])
    expect(right).toHaveLength(got.correct)
    expect(await plan.evaluate(some)).not.toHaveProperty('predictions')
  })

  it('gives every class of each image the probability that the eager engine gives it', async () => {
    const network = buildSpaceSupernet(CELLS, INPUT, CLASSES)
    const engines = await bothTrained(network, options)
    const some = ALL.subarray(1, 23)
    const wanted = { predictions: true, probabilities: true }
    const [expected, actual] = await Promise.all(engines.map((each) => each.evaluate(some, wanted)))
    expect(relativeDifference(actual!.probabilities!, expected!.probabilities!)).toBeLessThan(1e-3)
    for (const engine of engines) {
      const { probabilities, ...rest } = await engine.evaluate(some, wanted)
      const likelihoods = [...some].map((i, at) => probabilities![CLASSES * at + data.labels[i]!]!)
      const loss = likelihoods.reduce((sum, p) => sum - Math.log(p), 0) / some.length
      expect(rest.loss).toBeCloseTo(loss, 4)
      const inspected = await engine.inspect(some.subarray(8, 12), { maps: [] })
      expect(probabilities!.subarray(8 * CLASSES, 12 * CLASSES)).toEqual(inspected.probabilities)
      expect(await engine.evaluate(some, { predictions: true })).toEqual(rest)
    }
  })

  it('is of one batch at most', async () => {
    const network = buildSpaceSupernet(CELLS, INPUT, CLASSES)
    const engines = await bothTrained(network, options)
    for (const engine of engines) {
      await expect(engine.inspect(ALL, { maps: [] })).rejects.toThrow('4 examples')
    }
  })
})
