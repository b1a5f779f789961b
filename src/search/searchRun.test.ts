import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitDataset } from '../data/split'
import { DeviceLostError } from '../engine/device'
import type { SearchConfig } from '../run/config'
import type { PlantedOptions } from './plantedEngine.fixture'
import { PlantedHost, plantedConfig } from './plantedSearch.fixture'
import { SearchRun, type SearchRunOptions } from './searchRun'

function setUp(
  planted: Partial<PlantedOptions> = {},
  config: SearchConfig = plantedConfig(),
  options: SearchRunOptions = {},
) {
  const host = new PlantedHost(config, planted)
  const run = new SearchRun(config, host, options)
  const settled = () =>
    until(() => ['finished', 'stopped', 'failed'].includes(host.phases().at(-1)!))
  const steps = () => host.told('snapshot').map(({ snapshot }) => snapshot.step)
  return { config, host, run, settled, steps }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve))
}

async function unbroken(config = plantedConfig()) {
  const { host, run, settled } = setUp({}, config)
  await run.start()
  await settled()
  return host
}

/** Without the time that they took. */
const resultsOf = (host: PlantedHost) =>
  host.told('result').map((result) => {
    const usage = result.record.usage && { ...result.record.usage, gpuMs: 0 }
    return { ...result, record: { ...result.record, usage } }
  })

const countTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

describe('a search from start to end', () => {
  it('tells all of it, in order', async () => {
    const { phases, events, told } = await unbroken().then((host) => ({
      phases: host.phases(),
      events: host.events.map(({ type }) => type),
      told: host.told.bind(host),
    }))
    expect(phases).toEqual(['loading', 'compiling', 'running', 'finished'])
    expect(events.indexOf('started')).toBeLessThan(events.indexOf('snapshot'))
    expect(events.slice(-2)).toEqual(['result', 'phase'])
    expect(told('snapshot').map(({ snapshot }) => snapshot.step)).toEqual(countTo(12))
    const elapsed = told('snapshot').map(({ snapshot }) => snapshot.elapsedMs)
    expect(elapsed).toEqual([...elapsed].sort((a, b) => a - b))
  })

  it('finds what was planted', async () => {
    const host = await unbroken(plantedConfig({ budget: { steps: 200 } }))
    const [result] = host.told('result')
    for (const cell of [result!.record.genotype!.normal, result!.record.genotype!.reduce]) {
      expect(cell.nodes.flat().map(({ operation }) => operation)).toEqual(
        Array(4).fill('skip_connect'),
      )
    }
    expect(result!.record).toMatchObject({ accuracy: 0.5, subject: 'supernet' })
    expect(result!.record.cost.parameters).toBeGreaterThan(0)
    const losses = host.told('snapshot').map(({ snapshot }) => snapshot.trainLoss)
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2)
  })

  it('updates alphas before weights, each on its own half, and never sees a test image in training', async () => {
    const host = await unbroken()
    const { weights, alphas, test } = splitDataset(40, 20, 5)
    const deeds = host.engines[0]!.deeds
    const training = deeds.filter(({ kind }) => kind === 'gates' || kind === 'weights')
    expect(training.map(({ kind }) => kind)).toEqual(
      countTo(12).flatMap(() => ['gates', 'weights']),
    )
    for (const deed of deeds) {
      if (deed.kind === 'rate') continue
      const training = { gates: alphas, weights, recalibration: weights }
      const home = { ...training, evaluation: test, inspection: test }[deed.kind]
      expect(deed.indices.every((index) => home.includes(index))).toBe(true)
      if (deed.kind !== 'evaluation') expect(new Set(deed.indices).size).toBe(4)
    }
  })

  it('lets the learning rate fall along a cosine over the budget', async () => {
    const host = await unbroken()
    const rates = host.engines[0]!.deeds.flatMap((deed) =>
      deed.kind === 'rate' ? [deed.learningRate] : [],
    )
    expect(rates[0]).toBe(0.025)
    expect(rates[6]).toBeCloseTo(0.013, 12)
    expect(rates).toEqual([...rates].sort((a, b) => b - a))
    expect(host.told('snapshot').map(({ snapshot }) => snapshot.learningRate)).toEqual(rates)
  })

  it('measures accuracy each quarter on a quarter of the test images, and at the end on all', async () => {
    const host = await unbroken()
    expect(
      host.told('evaluation').map(({ evaluation }) => [evaluation.step, evaluation.images]),
    ).toEqual([
      [3, 5],
      [6, 5],
      [9, 5],
      [12, 20],
    ])
  })

  it('keeps two steps in flight, and no more', async () => {
    const host = await unbroken()
    expect(host.engines[0]!.mostInFlight).toBe(2)
  })

  it('repeats itself by seed', async () => {
    const hashOf = async (seed: number) =>
      (await unbroken(plantedConfig({ seed }))).told('result')[0]!.alphaHash
    expect(await hashOf(5)).toBe(await hashOf(5))
    expect(await hashOf(5)).not.toBe(await hashOf(6))
  })
})

