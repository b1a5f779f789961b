import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEagerEngine } from '../engine/eager/eagerEngine'
import type { EngineOptions, TrainingEngine } from '../engine/engine'
import { buildSupernet } from '../network/supernet'
import { DeviceEngines } from './deviceEngines'
import { noiseDataset, PlantedHost, plantedConfig } from './plantedSearch.fixture'
import type { SearchHost } from './searchHost'
import { SearchRun } from './searchRun'

const config = plantedConfig({ budget: { steps: 3 } })
const { data } = noiseDataset(config)
const network = buildSupernet(config.space, data, data.classes)
const options: EngineOptions = {
  batch: 4,
  seed: 3,
  weightOptimiser: { momentum: 0.9, weightDecay: 3e-4, gradientClip: 5 },
  gateOptimiser: { learningRate: 0.01, betas: [0.5, 0.999], epsilon: 1e-8, weightDecay: 1e-3 },
  augmentation: { cropPadding: 1, flip: true },
}

const webgpu = Object.getOwnPropertyDescriptor(Navigator.prototype, 'gpu')!

beforeEach(() => {
  Reflect.deleteProperty(Navigator.prototype, 'gpu')
})

afterEach(() => {
  Object.defineProperty(Navigator.prototype, 'gpu', webgpu)
  vi.restoreAllMocks()
  // What tfjs found out about WebGL while it was hidden.
  tf.env().reset()
})

/** WebGL contexts asked for while there are none, by name. */
function hideWebGl(): string[] {
  const asked: string[] = []
  for (const canvas of [HTMLCanvasElement.prototype, OffscreenCanvas.prototype]) {
    vi.spyOn(canvas, 'getContext').mockImplementation((name: string) => {
      asked.push(name)
      return null
    })
  }
  return asked
}

async function train(engine: TrainingEngine) {
  engine.load(data)
  const batch = (first: number) => Uint32Array.from({ length: 4 }, (_, i) => first + i)
  for (let index = 0; index < 3; index++) {
    const [gateBatch, weightBatch] = [batch(index), batch(10 + 2 * index)]
    await engine.train({ gateBatch, weightBatch, learningRate: 0.05 })
  }
  return engine.exportState()
}

/** Two numbers of the same 32-bit arithmetic in another order. */
function expectClose(actual: Float32Array, expected: Float32Array, what: string) {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value) / scale, `${what} ${i}`).toBeLessThan(1e-3)
  })
}

async function expectOracleNumbers(engine: TrainingEngine) {
  const actual = await train(engine)
  const expected = await train(await createEagerEngine(network, options, 'cpu'))
  for (const name of ['weights', 'momentum', 'alphas', 'runningStatistics'] as const) {
    expectClose(actual[name], expected[name], name)
  }
}

describe('without WebGPU', () => {
  // First of all: once tfjs has found WebGL, it keeps its context.
  it('trains on the CPU where there is no WebGL either, the same numbers', async () => {
    const asked = hideWebGl()
    const { engine, kind } = await new DeviceEngines().open(network, options)
    expect(asked).toContain('webgl2')
    expect(kind).toEqual({
      engine: 'eager',
      backend: 'cpu',
      adapter: 'CPU (TensorFlow.js)',
      software: true,
    })
    expect(engine.gpuBytes).toBe(0)
    await expectOracleNumbers(engine)
  })

  it('trains on WebGL where it can, the same numbers, and keeps nothing on the GPU', async () => {
    const { engine, kind } = await new DeviceEngines().open(network, options)
    expect(kind).toEqual({
      engine: 'eager',
      backend: 'webgl',
      adapter: 'WebGL (TensorFlow.js)',
      software: false,
    })
    await expectOracleNumbers(engine)
    const held = async () => {
      await train(engine)
      const { numTensors, numBytesInGPU } = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number }
      return { numTensors, numBytesInGPU }
    }
    const first = await held()
    expect(await held()).toEqual(first)
    expect(first.numTensors).toBe(0)
  })

  it('prefers the CPU to a WebGL that calculates in 16 bits', async () => {
    tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false)
    const { kind } = await new DeviceEngines().open(network, options)
    expect(kind.backend).toBe('cpu')
  })

  it('says so when asked what the device has', async () => {
    const { info, workloadMs, preset, webgpuProblem } = await new DeviceEngines().probe()
    expect(info).toMatchObject({ engine: 'eager', backend: 'webgl' })
    expect(webgpuProblem).toBe('This browser does not offer WebGPU.')
    expect([workloadMs, preset]).toEqual([null, 'tiny'])
  })

  it('does the same where WebGPU is there and offers no adapter', async () => {
    Object.defineProperty(Navigator.prototype, 'gpu', webgpu)
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null)
    const engines = new DeviceEngines()
    expect((await engines.open(network, options)).kind.backend).toBe('webgl')
    expect((await engines.probe()).webgpuProblem).toContain('no GPU adapter answered')
  })

  it('searches to the end, and names the engine it used', async () => {
    const engines = new DeviceEngines()
    const host = new PlantedHost(config)
    const openEngine: SearchHost['openEngine'] = (...given) => engines.open(...given)
    await new SearchRun(config, Object.assign(host, { openEngine })).start()
    await vi.waitUntil(() => host.phases().includes('finished'), { timeout: 120_000 })
    expect(host.told('started')[0]?.engine).toMatchObject({ engine: 'eager', backend: 'webgl' })
    expect(host.told('snapshot')).toHaveLength(3)
    expect(host.told('error')).toEqual([])
  })
})
