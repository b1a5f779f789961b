import '@tensorflow/tfjs-backend-cpu'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import { STRATEGY_NAMES } from '../run/publishedStrategies'
import { parseSearchConfig } from '../run/schema'
import { STRATEGIES } from '../strategies/strategies'
import { PlantedHost } from './plantedSearch.fixture'
import { SearchRun } from './searchRun'
import { smallConfig } from './smallMethods.fixture'

async function ended(host: PlantedHost): Promise<void> {
  while (!host.phases().includes('finished')) {
    expect(host.told('error')).toEqual([])
    await new Promise((resolve) => setTimeout(resolve))
  }
}

/** All that was learnt, without the times it took. */
function learnt(host: PlantedHost) {
  return {
    snapshots: host.told('snapshot').map(({ snapshot }) => ({
      ...snapshot,
      elapsedMs: 0,
      usage: null,
    })),
    candidates: host.told('candidates').flatMap(({ candidates }) => candidates),
    policies: host.told('policy').map(({ policy }) => policy),
    results: host.told('result').map(({ record, alphaHash }) => {
      const { usage, ...found } = record
      return { ...found, alphaHash, usage: { ...usage, gpuMs: 0 } }
    }),
  }
}

type Learnt = ReturnType<typeof learnt>

function joined(before: Learnt, after: Learnt): Learnt {
  return {
    snapshots: [...before.snapshots, ...after.snapshots],
    candidates: [...before.candidates, ...after.candidates],
    policies: [...before.policies, ...after.policies],
    results: [...before.results, ...after.results],
  }
}

async function whole(config: SearchConfig): Promise<PlantedHost> {
  const host = new PlantedHost(config)
  await new SearchRun(config, host).start()
  await ended(host)
  return host
}

describe.each(STRATEGY_NAMES)('a run by %s', (name) => {
  const config = smallConfig(name)

  it('takes the steps it announced, counts what it used, and concludes', async () => {
    expect(parseSearchConfig(config)).toMatchObject({ ok: true })
    const host = await whole(config)
    const { snapshots, candidates, results } = learnt(host)
    const { steps } = host.told('started')[0]!
    expect(steps).toBe(STRATEGIES[name].steps(config))
    expect(snapshots.map(({ step }) => step)).toEqual(
      Array.from({ length: steps }, (_, index) => index + 1),
    )
    expect(results).toHaveLength(1)
    const { choices, subject, usage, cost, accuracy } = results[0]!
    expect(cost.macs).toBeGreaterThan(0)
    expect(accuracy).toBeGreaterThan(0)
    expect(subject === 'supernet').toBe(name === 'darts')
    // A batch of four each step; DARTS takes another for the alphas.
    const trained = snapshots.filter(({ trainLoss }) => Number.isFinite(trainLoss)).length
    expect(usage.imagesTrained).toBe(trained * 4 * (name === 'darts' ? 2 : 1))
    expect(usage.imagesJudged! > 0).toBe(name !== 'darts')
    expect(candidates.map(({ id }) => id)).toEqual([...candidates.keys()])
    if (candidates.length > 0) {
      expect(candidates.map(({ choices }) => choices)).toContainEqual(choices)
    }
  }, 60_000)

  it('equals itself when it is broken off anywhere and resumed', async () => {
    const unbroken = learnt(await whole(config))
    const steps = STRATEGIES[name].steps(config)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: steps - 1 }), async (border) => {
        const before = new PlantedHost(config)
        const broken = new SearchRun(config, before, { checkpointIntervalMs: 0 })
        void broken.start()
        for (let step = 0; step < border; step++) await broken.step()
        const resumeFrom = structuredClone(broken.checkpoint)
        expect(resumeFrom?.step).toBe(border)
        await broken.reset()

        const after = new PlantedHost(config)
        await new SearchRun(config, after, { resumeFrom }).start()
        await ended(after)
        expect(joined(learnt(before), learnt(after))).toEqual(unbroken)
      }),
      { numRuns: 6 },
    )
  }, 60_000)
})
