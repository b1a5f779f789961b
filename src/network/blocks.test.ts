import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spaceModel } from '../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../space/spacePresets'
import { anyChoices } from '../space/spaces.fixture'
import { decompose, type NetworkBlock } from './blocks'
import { NetworkBuilder } from './builder'
import { multiplyAccumulates } from './cost'
import type { Network } from './network'
import { parameterCount } from './network'
import { buildArchitecture, buildSpaceSupernet } from './spaceNetworks'

const IMAGE = { height: 28, width: 28, channels: 1 }
const SIZES = ['small', 'published'] as const

const FREE = ['input', 'relu', 'concat']

/** Layers without names and places of parameters. */
function anonymous({ layers }: Network) {
  return layers.map((layer) => {
    const rest = { ...layer, name: '', block: null }
    const parameter = (id: number | null) => id !== null
    switch (rest.kind) {
      case 'batchNorm':
        return { ...rest, scale: parameter(rest.scale), shift: parameter(rest.shift) }
      case 'conv':
      case 'dense':
        return { ...rest, weight: true, bias: parameter(rest.bias) }
      case 'depthwiseConv':
        return { ...rest, weight: true }
      default:
        return rest
    }
  })
}

const sum = (blocks: readonly NetworkBlock[], of: 'macs' | 'parameters') =>
  blocks.reduce((total, block) => total + block[of], 0)

describe.each(SPACE_NAMES)('blocks of architectures of %s', (name) => {
  it.each(SIZES)('hold every layer that costs something once: %s', (size) => {
    const space = SPACE_PRESETS[name][size]
    fc.assert(
      fc.property(anyChoices(spaceModel(space).decisions), (choices) => {
        const network = buildArchitecture(space, choices, IMAGE, 10)
        const blocks = decompose(network)
        const held = blocks.flatMap(({ layers }) => layers)
        expect(new Set(held).size).toBe(held.length)
        const free = network.layers.filter((_, id) => !held.includes(id))
        for (const { kind } of free) expect(FREE).toContain(kind)
        expect(sum(blocks, 'macs')).toBe(multiplyAccumulates(network))
        expect(sum(blocks, 'parameters')).toBe(parameterCount(network))
        expect(new Set(blocks.map(({ place }) => place)).size).toBe(blocks.length)
      }),
      { numRuns: 15 },
    )
  })

  it('have equal keys where they are the same, and only there', () => {
    const space = SPACE_PRESETS[name].small
    const known = new Map<string, NetworkBlock>()
    fc.assert(
      fc.property(anyChoices(spaceModel(space).decisions), (choices) => {
        for (const block of decompose(buildArchitecture(space, choices, IMAGE, 10))) {
          const other = known.get(block.key)
          known.set(block.key, block)
          if (!other) continue
          expect(anonymous(block.network)).toEqual(anonymous(other.network))
          const { operation, chosen, input, output, stride, macs, parameters } = other
          const same = { operation, chosen, input, output, stride, macs, parameters }
          expect(block).toMatchObject(same)
        }
      }),
      { numRuns: 15 },
    )
    const works = [...known.values()].map(({ operation, network }) =>
      JSON.stringify([operation, anonymous(network)]),
    )
    expect(new Set(works).size).toBe(known.size)
  })

  it('are networks of their own: topological, every tensor that is read an input, no gates', () => {
    const space = SPACE_PRESETS[name].small
    const choices = spaceModel(space).decisions.map(({ options }) => options.length - 1)
    for (const { network, input, output, place } of decompose(
      buildArchitecture(space, choices, IMAGE, 10),
    )) {
      const { layers } = network
      layers.forEach(({ inputs }, id) => {
        for (const read of inputs) expect(read).toBeLessThan(id)
      })
      expect(new Set(layers.map((layer) => layer.name)).size, place).toBe(layers.length)
      expect(layers[network.input]?.kind).toBe('input')
      expect(layers[network.input]?.shape).toEqual(input)
      expect(layers[network.logits]?.shape).toEqual(output)
      expect(network.gateTables).toEqual([])
    }
  })
})

describe('operations of the DARTS space', () => {
  const space = SPACE_PRESETS.darts.small
  const supernet = decompose(buildSpaceSupernet(space, IMAGE, 10))

  it('differ by shape and stride, not by place', () => {
    const separable = supernet.filter(({ operation }) => operation === 'sep_conv_3x3')
    const shapes = separable.map(({ input, stride }) => [input.height, input.channels, stride])
    expect(new Set(separable.map(({ key }) => key)).size).toBe(new Set(shapes.map(String)).size)
    expect(separable.length).toBeGreaterThan(20)
  })

  it('leave out a skip connection that passes its input on', () => {
    const skips = supernet.filter(({ operation }) => operation === 'skip_connect')
    expect(new Set(skips.map(({ stride }) => stride))).toEqual(new Set([2]))
  })
})

describe('joins', () => {
  const joinsOf = (build: (builder: NetworkBuilder, image: number) => number) => {
    const builder = new NetworkBuilder()
    const image = builder.input({ height: 4, width: 4, channels: 2 })
    const logits = builder.part('stem', 'stem', () => build(builder, image))
    return decompose(builder.build(logits)).filter(({ operation }) => operation === 'join')
  }
  const join = (builder: NetworkBuilder, place: string, inputs: readonly number[]) =>
    builder.part('join', place, () => builder.concat(place, inputs))

  it('are free where their parts are written for them', () => {
    const joins = joinsOf((builder, image) => {
      const parts = ['a', 'b'].map((name) => builder.conv(name, image, 3, { kernel: 1 }))
      return join(builder, 'joined', parts)
    })
    expect(joins).toEqual([])
  })

  it('copy what is normalised, and what another join has', () => {
    const joins = joinsOf((builder, image) => {
      const conv = builder.conv('conv', image, 3, { kernel: 1 })
      const norm = builder.batchNorm('norm', builder.conv('other', image, 5, { kernel: 1 }), {
        affine: true,
      })
      const first = join(builder, 'first', [conv, norm])
      const second = join(builder, 'second', [conv, builder.relu('relu', norm)])
      return builder.concat('both', [first, second])
    })
    const [first, second] = joins
    const sums = (block?: NetworkBlock) =>
      block?.network.layers.filter(({ kind }) => kind === 'sum').map(({ shape }) => shape.channels)
    expect(sums(first)).toEqual([5])
    expect(sums(second)).toEqual([3, 5])
    expect(second?.network.layers.some(({ kind }) => kind === 'relu')).toBe(true)
    expect(second?.output.channels).toBe(8)
  })
})

it('refuses a layer that was not built as part of anything', () => {
  const builder = new NetworkBuilder()
  const image = builder.input(IMAGE)
  const network = builder.build(builder.conv('loose', image, 3, { kernel: 3 }))
  expect(() => decompose(network)).toThrow('loose belongs to no block')
})
