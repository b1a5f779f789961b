import { describe, expect, it } from 'vitest'
import { GpuHeldError, holdGpu } from '../engine/gpuHolder'
import type { ArchitectureLatencyRequest, LatencyNews } from '../run/latency'
import type { NasBench201Space } from '../space/nasBench201Space'
import { measureArchitectureLatency, profileThisDevice } from './latencyMeasuring'

const SPACE: NasBench201Space = {
  kind: 'nas-bench-201',
  operations: ['skip_connect', 'nor_conv_1x1'],
  cells: 1,
  channels: 4,
}

const REQUEST: ArchitectureLatencyRequest = {
  architecture: { kind: 'choices', space: SPACE, choices: [1, 0, 1, 0, 1, 0] },
  input: { height: 8, width: 8, channels: 1 },
  classes: 4,
  backends: ['plan', 'tfjs-cpu', 'tfjs-wasm'],
}

describe('measuring', () => {
  it('times an architecture on each backend, and lets go of the GPU', async () => {
    const news: LatencyNews[] = []
    const found = await measureArchitectureLatency(REQUEST, (one) => news.push(one))
    expect(found.map(({ backend }) => backend)).toEqual(REQUEST.backends)
    for (const { latency, problem, device } of found) {
      expect(problem).toBeNull()
      expect(latency?.medianMs).toBeGreaterThan(0)
      expect(device.adapter).not.toBe('')
    }
    expect(news.at(-1)).toEqual({ type: 'progress', task: 'architecture', fraction: 1 })
    const release = await holdGpu()
    await release()
  })

  it('refuses while somebody else holds the GPU', async () => {
    const release = await holdGpu()
    await expect(measureArchitectureLatency(REQUEST, () => undefined)).rejects.toThrow(GpuHeldError)
    await expect(profileThisDevice(() => undefined)).rejects.toThrow(GpuHeldError)
    await release()
  })

  it('refuses what is no architecture, and holds nothing', async () => {
    const architecture = { kind: 'choices', space: SPACE, choices: [7] } as const
    const asked = () => measureArchitectureLatency({ ...REQUEST, architecture }, () => undefined)
    await expect(Promise.resolve().then(asked)).rejects.toThrow(RangeError)
    const release = await holdGpu()
    await release()
  })
})
