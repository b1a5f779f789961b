import { expect, it } from 'vitest'
import { requestGpu } from '../engine/device'
import { measureDevice } from './deviceProfile'

it('a device profile holds figures of a credible size, and everything else is told', async () => {
  const gpu = await requestGpu()
  const fractions: number[] = []
  const profile = await measureDevice(gpu, { onProgress: (fraction) => fractions.push(fraction) })
  gpu.device.destroy()
  expect(profile.device).toEqual({ adapter: gpu.description, software: gpu.software })
  expect(profile.dispatch.medianMs).toBeGreaterThan(1e-5)
  expect(profile.dispatch.medianMs).toBeLessThan(1)
  // An answer takes a dispatch and the way there and back.
  expect(profile.submit.medianMs).toBeGreaterThan(profile.dispatch.medianMs)
  expect(profile.gflops.median).toBeGreaterThan(0.1)
  expect(profile.gflops.low).toBeLessThanOrEqual(profile.gflops.median)
  expect(profile.gigabytes.median).toBeGreaterThan(0.1)
  expect(profile.gigabytes.high).toBeGreaterThanOrEqual(profile.gigabytes.median)
  expect(profile.timer.tickMs).toBeGreaterThanOrEqual(0)
  expect(profile.coefficientOfVariation).toBeGreaterThan(0)
  // The least that WebGPU guarantees.
  expect(profile.limits['maxStorageBuffersPerShaderStage']).toBeGreaterThanOrEqual(8)
  expect(fractions.at(-1)).toBe(1)
  expect(JSON.parse(JSON.stringify(profile))).toEqual(profile)
})
