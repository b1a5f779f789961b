import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { measurement, model, profile, thisAdapter } from '../run/latency.fixture'
import type { ArchitectureLatency, LatencyNews, LatencyRequest } from '../run/latency'
import type { EngineInfo } from '../run/events'
import { presetConfig } from '../run/presets'
import { PUBLISHED } from '../space/published'
import { dropLatencies, keptLatencies } from './latencyArchive'
import type { TimedArchitecture } from './latencyArchitecture'
import { architectureKey } from './latencyKeys'
import { cancelLatency, measureDevice, measureShown } from './latencyMeasuring'
import { thisDevice, useLatency } from './latencyState'
import { useWorkspace } from './workspace'

type Hear = (news: LatencyNews) => void

const worker = vi.hoisted(() => ({
  requests: [] as LatencyRequest[],
  terminated: 0,
  measureLatency: null as unknown as (request: LatencyRequest, hear: Hear) => Promise<unknown>,
  profileDevice: null as unknown as (hear: Hear) => Promise<unknown>,
}))

vi.mock('./searchClient', () => ({
  SearchClient: class {
    profileDevice(hear: Hear) {
      return worker.profileDevice(hear)
    }
    measureLatency(request: LatencyRequest, hear: Hear) {
      worker.requests.push(request)
      return worker.measureLatency(request, hear)
    }
    measureArchitecture({ backends }: { backends: ArchitectureLatency['backend'][] }) {
      return Promise.resolve(
        backends.map((backend) => ({
          backend,
          device: thisAdapter,
          latency: backend === 'tfjs-webgl' ? null : measurement(1),
          problem: backend === 'tfjs-webgl' ? 'No WebGL' : null,
        })),
      )
    }
    terminate() {
      worker.terminated++
    }
  },
}))

const config = presetConfig('tiny')
const order = { profile: true, networks: 4, afresh: false }
const state = () => useLatency.getState()
const here = () => thisDevice(state().devices, thisAdapter.adapter)
const never = new Promise<never>(() => undefined)
const whenMeasuring = (task: string) => vi.waitUntil(() => state().measuring?.task === task)

beforeEach(async () => {
  for (const { id } of await keptLatencies()) await dropLatencies(id)
  useLatency.setState({ devices: [], architectures: new Map(), measuring: null, failure: null })
  useWorkspace.setState({ phase: 'idle', engine: { adapter: thisAdapter.adapter } as EngineInfo })
  worker.requests.length = 0
  worker.terminated = 0
  worker.profileDevice = () => Promise.resolve(profile())
  worker.measureLatency = () => Promise.resolve(model())
})

/** A measurement that has one row, and goes no further. */
function halfway(): typeof worker.measureLatency {
  return (_, hear) => {
    const { table } = model()
    const rows = table.rows.map((row, index) => (index === 0 ? row : { ...row, latency: null }))
    hear({ type: 'table', table: { ...table, rows } })
    hear({ type: 'progress', task: 'table', fraction: 0.1 })
    return never
  }
}

describe('measureDevice', () => {
  it('takes the profile, then the model, and ends its worker', async () => {
    await measureDevice(config, order)
    expect(here()).toMatchObject({ profile: profile(), models: [model()] })
    expect(state()).toMatchObject({ measuring: null, failure: null, draft: null })
    expect(worker.terminated).toBe(1)
    expect(worker.requests).toMatchObject([{ networks: 4, known: null, space: config.space }])
  })

  it('keeps what was measured when it is broken off, and goes on from there', async () => {
    worker.measureLatency = halfway()
    const measured = measureDevice(config, order)
    await whenMeasuring('table')
    expect(state().draft?.rows[0]?.latency).not.toBeNull()
    cancelLatency()
    await measured
    expect(worker.terminated).toBe(1)
    expect(here()?.models[0]).toMatchObject({ validation: null })
    worker.measureLatency = () => Promise.resolve(model())
    await measureDevice(config, { ...order, profile: false })
    expect(worker.requests[1]?.known?.rows[0]?.latency).not.toBeNull()
    expect(here()?.models).toEqual([model()])
  })

  it('leaves a whole model alone when measuring it again is broken off', async () => {
    await measureDevice(config, order)
    worker.measureLatency = halfway()
    const again = measureDevice(config, { ...order, afresh: true })
    await whenMeasuring('table')
    cancelLatency()
    await again
    expect(worker.requests[1]?.known).toBeNull()
    expect(here()?.models).toEqual([model()])
  })

  it('asks for nothing more once it is broken off between its parts', async () => {
    let answer: (value: unknown) => void = () => undefined
    worker.profileDevice = () => new Promise((resolve) => (answer = resolve))
    const measured = measureDevice(config, order)
    await vi.waitUntil(() => state().measuring !== null)
    cancelLatency()
    await measured
    answer(profile())
    await vi.waitUntil(() => here()?.profile)
    expect(worker.requests).toEqual([])
  })

  it('does not begin while a search trains, and breaks off when one begins', async () => {
    useWorkspace.setState({ phase: 'running' })
    await measureDevice(config, order)
    expect(worker.terminated).toBe(0)
    useWorkspace.setState({ phase: 'paused' })
    worker.measureLatency = halfway()
    const measured = measureDevice(config, order)
    await whenMeasuring('table')
    useWorkspace.setState({ phase: 'loading' })
    await measured
    expect(worker.terminated).toBe(1)
    expect(state().failure).toBeNull()
  })

  it('says when something else holds the GPU', async () => {
    const held = Object.assign(new Error('In use'), { name: 'GpuHeldError' })
    worker.profileDevice = () => Promise.reject(held)
    await measureDevice(config, order)
    expect(state().failure).toEqual({ subject: 'device', problem: 'held', message: 'In use' })
    expect(worker.terminated).toBe(1)
  })
})

describe('measureShown', () => {
  it('keeps what every engine said with the architecture', async () => {
    const architecture: TimedArchitecture = {
      architecture: { kind: 'genotype', genotype: PUBLISHED.DARTS_V2, cells: 3, channels: 4 },
      input: { height: 28, width: 28, channels: 1 },
      classes: 10,
    }
    useWorkspace.setState({
      device: { info: { adapter: thisAdapter.adapter } } as never,
    })
    await measureShown(architecture)
    const kept = state().architectures.get(architectureKey(thisAdapter.adapter, architecture))
    expect(kept?.results.map(({ backend }) => backend)).toHaveLength(5)
    expect(kept?.results.find(({ latency }) => !latency)?.problem).toBe('No WebGL')
  })
})
