import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import { createEagerEngine } from '../engine/eager/eagerEngine'
import type { EngineOptions, ImageData8 } from '../engine/engine'
import { initialEngineState } from '../engine/initialState'
import { classProbabilities } from '../engine/logits'
import { createTfjsInference } from '../measure/tfjsInference'
import { buildSpaceSupernet, gatePath } from '../network/spaceNetworks'
import { normal, randomInteger, randomKey, splitKey, uniform } from '../random/random'
import type { ClassifierSource } from '../run/classification'
import { withGivenSpace } from '../run/methods'
import { presetConfig } from '../run/presets'
import { randomArchitectures } from '../space/randomArchitectures'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS, type SpaceName } from '../space/spacePresets'
import { answering } from './classifier'

const FORMAT = { input: { height: 8, width: 8, channels: 1 }, classes: 3 }
const DATA: ImageData8 = {
  images: Uint8Array.from({ length: 2 * 64 }, (_, i) => randomInteger(randomKey(2), i, 256)),
  labels: Uint8Array.of(0, 1),
  count: 2,
  ...FORMAT.input,
  classes: 3,
  mean: [0.4],
  deviation: [0.3],
}
const OPTIONS: EngineOptions = {
  batch: 2,
  seed: 1,
  weightOptimiser: { momentum: 0, weightDecay: 0, gradientClip: 0 },
  gateOptimiser: { learningRate: 0, betas: [0.5, 0.999], epsilon: 1e-8, weightDecay: 0 },
  augmentation: { cropPadding: 0, flip: false },
}

/** A supernet away from where it starts, and what an engine with all its parts makes of an image. */
async function trainedSupernet(name: SpaceName) {
  const config = withGivenSpace(presetConfig('tiny'), SPACE_PRESETS[name].small)
  const supernet = buildSpaceSupernet(config.space, FORMAT.input, FORMAT.classes)
  const key = randomKey(4)
  const initial = initialEngineState(supernet, 3)
  const half = initial.runningStatistics.length / 2
  const state = {
    ...initial,
    weights: initial.weights.map((w, i) => w + 0.05 * normal(key, i)),
    alphas: initial.alphas.map((_, i) => normal(splitKey(key, 'alphas'), i)),
    runningStatistics: initial.runningStatistics.map((_, i) =>
      i < half ? 0.2 * normal(key, i) : 0.3 + uniform(key, i),
    ),
  }
  const [choices] = randomArchitectures(spaceModel(config.space), 1, key)
  const darts = config.strategy.name === 'darts'
  const execution = darts ? 'mixture' : 'path'
  const engine = await createEagerEngine(supernet, { ...OPTIONS, execution }, 'cpu')
  engine.load(DATA)
  engine.importState(state)
  const { probabilities } = await engine.evaluate(Uint32Array.of(1), {
    probabilities: true,
    ...(!darts && { path: gatePath(config.space, supernet, choices!) }),
  })
  engine.destroy()
  return {
    source: { kind: 'supernet', ...state, config, choices: choices! } as const,
    probabilities,
  }
}

async function answer(source: ClassifierSource): Promise<Float32Array> {
  const { network, state } = answering(source, FORMAT)
  const engine = await createTfjsInference(network, 'tfjs-cpu', { state, normalisation: DATA })
  const logits = await engine.infer(DATA.images.subarray(64))
  engine.destroy()
  return classProbabilities(logits, FORMAT.classes)
}

describe('a supernet that answers', () => {
  it.each(['darts', 'enas-micro', 'spos'] as const)(
    'says of an image what its search would: %s',
    async (name) => {
      const { source, probabilities } = await trainedSupernet(name)
      const answered = await answer(source)
      expect(answered.length).toBe(FORMAT.classes)
      answered.forEach((p, i) => expect(p).toBeCloseTo(probabilities?.[i] ?? NaN, 4))
    },
  )

  it('answers by the gates that its alphas make, where all branches are mixed', async () => {
    const { source } = await trainedSupernet('darts')
    const answered = await answer(source)
    const uniformly = await answer({ ...source, alphas: source.alphas.map(() => 0) })
    expect(Math.abs((answered[0] ?? 0) - (uniformly[0] ?? 0))).toBeGreaterThan(1e-3)
  })

  it('needs something found where paths are trained one at a time', async () => {
    const { source } = await trainedSupernet('spos')
    expect(() => answering({ ...source, choices: null }, FORMAT)).toThrow(/found/)
  })
})

describe('an untrained network', () => {
  it('is the trained one with the weights that training begins with', async () => {
    const { source } = await trainedSupernet('spos')
    const { space } = source.config
    const text = spaceModel(space).format(source.choices)
    const subject = { kind: 'architecture', space, text } as const
    const untrained = answering({ kind: 'untrained', subject, seed: 1 }, FORMAT)
    const { weights, runningStatistics } = untrained.state
    const trained = answering({ kind: 'trained', subject, weights, runningStatistics }, FORMAT)
    expect(trained.network).toEqual(untrained.network)
    expect(await answer({ kind: 'untrained', subject, seed: 1 })).not.toEqual(
      await answer({ kind: 'untrained', subject, seed: 2 }),
    )
  })
})
