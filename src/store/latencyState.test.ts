import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { measurement, model, otherAdapter, profile, thisAdapter } from '../run/latency.fixture'
import type { EngineInfo } from '../run/events'
import { presetConfig } from '../run/presets'
import { dropLatencies, keepLatencies, keptArchitectures, keptLatencies } from './latencyArchive'
import { packLatencyFile } from './latencyFile'
import { importLatencies, latencyFileOf } from './latencyFiles'
import {
  latencyModelFor,
  removeDevice,
  takeArchitecture,
  takeModel,
  takeProfile,
  thisDevice,
  useLatency,
} from './latencyState'
import { useWorkspace } from './workspace'

const config = presetConfig('tiny')
const engine = { adapter: thisAdapter.adapter } as EngineInfo
const devices = () => useLatency.getState().devices ?? []
const file = (text: string, name = 'a.latency.json') => new File([text], name)
const otherFile = packLatencyFile({ profile: profile(otherAdapter), models: [model(otherAdapter)] })

beforeEach(async () => {
  for (const { id } of await keptLatencies()) await dropLatencies(id)
  useLatency.setState({ devices: [], architectures: new Map() })
  useWorkspace.setState({ engine })
})

describe('what was measured here', () => {
  it('is kept by adapter, the newest in place of the older', async () => {
    await takeProfile(profile())
    await takeModel(model())
    await takeProfile(profile(thisAdapter, 2))
    const [kept, ...others] = await keptLatencies()
    expect(others).toEqual([])
    expect(kept).toMatchObject({ origin: 'here', adapter: thisAdapter.adapter })
    expect(kept?.profile).toEqual(profile(thisAdapter, 2))
    expect(kept?.models).toEqual([model()])
    expect(devices()).toEqual([kept])
  })

  it('keeps what another tab measured meanwhile', async () => {
    const wide = { ...model().table.space, channels: 8 } as typeof config.space
    const ofOtherTab = { ...model(), table: { ...model().table, space: wide } }
    const id = `here ${thisAdapter.adapter}`
    await keepLatencies({ id, origin: 'here', ...thisAdapter, profile: null, models: [ofOtherTab] })
    await takeModel(model())
    expect(devices()[0]?.models).toEqual([model(), ofOtherTab])
  })

  it('predicts for its own space and adapter alone, once it was held against networks', async () => {
    expect(await latencyModelFor(config)).toBeNull()
    await takeModel({ ...model(), validation: null })
    expect(await latencyModelFor(config)).toBeNull()
    await takeModel(model())
    expect(await latencyModelFor(config)).toEqual(model())
    expect(await latencyModelFor({ ...config, space: { ...config.space, channels: 8 } })).toBeNull()
    useWorkspace.setState({ engine: { adapter: 'Yet another GPU' } as EngineInfo })
    expect(await latencyModelFor(config)).toBeNull()
  })

  it('of architectures stays by engine', async () => {
    const result = (backend: 'plan' | 'tfjs-cpu', ms: number) => ({
      backend,
      device: thisAdapter,
      latency: measurement(ms),
      problem: null,
    })
    await takeArchitecture('key', [result('plan', 1), result('tfjs-cpu', 9)])
    await takeArchitecture('key', [result('plan', 2)])
    const [kept] = await keptArchitectures()
    expect(kept?.results).toEqual([result('plan', 2), result('tfjs-cpu', 9)])
  })
})

describe('imported devices', () => {
  it('stand beside this one and are never taken for it', async () => {
    expect(await importLatencies([file(otherFile)])).toEqual([])
    expect(devices()).toMatchObject([{ origin: 'file', adapter: otherAdapter.adapter }])
    expect(thisDevice(devices(), otherAdapter.adapter)).toBeNull()
    expect(thisDevice(devices(), null)).toBeNull()
    useWorkspace.setState({ engine: { adapter: otherAdapter.adapter } as EngineInfo })
    expect(await latencyModelFor(config)).toBeNull()
  })

  it('come once, however often they are imported, and can go again', async () => {
    await importLatencies([file(otherFile), file(otherFile, 'copy.latency.json')])
    expect(devices()).toHaveLength(1)
    await removeDevice(devices()[0]!.id)
    expect(devices()).toEqual([])
    expect(await keptLatencies()).toEqual([])
  })

  it('that cannot be read change nothing, and the others are still taken', async () => {
    await takeProfile(profile())
    const problems = await importLatencies([file('{', 'broken.json'), file(otherFile)])
    expect(problems).toEqual([{ file: 'broken.json', problem: 'not-latency', detail: '' }])
    expect(devices().map(({ origin }) => origin)).toEqual(['here', 'file'])
  })

  it('may be what this browser exported', async () => {
    await takeProfile(profile())
    await takeModel(model())
    const text = await latencyFileOf(devices()[0]!).text()
    expect(await importLatencies([file(text)])).toEqual([])
    expect(devices().map(({ origin }) => origin)).toEqual(['here', 'file'])
    expect(thisDevice(devices(), thisAdapter.adapter)?.origin).toBe('here')
  })
})
