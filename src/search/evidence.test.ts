import { describe, expect, it } from 'vitest'
import '@tensorflow/tfjs-backend-cpu'
import type { SearchConfig } from '../run/config'
import { EvidencePace } from './evidencePace'
import { noiseDataset, PlantedHost } from './plantedSearch.fixture'
import { SearchRun } from './searchRun'
import { smallConfig } from './smallMethods.fixture'

async function finished(config: SearchConfig): Promise<PlantedHost> {
  const host = new PlantedHost(config)
  await new SearchRun(config, host).start()
  while (!host.phases().includes('finished')) {
    expect(host.told('error')).toEqual([])
    await new Promise((resolve) => setTimeout(resolve))
  }
  return host
}

const subjects = async (config: SearchConfig) =>
  (await finished(config)).told('evidence').map(({ evidence }) => evidence.subject)

describe('what a run shows of its network', () => {
  it('is made of images that nothing is learnt from, the same for one seed, of several classes', async () => {
    const config = smallConfig('darts')
    const { exhibits } = (await finished(config)).told('exhibits')[0]!
    const [again] = (await finished(config)).told('exhibits')
    const [other] = (await finished({ ...config, seed: config.seed + 1 })).told('exhibits')
    expect(again!.exhibits).toEqual(exhibits)
    expect(other!.exhibits.images).not.toEqual(exhibits.images)
    expect(new Set(exhibits.labels)).toEqual(new Set([0, 1]))

    const { data, trainImages } = noiseDataset(config)
    const size = data.height * data.width
    const at = Array.from({ length: data.count }, (_, i) => i).filter((i) =>
      data.images
        .subarray(i * size, (i + 1) * size)
        .every((byte, pixel) => byte === exhibits.images[pixel]),
    )
    expect(at).toHaveLength(1)
    expect(at[0]).toBeGreaterThanOrEqual(trainImages)
  })

  it('is told after the first step, at every evaluation, and at the end', async () => {
    const config = smallConfig('darts')
    const host = await finished(config)
    const steps = host.told('evidence').map(({ evidence }) => evidence.step)
    expect(steps[0]).toBe(1)
    const evaluated = host.told('evaluation').map(({ evaluation }) => evaluation.step)
    expect(steps).toEqual(expect.arrayContaining(evaluated))
    expect(steps.at(-1)).toBe(config.budget.steps)
    const { probabilities } = host.told('evidence')[0]!.evidence
    const sums = probabilities.reduce((sum, share) => sum + share, 0)
    expect(sums).toBeCloseTo(host.told('exhibits')[0]!.exhibits.labels.length, 4)
  })

  it('is of the mixture in DARTS; along paths of what was trained or judged, then of what was found', async () => {
    expect(new Set(await subjects(smallConfig('darts')))).toEqual(new Set(['supernet']))
    for (const name of ['spos', 'evolution'] as const) {
      const all = await subjects(smallConfig(name))
      expect(all[0]).toBe('trained')
      expect(all.at(-1)).toBe('found')
    }
  })

  it('is no use of the method’s', async () => {
    const config = smallConfig('darts')
    const host = await finished(config)
    const [result] = host.told('result')
    const images = config.budget.steps * 2 * config.strategy.batch
    expect(result!.record.usage).toMatchObject({ imagesTrained: images, imagesJudged: 0 })
  })

  it('comes with a count of what was taken for what, a row a class', async () => {
    const config = smallConfig('spos')
    const host = await finished(config)
    const { record } = host.told('result')[0]!
    const { data, trainImages } = noiseDataset(config)
    const counts = [0, 0]
    data.labels.subarray(trainImages).forEach((label) => counts[label]!++)
    const [a, b, c, d] = record.confusion!
    expect([a! + b!, c! + d!]).toEqual(counts)
    // The planted engine takes even indices for the first class, odd ones for the second.
    expect([b, c]).toEqual([0, 0])
  })
})

describe('the pace of looks', () => {
  it('is one a second, or as slow as keeps them a small share of the time', async () => {
    let now = 0
    const pace = new EvidencePace(() => now)
    expect(pace.due).toBe(true)
    await pace.look(() => Promise.resolve(void (now += 5)))
    now = 1004
    expect(pace.due).toBe(false)
    now = 1005
    expect(pace.due).toBe(true)
    await pace.look(() => Promise.resolve(void (now += 100)))
    now += 2499
    expect(pace.due).toBe(false)
    now += 1
    expect(pace.due).toBe(true)
  })
})