describe('the controls', () => {
  it('pause between steps, step one by one, and resume', async () => {
    const { host, run, settled, steps } = setUp()
    void run.start()
    await run.pause()
    expect(host.phases()).toEqual(['loading', 'compiling', 'paused'])
    expect(steps()).toEqual([])
    await run.step()
    expect(steps()).toEqual([1])
    await Promise.all([run.step(), run.step()])
    expect(steps()).toEqual([1, 2, 3])
    expect(host.phases().at(-1)).toBe('paused')
    await run.resume()
    await settled()
    expect(steps()).toEqual(countTo(12))
  })

  it('do not count time at rest', async () => {
    const { host, run, settled } = setUp()
    void run.start()
    await run.step()
    for (let i = 0; i < 1000; i++) host.now()
    await run.resume()
    await settled()
    expect(host.told('snapshot').at(-1)!.snapshot.elapsedMs).toBeLessThan(500)
  })

  it('stop early with a result, measured on all test images', async () => {
    const { host, run, steps } = setUp()
    void run.start()
    await run.step()
    await run.stop()
    expect(steps()).toEqual([1])
    expect(host.phases().at(-1)).toBe('stopped')
    expect(host.told('evaluation').at(-1)!.evaluation).toMatchObject({ step: 1, images: 20 })
    expect(host.told('result')).toHaveLength(1)
    expect(host.engines[0]!.destroyed).toBe(true)
  })

  it('stop before the first step without a result', async () => {
    const { host, run } = setUp()
    void run.start()
    await run.stop()
    expect(host.phases().at(-1)).toBe('stopped')
    expect(host.told('result')).toEqual([])
  })

  it('reset at once, silently, and free the device', async () => {
    const { host, run } = setUp()
    await run.start()
    await run.reset()
    const told = host.events.length
    expect(host.phases().at(-1)).toBe('idle')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(host.events).toHaveLength(told)
    expect(host.engines[0]!.destroyed).toBe(true)
  })

  describe('while the supernet is being compiled', () => {
    /** Compiling that ends when told, or is broken off. */
    function setUpCompiling(options: SearchRunOptions = {}) {
      const parts = setUp({}, plantedConfig(), options)
      const { host, run } = parts
      const open = host.openEngine
      let finishCompiling = () => undefined as void
      const compiled = new Promise<void>((resolve) => (finishCompiling = resolve))
      host.openEngine = async (network, options) => {
        const aborted = new Promise<never>((_, reject) => {
          options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error))
        })
        await Promise.race([compiled, aborted])
        return open(network, options)
      }
      void run.start()
      return {
        ...parts,
        finishCompiling,
        compiling: until(() => host.phases().at(-1) === 'compiling'),
      }
    }

    it('reset at once, silently, and leave no engine', async () => {
      const { host, run, compiling } = setUpCompiling()
      await compiling
      await run.reset()
      expect(host.phases()).toEqual(['loading', 'compiling', 'idle'])
      expect(host.told('error')).toEqual([])
      expect(host.engines).toEqual([])
    })

    it('stop at once, without a result', async () => {
      const { host, run, compiling } = setUpCompiling()
      await compiling
      await run.stop()
      expect(host.phases().at(-1)).toBe('stopped')
      expect(host.told('error')).toEqual([])
      expect(host.told('result')).toEqual([])
      expect(host.engines).toEqual([])
    })

    it('stop a resumed run with what it had learnt', async () => {
      const first = setUp({}, plantedConfig(), { checkpointIntervalMs: 0 })
      void first.run.start()
      await first.run.step()
      await first.run.step()
      const resumeFrom = first.run.checkpoint
      const { host, run, compiling, finishCompiling } = setUpCompiling({ resumeFrom })
      await compiling
      const stopped = run.stop()
      finishCompiling()
      await stopped
      expect(host.phases().at(-1)).toBe('stopped')
      expect(host.told('result')).toHaveLength(1)
    })
  })

  it('reach the same end by any sequence of pauses, steps and resumes', async () => {
    const whole = await unbroken()
    const command = fc.constantFrom('pause', 'step', 'resume', 'breathe')
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
        const { host, run, settled, steps } = setUp()
        void run.start()
        for (const name of commands) {
          if (name === 'breathe') await new Promise((resolve) => setTimeout(resolve))
          else void run[name]()
        }
        await run.resume()
        await settled()
        expect(steps()).toEqual(countTo(12))
        expect(resultsOf(host)).toEqual(resultsOf(whole))
        expect(host.told('evaluation')).toEqual(whole.told('evaluation'))
      }),
      { numRuns: 60 },
    )
  })
})

