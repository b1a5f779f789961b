import { describe, expect, it } from 'vitest'
import { splitDataset } from '../data/split'
import type { EngineOptions } from '../engine/engine'
import { initialEngineState } from '../engine/initialState'
import type { Network } from '../network/network'
import { fidelitySample, type FidelityConfig, type SharedNews } from '../run/fidelity'
import { TRAINING_RECIPES } from '../run/trainingRecipes'
import { PlantedEngine } from './plantedEngine.fixture'
import { noiseDataset, plantedConfig } from './plantedSearch.fixture'
import { judgeWithSharedWeights } from './sharedWeights'

const planted = plantedConfig()
const STEPS = 3
const config: FidelityConfig = {
  space: planted.space,
  dataset: planted.dataset,
  sample: { count: 3, seed: 1 },
  source: { kind: 'uniform', steps: STEPS, settings: { ...planted.strategy, batch: 4 } },
  seed: 5,
  judgeImages: 8,
  recalibrationImages: 10,
  recipe: TRAINING_RECIPES.quick,
  trainingSeeds: [1],
}
const texts = fidelitySample(config)

async function judged(asked: FidelityConfig, left: Parameters<typeof judgeWithSharedWeights>[2]) {
  const engines: PlantedEngine[] = []
  const options: EngineOptions[] = []
  const news: SharedNews[] = []
  let held = 0
  const host = {
    loadDataset: () => Promise.resolve(noiseDataset(planted)),
    openEngine: (network: Network, given: EngineOptions) => {
      const engine = new PlantedEngine(network, given, { planted: 2 })
      engines.push(engine)
      options.push(given)
      const kind = { engine: 'eager', backend: 'cpu', adapter: 'planted', software: true } as const
      return Promise.resolve({ engine, kind })
    },
    holdGpu: () => {
      held++
      return Promise.resolve(() => void held--)
    },
  }
  const accuracies = await judgeWithSharedWeights(asked, texts, left, host, (told) =>
    news.push(told),
  )
  const [engine] = engines as [PlantedEngine]
  return { accuracies, engine, options, news, held }
}

const kinds = ({ deeds }: PlantedEngine) =>
  deeds.map(({ kind }) => kind).filter((kind) => kind !== 'rate')

describe('judgeWithSharedWeights', () => {
  it('judges all before it recalibrates any, then one by one', async () => {
    const { accuracies, engine, held } = await judged(config, null)
    expect(accuracies.map(({ text }) => text)).toEqual(texts)
    expect(kinds(engine)).toEqual([
      ...Array.from({ length: STEPS }, () => 'weights'),
      ...texts.map(() => 'evaluation'),
      ...texts.flatMap(() => ['recalibration', 'evaluation']),
    ])
    expect(held).toBe(0)
  })

  it('never judges with images that weights have seen', async () => {
    const { engine } = await judged(config, null)
    const { trainImages, testImages } = planted.dataset
    const split = splitDataset(trainImages, testImages, config.seed)
    const [weights, alphas] = [new Set(split.weights), new Set(split.alphas)]
    for (const deed of engine.deeds) {
      if (!('indices' in deed)) continue
      const half = deed.kind === 'evaluation' ? alphas : weights
      expect(deed.indices.every((image) => half.has(image))).toBe(true)
    }
  })

  it('trains nothing where a search has left its weights', async () => {
    const asked: FidelityConfig = { ...config, source: { kind: 'search', alphaHash: 'x' } }
    const { engine: other } = await judged(config, null)
    const { weights, runningStatistics } = initialEngineState(other.network, 3)
    const { engine } = await judged(asked, { weights, runningStatistics })
    expect(kinds(engine)).not.toContain('weights')
  })

  it('refuses texts of other spaces', async () => {
    const wrong = judgeWithSharedWeights(
      config,
      ['nonsense'],
      null,
      {
        loadDataset: () => Promise.reject(new Error('not asked for')),
        openEngine: () => Promise.reject(new Error('not asked for')),
        holdGpu: () => Promise.reject(new Error('not asked for')),
      },
      () => undefined,
    )
    await expect(wrong).rejects.toThrow(/genotype/i)
  })
})
