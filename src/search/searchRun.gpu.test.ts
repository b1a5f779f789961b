import { afterEach, describe, expect, it, vi } from 'vitest'
import { DeviceEngines } from './deviceEngines'
import { PlantedHost, plantedConfig } from './plantedSearch.fixture'
import type { SearchHost } from './searchHost'
import { SearchRun } from './searchRun'

const config = plantedConfig({ budget: { steps: 8 } })

/** Planted data, trained on this browser's WebGPU. */
class GpuHost extends PlantedHost {
  private readonly deviceEngines = new DeviceEngines()
  override openEngine: SearchHost['openEngine'] = (network, options) =>
    this.deviceEngines.open(network, options)
}

/** Every device asked for from now on. */
function watchDevices(): GPUDevice[] {
  const devices: GPUDevice[] = []
  const adapters = navigator.gpu
  const requestAdapter = adapters.requestAdapter.bind(adapters)
  vi.spyOn(adapters, 'requestAdapter').mockImplementation(async (options) => {
    const adapter = await requestAdapter(options)
    const requestDevice = adapter?.requestDevice.bind(adapter)
    if (!adapter || !requestDevice) return null
    vi.spyOn(adapter, 'requestDevice').mockImplementation(async (descriptor) => {
      const device = await requestDevice(descriptor)
      devices.push(device)
      return device
    })
    return adapter
  })
  return devices
}

const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 120_000 })

async function finishedRun(): Promise<GpuHost> {
  const host = new GpuHost(config)
  await new SearchRun(config, host).start()
  await until(() => host.phases().includes('finished'))
  return host
}

afterEach(() => vi.restoreAllMocks())

/** What was found, without how long the device took. */
const found = (host: GpuHost) =>
  host.told('result').map((result) => ({ ...result, record: { ...result.record, usage: null } }))

describe('a search on WebGPU', () => {
  it('repeats itself bit for bit', async () => {
    const [first, second] = [await finishedRun(), await finishedRun()]
    expect(first.told('started')[0]?.engine).toMatchObject({ engine: 'plan', backend: 'webgpu' })
    expect(first.told('started')[0]?.engine.gpuBytes).toBeGreaterThan(0)
    expect(found(second)).toEqual(found(first))
    expect(second.told('evaluation')).toEqual(first.told('evaluation'))
  })

  it('survives the loss of its device, and ends as if nothing had been', async () => {
    const whole = await finishedRun()
    const devices = watchDevices()
    const host = new GpuHost(config)
    const run = new SearchRun(config, host, { checkpointIntervalMs: 0 })
    await run.start()
    await until(() => (run.checkpoint?.step ?? 0) >= 3)
    devices[0]!.destroy()
    await until(() => host.phases().at(-1) === 'failed')
    expect(host.told('error')).toMatchObject([{ code: 'device-lost' }])

    await run.resume()
    await until(() => host.phases().includes('finished'))
    expect(devices).toHaveLength(2)
    expect(host.told('snapshot').map(({ snapshot }) => snapshot.step)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ])
    expect(found(host)).toEqual(found(whole))
  })
})