describe('what goes wrong', () => {
  it('is told as divergence when a loss is not a number', async () => {
    const { host, run, settled, steps } = setUp({
      disturbLoss: (loss, index) => (index === 4 ? NaN : loss),
    })
    await run.start()
    await settled()
    expect(host.told('error')).toMatchObject([{ code: 'diverged' }])
    expect(host.phases().at(-1)).toBe('failed')
    expect(steps()).toEqual([1, 2, 3, 4])
    expect(host.engines[0]!.destroyed).toBe(true)
  })

  it('is told as a config error when the space describes no network', async () => {
    const { space } = plantedConfig()
    const { host, run } = setUp({}, plantedConfig({ space: { ...space, operations: ['none'] } }))
    await run.start()
    expect(host.told('error')).toMatchObject([{ code: 'config' }])
    expect(host.engines).toEqual([])
  })

  it('is told as a config error when the halves do not fill a batch', async () => {
    const { strategy } = plantedConfig()
    const { host, run, settled } = setUp(
      {},
      plantedConfig({ strategy: { ...strategy, batch: 21 } }),
    )
    await run.start()
    await settled()
    expect(host.told('error')).toMatchObject([{ code: 'config' }])
  })

  it('costs no step twice on screen and no bit of the result when a lost device comes back', async () => {
    const whole = await unbroken()
    for (const checkpointIntervalMs of [4, Infinity]) {
      let losses = 1
      const beforeStep = (index: number) => {
        if (index === 7 && losses-- > 0) throw new DeviceLostError('unplugged')
      }
      const { host, run, settled, steps } = setUp({ beforeStep }, plantedConfig(), {
        checkpointIntervalMs,
      })
      await run.start()
      await settled()
      expect(host.told('error')).toMatchObject([{ code: 'device-lost' }])
      const kept = run.checkpoint?.step ?? 0
      expect(kept > 0).toBe(checkpointIntervalMs === 4)
      await run.resume()
      await until(() => host.told('result').length > 0)
      expect(host.engines).toHaveLength(2)
      const taken = host.engines[1]!.deeds.filter(({ kind }) => kind === 'gates').length
      expect(taken).toBe(12 - kept)
      expect(steps()).toEqual(countTo(12))
      expect(host.told('started')).toHaveLength(1)
      expect(host.told('evaluation')).toEqual(whole.told('evaluation'))
      expect(resultsOf(host)).toEqual(resultsOf(whole))
    }
  })
})
