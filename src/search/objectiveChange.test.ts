import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../run/events'
import type { ObjectiveSettings } from '../run/objective'
import { STRATEGY_NAMES } from '../run/publishedStrategies'
import type { Checkpoint } from './checkpoint'
import { PlantedHost } from './plantedSearch.fixture'
import { SearchRun } from './searchRun'
import { smallConfig } from './smallMethods.fixture'

const METHODS = STRATEGY_NAMES.filter((name) => name !== 'darts')

async function ended(host: PlantedHost): Promise<void> {
  while (!host.phases().includes('finished')) {
    expect(host.told('error')).toEqual([])
    await new Promise((resolve) => setTimeout(resolve))
  }
}

const candidatesOf = (host: PlantedHost): Candidate[] =>
  host.told('candidates').flatMap(({ candidates }) => candidates)

function learnt(host: PlantedHost, after: number) {
  return {
    losses: host
      .told('snapshot')
      .filter(({ snapshot }) => snapshot.step > after)
      .map(({ snapshot }) => [snapshot.step, snapshot.trainLoss, snapshot.validLoss]),
    candidates: candidatesOf(host).filter(({ step }) => step > after),
    results: host.told('result').map(({ record, alphaHash }) => [record.text, alphaHash]),
  }
}

/** A limit that about half of what the method judges keeps. */
async function tightLimit(config: ReturnType<typeof smallConfig>): Promise<ObjectiveSettings> {
  const host = new PlantedHost(config)
  await new SearchRun(config, host).start()
  await ended(host)
  const macs = candidatesOf(host).map(({ cost }) => cost.macs)
  macs.sort((a, b) => a - b)
  return { kind: 'constrained', limits: { macs: macs[Math.floor(macs.length / 2)] ?? 0 } }
}

/** Takes `steps` steps, changes the objective, and runs to the end. */
async function changedRun(
  config: ReturnType<typeof smallConfig>,
  steps: number,
  objective: ObjectiveSettings,
) {
  const host = new PlantedHost(config)
  const run = new SearchRun(config, host)
  const stepping = Promise.all([run.start(), run.step()])
  await stepping
  for (let step = 1; step < steps; step++) await run.step()
  // As it was kept when the change came into force; the next pause keeps a later one.
  let checkpoint: Checkpoint | null = null
  const emit = host.emit.bind(host)
  host.emit = (event) => {
    if (event.type === 'objective') checkpoint = run.checkpoint
    emit(event)
  }
  const answer = run.changeObjective(objective)
  await run.step()
  await run.resume()
  await ended(host)
  return { host, answer: await answer, checkpoint: checkpoint as Checkpoint | null }
}

describe.each(METHODS)('a budget set under way, by %s', (name) => {
  // Children by the dozen; of shared weights, architectures are judged after nine steps of training.
  const small = smallConfig(name)
  const children = 'childSteps' in small.strategy && name !== 'random'
  const config = children ? { ...small, budget: { steps: 36 } } : small
  const STEPS = 10

  it('holds for all that is drawn from then on, and a resumed run equals this one', async () => {
    const objective = await tightLimit(config)
    const limit = objective.kind === 'constrained' ? objective.limits.macs! : 0
    const { host, answer, checkpoint } = await changedRun(config, STEPS, objective)
    expect(answer).toBeNull()
    expect(host.told('objective')).toEqual([
      { type: 'objective', change: { step: STEPS, objective } },
    ])
    expect(checkpoint).toMatchObject({ step: STEPS, config: { objective } })

    // A child that was under way was drawn before.
    const drawn = candidatesOf(host).filter(({ step }) => step > STEPS + 3)
    expect(drawn.length).toBeGreaterThan(0)
    for (const { cost } of drawn) expect(cost.macs).toBeLessThanOrEqual(limit)
    expect(host.told('result')[0]!.record.cost.macs).toBeLessThanOrEqual(limit)

    const resumed = new PlantedHost(config)
    await new SearchRun(checkpoint!.config, resumed, { resumeFrom: checkpoint }).start()
    await ended(resumed)
    expect(learnt(resumed, STEPS)).toEqual(learnt(host, STEPS))
  }, 60_000)

  it('is refused where nothing keeps it, and the search goes on as it was', async () => {
    const objective: ObjectiveSettings = { kind: 'constrained', limits: { macs: 1 } }
    const { host, answer, checkpoint } = await changedRun(config, STEPS, objective)
    expect(answer).toContain('None of 2000')
    expect(host.told('objective')).toEqual([])
    expect(checkpoint).toBeNull()
    const whole = new PlantedHost(config)
    await new SearchRun(config, whole).start()
    await ended(whole)
    expect(learnt(host, 0)).toEqual(learnt(whole, 0))
  }, 60_000)

  it('is refused where it needs a latency that nobody knows', async () => {
    const additive = { kind: 'additive', measure: 'latency', target: 1, weight: 1 } as const
    const { answer } = await changedRun(config, STEPS, additive)
    expect(answer).toContain('latency')
  }, 60_000)
})

describe('an objective ordered too late or for nothing', () => {
  it('is let go when the run has ended', async () => {
    const config = smallConfig('random')
    const host = new PlantedHost(config)
    const run = new SearchRun(config, host)
    await run.start()
    await ended(host)
    expect(await run.changeObjective({ kind: 'accuracy' })).toBeNull()
    expect(host.told('objective')).toEqual([])
  })

  it('gives way to a later one', async () => {
    const config = smallConfig('random')
    const host = new PlantedHost(config)
    const run = new SearchRun(config, host)
    await Promise.all([run.start(), run.step()])
    const first = run.changeObjective({ kind: 'constrained', limits: { macs: 1 } })
    const second = run.changeObjective({ kind: 'constrained', limits: { macs: 1e9 } })
    await run.resume()
    await ended(host)
    expect([await first, await second]).toEqual([null, null])
    expect(host.told('objective')).toHaveLength(1)
  })

  it('is not for DARTS, whose engine was compiled for what it follows', async () => {
    const config = smallConfig('darts')
    const run = new SearchRun(config, new PlantedHost(config))
    expect(await run.changeObjective({ kind: 'accuracy' })).toContain('DARTS')
  })
})
