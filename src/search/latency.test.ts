import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import type { LatencyModel } from '../run/latency'
import type { ObjectiveSettings } from '../run/objective'
import { STRATEGY_NAMES } from '../run/publishedStrategies'
import { parseSearchConfig } from '../run/schema'
import { plantedConfig, PlantedHost, plantedModel } from './plantedSearch.fixture'
import { SearchRun, type SearchRunOptions } from './searchRun'
import { smallConfig } from './smallMethods.fixture'

/** Between the fastest (8.352) and the slowest (10.4) of the planted space, ms. */
const LIMIT_MS = 9

/** What half of those within the limit are predicted to take at most, ms. */
const FASTEST_MS = 8.4

const LIMITED: ObjectiveSettings = { kind: 'constrained', limits: { latency: LIMIT_MS } }
const AIM = { measure: 'latency', target: LIMIT_MS } as const

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve))
}

const over = (host: PlantedHost) =>
  until(() => ['finished', 'stopped', 'failed'].includes(host.phases().at(-1)!))

async function whole(
  config: SearchConfig,
  options: SearchRunOptions = {},
  prepare: (host: PlantedHost) => void = () => undefined,
): Promise<PlantedHost> {
  const host = new PlantedHost(config)
  prepare(host)
  await new SearchRun(config, host, options).start()
  await over(host)
  expect(host.told('error')).toEqual([])
  return host
}

const candidatesOf = (host: PlantedHost) =>
  host.told('candidates').flatMap(({ candidates }) => candidates)

const judging = STRATEGY_NAMES.filter((name) => name !== 'darts')

describe.each(judging)('%s with a latency limit', { timeout: 30_000 }, (name) => {
  it('judges nothing beyond it, and concludes with what keeps it as measured', async () => {
    const config = { ...smallConfig(name), objective: LIMITED }
    const host = await whole(config)
    const candidates = candidatesOf(host)
    expect(candidates.length).toBeGreaterThan(0)
    for (const { cost } of candidates) {
      expect(cost.latencyMs).toBeLessThanOrEqual(LIMIT_MS)
      expect(cost.latencySource).toBe('predicted')
    }
    const { record } = host.told('result')[0]!
    expect(record.cost).toMatchObject({ latencySource: 'measured' })
    expect(record.latency).toMatchObject({ medianMs: host.timed.at(-1) })
    expect(host.timed.at(-1)).toBeLessThanOrEqual(LIMIT_MS)
  })

  it.each<ObjectiveSettings>([
    { kind: 'weighted-product', ...AIM, exponentBelow: 0, exponentAbove: -1 },
    { kind: 'additive', ...AIM, weight: 0.5 },
    { kind: 'log-product', ...AIM, scale: 0.2, exponent: 0.6 },
    { kind: 'multi-objective', measures: ['latency'] },
  ])('can also take it as $kind', async (objective) => {
    const host = await whole({ ...smallConfig(name), objective })
    for (const { score, accuracy, cost } of candidatesOf(host)) {
      expect(Number.isFinite(score)).toBe(true)
      if (objective.kind !== 'additive') continue
      const excess = (cost.latencyMs! - LIMIT_MS) / LIMIT_MS
      expect(score).toBeCloseTo(accuracy - 0.5 * excess, 12)
    }
    expect(host.told('result')).toHaveLength(1)
  })
})

