import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import { createEagerEngine } from '../engine/eager/eagerEngine'
import { initialEngineState } from '../engine/initialState'
import { buildSupernet } from '../network/supernet'
import { checkCheckpoint, type Checkpoint } from './checkpoint'
import { ConfigError } from './failure'
import { PlantedHost, plantedConfig } from './plantedSearch.fixture'
import type { SearchHost } from './searchHost'
import { SearchRun } from './searchRun'

const config = plantedConfig({ budget: { steps: 6 } })

/** Planted data, trained for real by TensorFlow.js on the CPU. */
class EagerHost extends PlantedHost {
  override openEngine: SearchHost['openEngine'] = async (network, options) => ({
    engine: await createEagerEngine(network, options, 'cpu'),
    kind: {
      engine: 'eager',
      backend: 'cpu',
      adapter: 'CPU',
      software: true,
    },
  })
}

async function finished(host: PlantedHost): Promise<void> {
  while (!host.phases().includes('finished')) {
    expect(host.told('error')).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const learnt = (host: PlantedHost) => [
  ...host.told('snapshot').map(({ snapshot }) => ({
    ...snapshot,
    elapsedMs: 0,
    usage: null,
  })),
  ...host.told('evaluation'),
  ...results(host),
]

/** Without the time that it took. */
const results = (host: PlantedHost) =>
  host.told('result').map(({ record: { usage, ...record }, ...result }) => {
    const { imagesTrained, imagesJudged } = usage ?? {}
    return { ...result, record: { ...record, imagesTrained, imagesJudged } }
  })

describe.each([
  ['on a planted problem', () => new PlantedHost(config)],
  ['on a real supernet in TensorFlow.js', () => new EagerHost(config)],
])('a run broken off and resumed from its checkpoint, %s', (_, makeHost) => {
  it('equals the unbroken run bit for bit', async () => {
    const whole = makeHost()
    await new SearchRun(config, whole).start()
    await finished(whole)

    const before = makeHost()
    const broken = new SearchRun(config, before, { checkpointIntervalMs: 0 })
    void broken.start()
    for (let step = 0; step < 4; step++) await broken.step()
    const checkpoint = structuredClone(broken.checkpoint)
    expect(checkpoint?.step).toBe(4)
    await broken.reset()

    const after = makeHost()
    await new SearchRun(config, after, { resumeFrom: checkpoint }).start()
    await finished(after)
    expect([...learnt(before), ...learnt(after)]).toEqual(learntInTwoParts(whole, before))
  }, 60_000)
})

/** What the whole run learnt, in the order of a run broken off where `before` ends. */
function learntInTwoParts(whole: PlantedHost, before: PlantedHost) {
  const border = before.told('snapshot').length
  const all = learnt(whole)
  const isLate = (entry: (typeof all)[number]) =>
    'step' in entry
      ? entry.step > border
      : entry.type === 'result' || entry.evaluation.step > border
  return [...all.filter((entry) => !isLate(entry)), ...all.filter(isLate)]
}

describe('checkCheckpoint', () => {
  const network = buildSupernet(config.space, { height: 8, width: 8, channels: 1 }, 2)
  const good: Checkpoint = {
    version: 1,
    config,
    step: 3,
    elapsedMs: 10,
    engine: initialEngineState(network, 1),
  }
  const damaged = Float32Array.from(good.engine.weights)
  damaged[1] = NaN

  it('accepts its own', () => {
    expect(() => checkCheckpoint(structuredClone(good), config, network, 6)).not.toThrow()
  })

  it.each<[string, Partial<Checkpoint>]>([
    ['another version', { version: 2 as 1 }],
    ['another seed', { config: { ...config, seed: config.seed + 1 } }],
    ['a step beyond the budget', { step: 7 }],
    ['a step that is no number', { step: NaN }],
    ['short weights', { engine: { ...good.engine, weights: good.engine.weights.slice(1) } }],
    ['weights that are not finite', { engine: { ...good.engine, weights: damaged } }],
    ['other alphas', { engine: { ...good.engine, alphas: new Float32Array(1) } }],
  ])('refuses %s', (_, change) => {
    expect(() => checkCheckpoint({ ...good, ...change }, config, network, 6)).toThrow(ConfigError)
  })
})
