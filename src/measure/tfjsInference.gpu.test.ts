import * as tf from '@tensorflow/tfjs-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { requestGpu, type Gpu } from '../engine/device'
import type { InferenceEngine } from '../engine/inference'
import { initialEngineState } from '../engine/initialState'
import { createInferenceEngine } from '../engine/plan/inferenceEngine'
import type { Network } from '../network/network'
import { buildArchitecture } from '../network/spaceNetworks'
import { normal, randomInteger, randomKey, splitKey, uniform } from '../random/random'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS, type SpaceName } from '../space/spacePresets'
import { createTfjsInference, type TfjsBackend } from './tfjsInference'
import { randomArchitectures } from '../space/randomArchitectures'

const INPUT = { height: 28, width: 28, channels: 1 }
const NORMALISATION = { mean: [0.29], deviation: [0.35] }
const BACKENDS: readonly TfjsBackend[] = ['tfjs-cpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-webgpu']

/** Batch norm that has something to do: statistics and parameters away from 0 and 1. */
function trainedState(network: Network) {
  const { weights, runningStatistics } = initialEngineState(network, 3)
  const key = splitKey(randomKey(3), 'trained')
  const half = runningStatistics.length / 2
  return {
    weights: weights.map((w, i) => w + 0.05 * normal(key, i)),
    runningStatistics: runningStatistics.map((_, i) =>
      i < half ? 0.2 * normal(key, i) : 0.3 + uniform(key, i),
    ),
  }
}

function architecture(name: SpaceName): Network {
  const space = SPACE_PRESETS[name].small
  const [choices] = randomArchitectures(spaceModel(space), 1, randomKey(6))
  return buildArchitecture(space, choices!, INPUT, 10)
}

const image = Uint8Array.from({ length: 784 }, (_, i) => randomInteger(randomKey(1), i, 256))

let gpu: Gpu
beforeAll(async () => {
  gpu = await requestGpu()
})
afterAll(() => gpu.device.destroy())

const opened: InferenceEngine[] = []
afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

function keep(engine: InferenceEngine): InferenceEngine {
  opened.push(engine)
  return engine
}

describe.each(BACKENDS)('%s', (backend) => {
  it.each(['darts', 'spos', 'enas-macro'] as const)(
    'answers as the plan does: %s',
    async (name) => {
      const network = architecture(name)
      const options = { state: trainedState(network), normalisation: NORMALISATION }
      const plan = keep(await createInferenceEngine(gpu, network, options))
      const expected = await plan.infer(image)
      const engine = keep(await createTfjsInference(network, backend, { ...options, gpu }))
      const answer = await engine.infer(image)
      const scale = Math.max(...expected.map(Math.abs))
      expect(answer).toHaveLength(10)
      answer.forEach((logit, i) =>
        expect(Math.abs(logit - expected[i]!) / scale).toBeLessThan(2e-3),
      )
    },
  )

  it('takes time, and leaves nothing behind', async () => {
    const before = tf.memory().numTensors
    const engine = await createTfjsInference(architecture('spos'), backend, { gpu })
    expect(await engine.time(2)).toBeGreaterThan(0)
    const held = tf.memory().numTensors
    await engine.time(2)
    expect(tf.memory().numTensors).toBe(held)
    engine.destroy()
    expect(tf.memory().numTensors).toBe(before)
  })
})