describe('what a run knows of latencies', () => {
  it('is measured first where the objective needs it', async () => {
    const config = { ...smallConfig('spos'), objective: LIMITED }
    const host = await whole(config)
    const types = host.events.map(({ type }) => type)
    expect(types.indexOf('latency')).toBeLessThan(types.indexOf('started'))
    expect(host.told('latency')).toEqual([{ type: 'latency', model: plantedModel(config) }])
    expect(host.told('progress').map(({ task }) => task)).toContain('latency')
  })

  it('is taken where it is given, whatever the objective', async () => {
    const config = smallConfig('random')
    const given = { ...plantedModel(config), fit: { offsetMs: 1, slope: 2, perDispatchMs: 0 } }
    const host = await whole(config, { latencyModel: given })
    expect(host.told('latency')).toEqual([{ type: 'latency', model: given }])
    const slowest = Math.max(...candidatesOf(host).map(({ cost }) => cost.latencyMs!))
    expect(slowest).toBeGreaterThan(LIMIT_MS)
    for (const { cost } of candidatesOf(host)) {
      expect(cost).toMatchObject({ latencyMs: cost.macs / 1000, latencySource: 'predicted' })
      expect(cost.latencyRange).toEqual([0.95 * cost.latencyMs!, 1.05 * cost.latencyMs!])
    }
    expect(host.told('result')[0]!.record.latency).toMatchObject({ medianMs: host.timed[0] })
  })

  it('is nothing where nobody asks', async () => {
    const host = await whole(smallConfig('evolution'))
    expect(host.told('latency')).toEqual([])
    expect(host.timed).toEqual([])
    const { record } = host.told('result')[0]!
    expect(record).toMatchObject({ latency: null, cost: { latencyMs: null } })
  })

  it.each<[string, (table: LatencyModel['table']) => Partial<LatencyModel['table']>]>([
    ['device', () => ({ device: { adapter: 'another', software: false } })],
    ['space', ({ space }) => ({ space: { ...space, channels: 4 } as typeof space })],
    ['image size', ({ input }) => ({ input: { ...input, height: 9 } })],
  ])('is not taken of another %s', async (_, changed) => {
    const config = { ...smallConfig('random'), objective: LIMITED }
    const model = plantedModel(config)
    const other = { ...model, table: { ...model.table, ...changed(model.table) } }
    const host = await whole(config, { latencyModel: other })
    expect(host.told('latency')).toEqual([{ type: 'latency', model }])
    const free = await whole(smallConfig('random'), { latencyModel: other })
    expect(free.told('latency')).toEqual([])
  })

  it('goes on with a resumed run, whatever else is known by then', async () => {
    const config = { ...smallConfig('evolution'), objective: LIMITED }
    const before = new PlantedHost(config)
    const run = new SearchRun(config, before, { checkpointIntervalMs: 0 })
    void run.start()
    for (let step = 0; step < 4; step++) await run.step()
    const resumeFrom = structuredClone(run.checkpoint)
    await run.reset()
    const later = { ...plantedModel(config), fit: { offsetMs: 9, slope: 9, perDispatchMs: 0 } }
    const measureAgain = () => Promise.reject(new Error('It was measured before'))
    const after = await whole(config, { resumeFrom, latencyModel: later }, (host) => {
      host.measureLatency = measureAgain
    })
    expect(after.told('latency')).toEqual(before.told('latency'))
    const unbroken = await whole(config)
    const found = (hosts: PlantedHost[]) => hosts.flatMap(candidatesOf)
    expect(found([before, after])).toEqual(found([unbroken]))
    expect(after.told('result')[0]!.record.text).toBe(unbroken.told('result')[0]!.record.text)
  })

  it.each(['stop', 'reset'] as const)('stops being measured at once on %s', async (command) => {
    const config = { ...smallConfig('spos'), objective: LIMITED }
    const host = new PlantedHost(config)
    host.measureLatency = (_, { signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    const run = new SearchRun(config, host)
    void run.start()
    await until(() => host.holding)
    await run[command]()
    expect(host.told('error')).toEqual([])
    expect(host.engines).toEqual([])
    expect(host.holding).toBe(false)
  })
})

describe('what a latency limit concludes with', () => {
  const config = { ...smallConfig('random'), objective: LIMITED }

  it('is the best that keeps it as measured, though predicted better', async () => {
    // Whatever is close to the limit turns out beyond it.
    const host = await whole(config, {}, (each) => {
      each.measured = (ms) => (ms > FASTEST_MS ? 2 * ms : ms)
    })
    expect(host.timed.length).toBeGreaterThan(1)
    expect(host.timed.slice(0, -1).every((ms) => ms > LIMIT_MS)).toBe(true)
    const { record } = host.told('result')[0]!
    expect(record.cost.latencyMs).toBe(host.timed.at(-1))
    expect(record.cost.latencyMs).toBeLessThanOrEqual(LIMIT_MS)
  })

  it('is the fastest of those measured where none keeps it', async () => {
    const host = await whole(config, {}, (each) => (each.measured = (ms) => 100 + ms))
    const { record } = host.told('result')[0]!
    expect(record.cost.latencyMs).toBe(Math.min(...host.timed))
    expect(record.cost.latencyMs).toBeGreaterThan(LIMIT_MS)
  })
})

describe('DARTS', () => {
  it('tells what its gates expect, in ms, and times what it found', async () => {
    for (const form of [
      { kind: 'additive', weight: 0.5 },
      { kind: 'log-product', scale: 0.2, exponent: 0.6 },
    ] as const) {
      const config = plantedConfig({ objective: { ...form, ...AIM } })
      expect(parseSearchConfig(config)).toMatchObject({ ok: true })
      const host = await whole(config)
      const expected = host.told('snapshot').map(({ snapshot }) => snapshot.expectedCost!)
      for (const ms of expected) expect(ms).toBeGreaterThan(0)
      expect(host.told('result')[0]!.record.latency).toMatchObject({ medianMs: host.timed[0] })
    }
  })

  it('refuses what has no gradient', () => {
    const limited = plantedConfig({ objective: LIMITED })
    expect(parseSearchConfig(limited)).toMatchObject({ ok: false })
    const memory = { kind: 'additive', measure: 'memory', target: 1e4, weight: 1 } as const
    expect(parseSearchConfig(plantedConfig({ objective: memory }))).toMatchObject({ ok: false })
  })
})
