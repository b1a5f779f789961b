import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import type { Network } from '../../network/network'
import { buildArchitecture, buildSpaceSupernet, gatePath } from '../../network/spaceNetworks'
import { randomInteger } from '../../random/random'
import type { SearchSpace } from '../../space/searchSpace'
import type { Choices } from '../../space/spaceModel'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_PRESETS } from '../../space/spacePresets'
import type { EngineOptions, ImageData8 } from '../engine'
import { initialEngineState } from '../initialState'
import { createEagerEngine } from './eagerEngine'

const SIZE = 8
const DATA: ImageData8 = {
  images: Uint8Array.from({ length: 8 * SIZE ** 2 }, (_, i) => randomInteger(5, i, 256)),
  labels: Uint8Array.from({ length: 8 }, (_, i) => i % 2),
  count: 8,
  height: SIZE,
  width: SIZE,
  channels: 1,
  classes: 2,
  mean: [0.5],
  deviation: [0.3],
}
const IMAGE = { height: SIZE, width: SIZE, channels: 1 }
const BATCH = Uint32Array.from({ length: 8 }, (_, i) => i)
const OPTIONS: EngineOptions = {
  batch: 8,
  seed: 3,
  weightOptimiser: { momentum: 0, weightDecay: 0, gradientClip: 0 },
  gateOptimiser: { learningRate: 0, betas: [0.5, 0.999], epsilon: 1e-8, weightDecay: 0 },
  augmentation: { cropPadding: 0, flip: false },
}

/** The loss with the batch's own statistics, and the weights after one step. */
async function trained(network: Network, weights: Float32Array, path?: Uint8Array) {
  const options = path ? { ...OPTIONS, execution: 'path' as const } : OPTIONS
  const engine = await createEagerEngine(network, options, 'cpu')
  engine.load(DATA)
  engine.importState({ ...initialEngineState(network, OPTIONS.seed), weights })
  const along = path ? { path } : {}
  const { loss } = await engine.evaluate(BATCH, { ...along, statistics: 'batch' })
  await engine.train({ gateBatch: null, weightBatch: BATCH, learningRate: 0.05, ...along })
  const state = await engine.exportState()
  engine.destroy()
  return { loss, weights: state.weights }
}

/** The supernet's weights that an architecture takes over: the first rows and columns of each. */
function inherited(supernet: Network, weights: Float32Array, alone: Network): Float32Array {
  const found = new Float32Array(alone.parameters.reduce((sum, { size }) => sum + size, 0))
  for (const { name, shape, size, offset, initialiser } of alone.parameters) {
    const from = supernet.parameters.find((candidate) => candidate.name === name)
    if (!from) {
      // Batch norm's scale and shift, which the supernet does without.
      found.fill(initialiser.kind === 'constant' ? initialiser.value : NaN, offset, offset + size)
      continue
    }
    for (let index = 0; index < size; index++) {
      let [rest, at, unit] = [index, 0, 1]
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        at += (rest % shape[axis]!) * unit
        rest = Math.floor(rest / shape[axis]!)
        unit *= from.shape[axis]!
      }
      found[offset + index] = weights[from.offset + at]!
    }
  }
  return found
}

const lastOptions = (space: SearchSpace) =>
  spaceModel(space).decisions.map(({ options }) => options.length - 1)

const widths = SPACE_PRESETS['spos-widths'].small
const archOf = (space: SearchSpace, text: string) => spaceModel(space).parse(text)
const bench = SPACE_PRESETS['nas-bench-201'].small

const CASES: readonly (readonly [string, SearchSpace, Choices])[] = [
  [
    'an ENAS cell',
    SPACE_PRESETS['enas-micro'].small,
    lastOptions(SPACE_PRESETS['enas-micro'].small),
  ],
  [
    'an ENAS chain with every skip',
    SPACE_PRESETS['enas-macro'].small,
    lastOptions(SPACE_PRESETS['enas-macro'].small),
  ],
  [
    'a NAS-Bench-201 cell with a node of zeros',
    bench,
    archOf(
      bench,
      '|none~0|+|nor_conv_3x3~0|skip_connect~1|+|none~0|nor_conv_1x1~1|avg_pool_3x3~2|',
    ),
  ],
  ['narrow shuffle blocks', widths, archOf(widths, '[0, 1, 2, 0] [0, 0, 0, 1]')],
  ['narrow Xception blocks', widths, archOf(widths, '[3, 3, 3, 3] [1, 0, 2, 0]')],
  ['a mobile chain', SPACE_PRESETS.mobile.small, [1, 2, 0, 6]],
]

describe('an architecture by itself', { timeout: 120_000 }, () => {
  it.each(CASES)('computes and learns what its path does: %s', async (_, space, choices) => {
    const supernet = buildSpaceSupernet(space, IMAGE, 2)
    const alone = buildArchitecture(space, choices, IMAGE, 2)
    const { weights } = initialEngineState(supernet, OPTIONS.seed)
    const shared = await trained(supernet, weights, gatePath(space, supernet, choices))
    const own = await trained(alone, inherited(supernet, weights, alone))
    expect(shared.loss).toBeCloseTo(own.loss, 4)

    // While scales are 1 and shifts 0, a step along the path is a step of the architecture.
    const stepped = inherited(supernet, shared.weights, alone)
    const names = new Set(supernet.parameters.map(({ name }) => name))
    for (const { name, offset, size } of alone.parameters) {
      if (!names.has(name)) continue
      for (let index = offset; index < offset + size; index++) {
        expect(Math.abs(stepped[index]! - own.weights[index]!)).toBeLessThan(1e-4)
      }
    }
  })
})
