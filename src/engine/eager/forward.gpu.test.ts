import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { requestGpu } from '../device'
import { prepareFallbackBackend, prepareWebGpuBackend } from '../tfjsBackend'
import { networkGradients } from './forward'
import type { NetworkGradients } from './forward'
import { tinySupernetExample } from './tinySupernet.fixture'

async function gradientsOn(backend: string): Promise<NetworkGradients> {
  await tf.setBackend(backend)
  const request = { weights: true, gates: true, images: true }
  const result = await networkGradients(tinySupernetExample(), request)
  expect(tf.memory().numTensors).toBe(0)
  return result
}

function expectEqual(actual: NetworkGradients, expected: NetworkGradients) {
  expect(actual.loss).toBeCloseTo(expected.loss, 4)
  for (const name of ['weightGradient', 'gateGradient', 'imageGradient'] as const) {
    const reference = expected[name] ?? new Float32Array()
    const scale = Math.hypot(...reference)
    const error = reference.map((value, i) => (actual[name]?.[i] ?? NaN) - value)
    expect(Math.hypot(...error) / scale, name).toBeLessThan(1e-4)
  }
}

describe('the eager network on a GPU', () => {
  it('agrees on our own WebGPU device with the CPU', async () => {
    const gpu = await requestGpu()
    await prepareWebGpuBackend(gpu)
    const actual = await gradientsOn('webgpu')
    expectEqual(actual, await gradientsOn('cpu'))
  })

  it('agrees on the fallback backend with the CPU', async () => {
    const backend = await prepareFallbackBackend()
    const actual = await gradientsOn(backend)
    expectEqual(actual, await gradientsOn('cpu'))
  })
})
