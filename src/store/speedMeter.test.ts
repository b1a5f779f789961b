import { expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import type { SearchEvent, Snapshot } from '../run/events'
import { withMethod } from '../run/methods'
import { presetConfig } from '../run/presets'
import { SpeedMeter, type RunTimes } from './speedMeter'

const engine = {
  engine: 'plan',
  backend: 'webgpu',
  adapter: 'a GPU',
  software: false,
  gpuBytes: 0,
  dispatchesPerStep: 0,
} as const

type Step = Pick<Snapshot, 'elapsedMs' | 'trainLoss' | 'validLoss'>

/** What a meter tells of a run of such steps. */
function metered(config: SearchConfig, steps: readonly Step[], phase: 'finished' | 'stopped') {
  const meter = new SpeedMeter()
  const snapshots = steps.map((step, index): SearchEvent => {
    const rest = { trainAccuracy: 0, validAccuracy: 0, learningRate: 0 }
    const none = new Float32Array(0)
    const snapshot = { ...step, ...rest, step: index + 1, alphas: none, gates: none }
    return { type: 'snapshot', snapshot }
  })
  const events: SearchEvent[] = [
    { type: 'started', config, engine, gateTables: [], weights: 1, steps: steps.length },
    ...snapshots,
    { type: 'phase', phase, detail: null },
  ]
  const told = events.map((event) => meter.hear(event)).filter((times) => times !== null)
  expect(told.length).toBeLessThanOrEqual(1)
  return told[0] ?? (null as RunTimes | null)
}

const DARTS = presetConfig('tiny')
const SPOS = withMethod(DARTS, 'spos')
const trains = (elapsedMs: number): Step => ({ elapsedMs, trainLoss: 1, validLoss: NaN })
const judges = (elapsedMs: number): Step => ({ elapsedMs, trainLoss: NaN, validLoss: 1 })

/** Steps of 100 ms after a first one of 900 ms. */
const TWENTY = Array.from({ length: 20 }, (_, index) => trains(900 + 100 * index))

it('times the steps of a run, the first one apart: it warms the device up', () => {
  const steps = TWENTY.map((step) => ({ ...step, validLoss: 1 }))
  const times = metered(DARTS, steps, 'finished')
  expect(times).toMatchObject({ trainingSteps: 19, trainingMs: 1900, judgingMs: null })
})

it('times judging apart from training', () => {
  const steps = [...TWENTY, judges(2850), judges(2900)]
  expect(metered(SPOS, steps, 'finished')).toMatchObject({ trainingMs: 1900, judgingMs: 100 })
})

it('takes a step that trains and judges for one of each', () => {
  const child = { elapsedMs: 2950, trainLoss: 1, validLoss: 1 }
  const steps = [...TWENTY, child]
  expect(metered(SPOS, steps, 'finished')).toMatchObject({ trainingMs: 1900, judgingMs: 50 })
})

it('does not know what all judging takes of a run that was stopped', () => {
  const steps = [...TWENTY, judges(2850)]
  expect(metered(SPOS, steps, 'stopped')).toMatchObject({ trainingMs: 1900, judgingMs: null })
})

it('says nothing of a run of a few steps', () => {
  expect(metered(SPOS, TWENTY.slice(0, 8), 'stopped')).toBeNull()
})
