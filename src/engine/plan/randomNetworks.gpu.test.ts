import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import type { LayerId, Network } from '../../network/network'
import { alphaGradient, REVEALING_OPTIMISERS, weightGradient } from '../alphaGradient.fixture'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions, EngineState, TrainingEngine } from '../engine'
import { createPlanEngine } from './planEngine'
import { livelyState, randomImages, relativeDifference, testGpu, worstParameter } from './testing'

const CLASSES = 3
const GATES = 6

/** How a layer is made of an earlier one of its shape; `pick` chooses which, and which others. */
const layers = fc.record({
  kind: fc.constantFrom(
    ...(['pointwise', 'conv', 'depthwise', 'dilated', 'maxPool', 'avgPool'] as const),
    ...(['relu', 'norm', 'sum', 'sum', 'concat'] as const),
  ),
  pick: fc.nat(),
  others: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
  /** Makes a batch norm affine, and a sum gated. */
  flag: fc.boolean(),
})

const recipes = fc.record({
  // Depthwise strips take long to compile for every new width.
  input: fc.record({
    height: fc.integer({ min: 5, max: 9 }),
    width: fc.constantFrom(7, 14),
    channels: fc.integer({ min: 1, max: 3 }),
  }),
  channels: fc.integer({ min: 1, max: 6 }),
  body: fc.array(layers, { minLength: 2, maxLength: 10 }),
  batch: fc.integer({ min: 2, max: 5 }),
  /** Which of the two tunings: for software or for hardware. */
  software: fc.boolean(),
  seed: fc.nat({ max: 1000 }),
})

type Recipe = typeof recipes extends fc.Arbitrary<infer T> ? T : never

function append(
  builder: NetworkBuilder,
  known: readonly LayerId[],
  { kind, pick, others, flag }: Recipe['body'][number],
  name: string,
): LayerId {
  const at = (index: number) => known[index % known.length]!
  const input = at(pick)
  const { channels } = builder.shapeOf(input)
  switch (kind) {
    case 'pointwise':
      return builder.conv(name, input, channels, { kernel: 1 })
    case 'conv':
      return builder.conv(name, input, channels, { kernel: 3, bias: flag })
    case 'depthwise':
      return builder.depthwiseConv(name, input, { kernel: 3 })
    case 'dilated':
      return builder.depthwiseConv(name, input, { kernel: 3, dilation: 2 })
    case 'maxPool':
    case 'avgPool':
      return builder.pool(kind, name, input, { kernel: 3 })
    case 'relu':
      return builder.relu(name, input)
    case 'norm':
      // By itself: a network never normalises one value twice.
      return builder.batchNorm(`${name}/norm`, builder.sum(name, [{ input, gate: null }]), {
        affine: flag,
      })
    case 'sum':
      return builder.sum(
        name,
        [pick, ...others].map((index) => ({ input: at(index), gate: flag ? index % GATES : null })),
      )
    case 'concat': {
      const wide = builder.concat(`${name}/joined`, [input, ...others.map(at)])
      return builder.conv(name, wide, channels, { kernel: 1 })
    }
  }
}

/** A stem, layers of one shape each made of earlier ones, and a head that reads the last few. */
function networkOf({ input, channels, body }: Recipe): Network {
  const builder = new NetworkBuilder()
  const { offset } = builder.gateTable('edges', 2, GATES / 2)
  const stem = builder.conv('stem/conv', builder.input(input), channels, { kernel: 3 })
  const known = [builder.batchNorm('stem/norm', stem, { affine: true })]
  body.forEach((layer, i) => known.push(append(builder, known, layer, `body/${i}`)))
  const last = known.slice(-3)
  const terms = last.map((layer, i) => ({ input: layer, gate: offset + i }))
  const half = builder.conv('head/half', builder.sum('head/sum', terms), 5, {
    kernel: 1,
    stride: 2,
  })
  const pooled = builder.globalAvgPool('head/pool', builder.concat('head/joined', [half, half]))
  return builder.build(builder.dense('head/dense', pooled, CLASSES))
}

async function gradients(engine: TrainingEngine, recipe: Recipe, state: EngineState) {
  engine.load(randomImages(recipe.input, CLASSES, 9))
  const batch = Uint32Array.from({ length: recipe.batch }, (_, i) => (2 * i + 1) % 9)
  const ofGates = await alphaGradient(engine, state, batch)
  const ofWeights = await weightGradient(engine, state, batch)
  engine.destroy()
  return { loss: ofWeights.loss, alphas: ofGates.gradient, weights: ofWeights.gradient }
}

it('trains any network as the eager engine does, tuned for software or hardware', async () => {
  const agrees = fc.asyncProperty(recipes, async (recipe) => {
    const network = networkOf(recipe)
    const { batch, seed, software } = recipe
    const options: EngineOptions = {
      ...{ batch, seed },
      ...REVEALING_OPTIMISERS,
      augmentation: { cropPadding: 0, flip: false },
    }
    const state = livelyState(network, seed)
    const plan = await createPlanEngine({ ...(await testGpu()), software }, network, options)
    const actual = await gradients(plan, recipe, state)
    await tf.setBackend('cpu')
    const eager = await createEagerEngine(network, options, 'cpu')
    const expected = await gradients(eager, recipe, state)
    expect(actual.loss).toBeCloseTo(expected.loss, 4)
    const worst = worstParameter(network, actual.weights, expected.weights)
    expect(worst.difference, worst.name).toBeLessThan(2e-3)
    expect(relativeDifference(actual.alphas, expected.alphas)).toBeLessThan(1e-3)
  })
  await fc.assert(agrees, { seed: 2019, numRuns: 40 })
})
