import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DeviceLostError, NoWebGpuError, readMapped, requestGpu, type Gpu } from './device'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('GPUMapMode', { READ: 1 })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const never = () => new Promise<never>(() => undefined)

function gpuThatIsLost(lost: Promise<never>): Gpu {
  lost.catch(() => undefined)
  return { lost, pulse: { lastBeat: -Infinity } } as Gpu
}

const CONTENTS = Uint8Array.of(1, 2, 3, 4)

function buffer(mapAsync: () => Promise<undefined>, unmap = () => undefined): GPUBuffer {
  const mapped = { mapAsync, getMappedRange: () => CONTENTS.buffer, unmap }
  return mapped as Partial<GPUBuffer> as GPUBuffer
}

describe('a readback', () => {
  it('hands out a copy and gives the buffer back', async () => {
    const unmap = vi.fn()
    const mapped = buffer(() => Promise.resolve(undefined), unmap)
    const bytes = await readMapped(gpuThatIsLost(never()), mapped)
    expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3, 4])
    expect(bytes).not.toBe(CONTENTS.buffer)
    expect(unmap).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is refused when the device is lost while it waits, though the buffer never answers', async () => {
    const lost = Promise.reject(new DeviceLostError('unplugged'))
    await expect(readMapped(gpuThatIsLost(lost), buffer(never))).rejects.toThrow('unplugged')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('names the loss where the buffer fails before the loss is announced', async () => {
    let lose: (reason: Error) => void = () => undefined
    const lost = new Promise<never>((_, reject) => (lose = reject))
    const failing = buffer(() => Promise.reject(new Error('the buffer is gone')))
    const outcome = expect(readMapped(gpuThatIsLost(lost), failing)).rejects.toThrow('unplugged')
    await vi.advanceTimersByTimeAsync(300)
    lose(new DeviceLostError('unplugged'))
    await outcome
  })

  it('passes the failure on where nothing was lost', async () => {
    const failing = buffer(() => Promise.reject(new Error('mapped already')))
    const outcome = expect(readMapped(gpuThatIsLost(never()), failing)).rejects.toThrow(
      'mapped already',
    )
    await vi.advanceTimersByTimeAsync(1_000)
    await outcome
  })

  it('waits on while the device is heard to work', async () => {
    const gpu = gpuThatIsLost(never())
    let settled = false
    const reading = readMapped(gpu, buffer(never)).catch(() => (settled = true))
    await vi.advanceTimersByTimeAsync(50_000)
    gpu.pulse.lastBeat = performance.now()
    await vi.advanceTimersByTimeAsync(59_000)
    expect(settled).toBe(false)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(settled).toBe(true)
    await reading
  })

  it('gives up after a minute without any answer', async () => {
    const outcome = expect(readMapped(gpuThatIsLost(never()), buffer(never))).rejects.toThrow(
      'no answer within 60 s',
    )
    await vi.advanceTimersByTimeAsync(60_000)
    await outcome
  })
})

describe('a GPU', () => {
  it('that gives no device counts as none', async () => {
    const adapter = {
      features: new Set<string>(),
      limits: {},
      requestDevice: () => Promise.reject(new Error('the driver is too old')),
    }
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(adapter) } })
    await expect(requestGpu()).rejects.toThrow(NoWebGpuError)
    await expect(requestGpu()).rejects.toThrow('the driver is too old')
  })

  it('is refused by name where there is no WebGPU, or no adapter', async () => {
    vi.stubGlobal('navigator', {})
    await expect(requestGpu()).rejects.toThrow(NoWebGpuError)
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(null) } })
    await expect(requestGpu()).rejects.toThrow(NoWebGpuError)
  })
})
