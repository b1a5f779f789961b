import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it } from 'vitest'
import { decompose, type NetworkBlock } from '../../network/blocks'
import type { Layer, Network } from '../../network/network'
import { buildArchitecture } from '../../network/spaceNetworks'
import { randomInteger, randomKey, splitKey } from '../../random/random'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS, type SpaceName } from '../../space/spacePresets'
import { networkGradients } from '../eager/forward'
import { createOperationEngine, type PlanInference } from './inferenceEngine'
import { relativeDifference, testGpu, trainedState } from './testing'

const IMAGE = { height: 13, width: 9, channels: 2 }

/** The blocks of a random architecture, each kind of work once. */
function blocksOf(name: SpaceName): NetworkBlock[] {
  const space = SPACE_PRESETS[name].small
  const key = splitKey(randomKey(11), name)
  const choices = spaceModel(space).decisions.map(({ options }, index) =>
    randomInteger(key, index, options.length),
  )
  const blocks = decompose(buildArchitecture(space, choices, IMAGE, 5))
  return [...new Map(blocks.map((block) => [block.key, block])).values()]
}

const last = ({ layers, logits }: Network) => layers[logits]!

/** The network with one more layer, which is its output. */
function followedBy(network: Network, layer: Layer): Network {
  return { ...network, layers: [...network.layers, layer], logits: network.layers.length }
}

/** Written out, so that it can be read with batch norm and ReLU applied. */
function writtenOut(network: Network): Network {
  const { name, shape } = last(network)
  const inputs = [network.logits]
  return followedBy(network, { kind: 'sum', name: `${name}/read`, inputs, gates: [null], shape })
}

/** The output of a block that reads one tensor, as eager TensorFlow.js has it, channel by channel. */
async function eagerOutput(
  network: Network,
  state: ReturnType<typeof trainedState>,
  input: Float32Array,
) {
  await tf.setBackend('cpu')
  const { name, shape } = last(network)
  const pooled = followedBy(network, {
    kind: 'globalAvgPool',
    name: `${name}/pool`,
    inputs: [network.logits],
    shape: { height: 1, width: 1, channels: shape.channels },
  })
  const { activations } = await networkGradients(
    {
      network: pooled,
      ...state,
      gates: new Float32Array(0),
      images: transposed(input, network.layers[network.input]!.shape.channels),
      labels: [0],
      mode: 'eval',
    },
    { activations: [network.logits] },
  )
  const output = activations.get(network.logits)!
  return transposed(output, output.length / shape.channels)
}

/** From rows by columns to columns by rows. */
function transposed(values: Float32Array, rows: number): Float32Array {
  const columns = values.length / rows
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!)
}

const opened: PlanInference[] = []
afterEach(() => {
  for (const engine of opened.splice(0)) engine.destroy()
})

async function open(network: Network) {
  const state = trainedState(network, 3)
  const engine = await createOperationEngine(await testGpu(), network, { state })
  opened.push(engine)
  const inputs = () => Promise.all(engine.plan.resident.map((tensor) => engine.read(tensor)))
  return { engine, state, inputs, output: () => engine.read(engine.plan.output.tensor) }
}

describe('a part of a network by itself', () => {
  it.each(SPACE_NAMES)('gives what eager layers give: %s', async (name) => {
    const blocks = blocksOf(name)
    expect(blocks.length).toBeGreaterThan(4)
    for (const { network, place } of blocks) {
      if (network.layers.filter(({ kind }) => kind === 'input').length !== 1) continue
      const { engine, state, inputs, output } = await open(writtenOut(network))
      await engine.time(1)
      const [input] = await inputs()
      const expected = await eagerOutput(network, state, input!)
      expect(relativeDifference(await output(), expected), place).toBeLessThan(1e-4)
    }
  })

  it('adds up several inputs, and leaves them as they are however often it runs', async () => {
    const add = blocksOf('darts').find(({ operation, network }) => {
      return operation === 'add' && network.layers.length === 3
    })
    const { engine, inputs, output } = await open(add!.network)
    const before = await inputs()
    await engine.time(1)
    const once = await output()
    await engine.time(40)
    expect(await inputs()).toEqual(before)
    expect(await output()).toEqual(once)
    const [a, b] = before
    expect(
      relativeDifference(
        once,
        a!.map((value, i) => value + b![i]!),
      ),
    ).toBeLessThan(1e-6)
    expect(engine.dispatches).toBe(1)
  })

  it('dispatches what the whole network does for it, and nothing for batch norm', async () => {
    const { network } = blocksOf('darts').find(({ operation }) => /^sep_conv/.test(operation))!
    const { engine } = await open(network)
    expect(engine.plan.prepare.length).toBeGreaterThan(0)
    // Twice a depthwise and a pointwise convolution.
    expect(engine.dispatches).toBe(4)
  })
})
