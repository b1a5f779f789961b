import { describe, expect, it } from 'vitest'
import type { EngineOptions } from '../engine/engine'
import type { Network } from '../network/network'
import { YARDSTICK, yardstickAccuracy, yardstickKey, type YardstickNews } from '../run/yardstick'
import { spaceModel } from '../space/spaceModels'
import { PlantedEngine } from './plantedEngine.fixture'
import { noiseDataset, plantedConfig } from './plantedSearch.fixture'
import { Yardstick } from './yardstick'

const config = plantedConfig()
const { space, dataset } = config
const recipe = { ...YARDSTICK, dataset, batch: 4, steps: 3, calibrationImages: 10, seeds: [1, 2] }
const model = spaceModel(space)
/** Takes `operation` on both inputs of both nodes of both cells. */
const cellOf = (operation: string) => {
  const found = model.decisions.map(({ kind, options }) =>
    kind === 'operation' ? Math.max(0, options.indexOf(operation)) : 0,
  )
  return model.format(found)
}
const [skips, pools] = [cellOf('skip_connect'), cellOf('max_pool_3x3')]

function bench() {
  const engines: PlantedEngine[] = []
  const options: EngineOptions[] = []
  const news: YardstickNews[] = []
  const yardstick = new Yardstick(
    {
      loadDataset: () => Promise.resolve(noiseDataset(config)),
      openEngine: (network: Network, given: EngineOptions) => {
        const engine = new PlantedEngine(network, given, { planted: 2 })
        engines.push(engine)
        options.push(given)
        const kind = {
          engine: 'eager',
          backend: 'cpu',
          adapter: 'planted',
          software: true,
        } as const
        return Promise.resolve({ engine, kind })
      },
      now: () => 0,
    },
    recipe,
  )
  const measure = (...architectures: string[]) =>
    yardstick.measure({ space, architectures }, (told) => news.push(told))
  return { engines, options, news, yardstick, measure }
}

describe('Yardstick', () => {
  it('trains on every training image, judges on test images, seed by seed', async () => {
    const { engines, options, measure } = bench()
    await measure(skips)
    expect(options[0]).toMatchObject({ execution: 'path', batch: 4 })
    const { deeds } = engines[0]!
    const kinds = deeds.map(({ kind }) => kind).filter((kind) => kind !== 'rate')
    const turn = ['weights', 'weights', 'weights', 'recalibration', 'evaluation']
    expect(kinds).toEqual([...turn, ...turn])
    const indices = (wanted: string) =>
      deeds.flatMap((deed) => (deed.kind === wanted && 'indices' in deed ? deed.indices : []))
    expect(Math.max(...indices('weights'))).toBeLessThan(dataset.trainImages)
    expect(new Set(indices('evaluation'))).toEqual(
      new Set(Array.from({ length: dataset.testImages }, (_, i) => dataset.trainImages + i)),
    )
    expect(indices('recalibration')).toHaveLength(2 * 8)
  })

  it('gives all architectures the same images in the same order, and each seed others', async () => {
    const { engines, measure } = bench()
    await measure(skips, pools)
    const trained = engines[0]!.deeds.flatMap((deed) =>
      deed.kind === 'weights' ? [deed.indices.join()] : [],
    )
    expect(trained.slice(0, 6)).toEqual(trained.slice(6))
    expect(trained.slice(0, 3)).not.toEqual(trained.slice(3, 6))
  })

  it('tells the better architecture from the worse, and says the same every time', async () => {
    const scores = await bench().measure(skips, pools)
    const [better, worse] = scores.map(yardstickAccuracy)
    expect(better).toBeGreaterThan(worse!)
    const [alone] = await bench().measure(pools)
    expect(alone).toEqual(scores[1])
  })

  it('measures nothing twice, and tells of scores as they come', async () => {
    const { engines, news, measure } = bench()
    const [first] = await measure(skips)
    const done = engines[0]!.deeds.length
    expect(news.at(-2)).toEqual({ type: 'progress', fraction: 1 })
    expect(news.at(-1)).toEqual({ type: 'score', score: first })
    expect(await measure(skips)).toEqual([first])
    expect(engines[0]!.deeds).toHaveLength(done)
  })

  it('frees the device, and opens it again when it is needed', async () => {
    const { engines, yardstick, measure } = bench()
    await measure(skips)
    yardstick.close()
    expect(engines[0]!.destroyed).toBe(true)
    await measure(pools)
    expect(engines).toHaveLength(2)
  })

  it('refuses what is no architecture of the space', async () => {
    await expect(bench().measure('nonsense')).rejects.toThrow()
  })
})

describe('yardstickKey', () => {
  it('depends on space, architecture and recipe, not on the order of their fields', () => {
    const key = yardstickKey(space, skips, recipe)
    const turned = Object.fromEntries(Object.entries(space).reverse()) as unknown as typeof space
    expect(yardstickKey(turned, skips, recipe)).toBe(key)
    const others = [
      yardstickKey(space, pools, recipe),
      yardstickKey({ ...space, channels: 4 }, skips, recipe),
      yardstickKey(space, skips, { ...recipe, steps: 4 }),
    ]
    expect(new Set([key, ...others]).size).toBe(4)
  })
})
