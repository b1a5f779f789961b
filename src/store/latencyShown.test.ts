import { describe, expect, it } from 'vitest'
import { decompose } from '../network/blocks'
import { buildArchitecture } from '../network/spaceNetworks'
import { FASHION_MNIST_FORMAT } from '../run/datasets'
import { measurement, model, thisAdapter } from '../run/latency.fixture'
import type { EngineInfo } from '../run/events'
import { withBatchStrategy, withSpace } from '../run/batchStrategy'
import { presetConfig } from '../run/presets'
import { spaceModel } from '../space/spaceModels'
import type { LatencyDevice } from './latencyArchive'
import { timedArchitecture } from './latencyArchitecture'
import { architectureKey } from './latencyKeys'
import { shownLatency, type ShownSources } from './latencyShown'

const config = presetConfig('tiny')
const { space } = config
const format = FASHION_MNIST_FORMAT
const choices = spaceModel(space).decisions.map(({ options }) => options.length >> 1)
const genotype = spaceModel(space).genotype(choices)
const text = spaceModel(space).format(choices)
const shown = { text, genotype, space, config, origin: 'run' } as const

const page: ShownSources = {
  engine: { adapter: thisAdapter.adapter } as EngineInfo,
  device: null,
  record: null,
  origin: 'live',
  imported: null,
  adapter: thisAdapter.adapter,
}

/** A device that takes 0.1 ms for every operation of the architecture. */
function device(): LatencyDevice {
  const parts = decompose(buildArchitecture(space, choices, format.input, format.classes))
  const [row] = model().table.rows
  const rows = parts.map(({ key }) => ({ ...row!, key, latency: measurement(0.1) }))
  const table = { ...model().table, rows }
  const models = [{ table, fit: { offsetMs: 0.5, slope: 2, perDispatchMs: 0 }, validation: null }]
  return { id: 'here', origin: 'here', ...thisAdapter, profile: null, models }
}

const nothing = { devices: [], architectures: new Map<string, never>() }

describe('shownLatency', () => {
  it('predicts what was not measured, and says so', () => {
    const { here, measurement: measured } = shownLatency(shown, page, {
      ...nothing,
      devices: [device()],
    })
    const parts = device().models[0]!.table.rows.length
    expect(here?.source).toBe('predicted')
    expect(here?.ms).toBeCloseTo(0.5 + 0.2 * parts, 9)
    expect(measured).toBeNull()
  })

  it('says nothing of what it does not know', () => {
    expect(shownLatency(shown, page, nothing)).toMatchObject({ here: null, elsewhere: null })
    const other = { ...device(), origin: 'file' as const }
    expect(shownLatency(shown, page, { ...nothing, devices: [other] }).here).toBeNull()
  })

  it('prefers what was measured here, on the compiled engine', () => {
    const key = architectureKey(thisAdapter.adapter, timedArchitecture(shown)!)
    const result = (backend: 'plan' | 'tfjs-cpu', ms: number) => ({
      backend,
      device: thisAdapter,
      latency: measurement(ms),
      problem: null,
    })
    const kept = { key, measuredAt: '', results: [result('tfjs-cpu', 9), result('plan', 3)] }
    const { here, backends } = shownLatency(shown, page, {
      devices: [device()],
      architectures: new Map([[key, kept]]),
    })
    expect(here).toMatchObject({ source: 'measured', ms: 3 })
    expect(backends).toHaveLength(2)
  })

  it('takes what a run measured here, and tells it as elsewhere where the run was', () => {
    const record = { text, latency: measurement(4) } as ShownSources['record']
    expect(shownLatency(shown, { ...page, record }, nothing).here).toMatchObject({
      source: 'measured',
      ms: 4,
    })
    const recorded = { ...page, record, origin: 'recording', adapter: 'Recorder' } as const
    expect(shownLatency(shown, recorded, nothing)).toMatchObject({
      here: null,
      elsewhere: { medianMs: 4, device: 'Recorder' },
    })
  })

  it('knows no size of cells by themselves beside a space of another kind', () => {
    const micro = withSpace(withBatchStrategy(config, 'random', 'tiny'), 'enas-micro', 'tiny')
    expect(timedArchitecture({ ...shown, space: null, config: micro })).toBeNull()
  })
})
