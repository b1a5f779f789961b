import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it } from 'vitest'
import type { Network, Shape } from '../../network/network'
import { buildArchitecture } from '../../network/spaceNetworks'
import { randomInteger, randomKey, splitKey } from '../../random/random'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS, type SpaceName } from '../../space/spacePresets'
import { gatherBatch } from '../eager/batch'
import { evaluateNetwork } from '../eager/forward'
import { createInferenceEngine } from './inferenceEngine'
import { randomImages, relativeDifference, testGpu, trainedState } from './testing'

const CLASSES = 5
const SQUARE: Shape = { height: 28, width: 28, channels: 1 }
const ODD: Shape = { height: 13, width: 9, channels: 3 }

function randomArchitecture(name: SpaceName, seed: number, shape: Shape): Network {
  const space = SPACE_PRESETS[name].small
  const key = splitKey(randomKey(seed), name)
  const choices = spaceModel(space).decisions.map(({ options }, index) =>
    randomInteger(key, index, options.length),
  )
  return buildArchitecture(space, choices, shape, CLASSES)
}

const opened: { destroy(): void }[] = []
afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

async function open(network: Network, state = trainedState(network, 5)) {
  const { shape } = network.layers[network.input]!
  const data = randomImages(shape, CLASSES, 3)
  const engine = await createInferenceEngine(await testGpu(), network, {
    state,
    normalisation: data,
  })
  opened.push(engine)
  const size = shape.height * shape.width * shape.channels
  const image = (index: number) => data.images.slice(index * size, (index + 1) * size)
  return { engine, data, image, state }
}

describe('inference of one image', () => {
  const cases = SPACE_NAMES.flatMap((name, index) => [
    { name, shape: SQUARE, seed: 2 * index },
    { name, shape: ODD, seed: 2 * index + 1 },
  ])

  it.each(cases)(
    'answers as eager evaluation by running statistics does: $name, $shape.height × $shape.width',
    async ({ name, shape, seed }) => {
      const network = randomArchitecture(name, seed, shape)
      const { engine, data, image, state } = await open(network)
      await tf.setBackend('cpu')
      for (const index of [2, 1]) {
        const batch = gatherBatch(data, Uint32Array.of(index), null)
        const gates = new Float32Array(0)
        const oracle = await evaluateNetwork({ network, ...state, gates, ...batch, mode: 'eval' })
        const logits = await engine.infer(image(index))
        expect(logits).toHaveLength(CLASSES)
        expect(relativeDifference(logits, oracle.logits)).toBeLessThan(1e-4)
      }
    },
  )

  it('gives the same answer after any number of repeats', async () => {
    const { engine, image } = await open(randomArchitecture('darts', 1, SQUARE))
    const first = await engine.infer(image(0))
    expect(await engine.time(50)).toBeGreaterThan(0)
    expect(await engine.infer(image(0))).toEqual(first)
    expect(await engine.infer(image(1))).not.toEqual(first)
  })

  it('takes about as much longer as it is repeated, and allocates nothing for it', async () => {
    const { engine } = await open(randomArchitecture('nas-bench-201', 1, SQUARE))
    await engine.time(20)
    const { device } = await testGpu()
    const create = device.createBuffer.bind(device)
    let created = 0
    device.createBuffer = (descriptor) => {
      created++
      return create(descriptor)
    }
    const few = await engine.time(10)
    const many = await engine.time(100)
    device.createBuffer = create
    expect(created).toBe(0)
    expect(many / few).toBeGreaterThan(4)
  })

  it('times nothing in no time', async () => {
    const { engine } = await open(randomArchitecture('spos', 1, SQUARE))
    expect(await engine.time(0)).toBe(0)
  })

  it('says which size of image it reads', async () => {
    const { engine } = await open(randomArchitecture('spos', 1, ODD))
    expect(() => engine.infer(new Uint8Array(3))).toThrow('351 bytes')
  })
})
