import { describe, expect, it } from 'vitest'
import { chainModel } from '../space/chainModel'
import type { ChainBlock, ChainSpace } from '../space/chainSpace'
import { CHAIN_BLOCKS } from '../space/chainSpace'
import { channelsAt } from './chainNetworks'
import { multiplyAccumulates } from './cost'
import type { Network } from './network'
import { parameterCount } from './network'
import { buildArchitecture, buildSpaceSupernet, gatePath } from './spaceNetworks'

const SPOS: ChainSpace = {
  kind: 'chain',
  stem: { channels: 16, stride: 2 },
  stages: [
    { blocks: 4, channels: 64, stride: 2 },
    { blocks: 4, channels: 160, stride: 2 },
    { blocks: 8, channels: 320, stride: 2 },
    { blocks: 4, channels: 640, stride: 2 },
  ],
  choices: ['shuffle_3x3', 'shuffle_5x5', 'shuffle_7x7', 'xception_3x3'],
  head: 1024,
  widths: [1],
}
const IMAGENET = { height: 224, width: 224, channels: 3 }

/** One block on a 16 × 16 image of 8 channels, between stem and head. */
const single = (block: ChainBlock, channels: number, stride: 1 | 2, width = 1): ChainSpace => ({
  kind: 'chain',
  stem: { channels: 8, stride: 1 },
  stages: [{ blocks: 1, channels, stride }],
  choices: [block],
  head: 4,
  widths: [width],
})
const IMAGE = { height: 16, width: 16, channels: 1 }

const parametersOf = (network: Network, prefix: string) =>
  network.parameters
    .filter(({ name }) => name.startsWith(prefix))
    .reduce((sum, { size }) => sum + size, 0)

/** Parameters of a block with `input` channels in its branch, by the published module lists. */
function onPaper(block: ChainBlock, inputs: number, outputs: number, middle: number): number {
  const norm = (c: number) => 2 * c
  const pointwise = (from: number, to: number) => from * to + norm(to)
  const depthwise = (k: number, c: number) => k * k * c + norm(c)
  if (block === 'xception_3x3') {
    return (
      depthwise(3, inputs) +
      pointwise(inputs, middle) +
      2 * depthwise(3, middle) +
      pointwise(middle, middle) +
      pointwise(middle, outputs)
    )
  }
  const kernel = Number(/\d/.exec(block)?.[0])
  return pointwise(inputs, middle) + depthwise(kernel, middle) + pointwise(middle, outputs)
}

describe('the blocks of a chain', () => {
  const shuffles = ['shuffle_3x3', 'shuffle_5x5', 'shuffle_7x7', 'xception_3x3'] as const

  it.each(shuffles)('%s splits channels where the shape stays', (block) => {
    const network = buildArchitecture(single(block, 8, 1), [0], IMAGE, 10)
    expect(parametersOf(network, 'stages.0')).toBe(onPaper(block, 4, 4, 4))
    const joined = network.layers.find(({ name }) => name === `stages.0/block.0/${block}`)
    expect(joined?.shape).toEqual({ height: 16, width: 16, channels: 8 })
    const even = network.layers[joined?.inputs[0] ?? -1]
    expect(even).toMatchObject({ kind: 'channels', first: 0, step: 2, count: 4 })
    const odd = network.layers.find(({ name }) => name === 'stages.0/block.0/odd')
    expect(odd).toMatchObject({ kind: 'channels', first: 1, step: 2, count: 4 })
  })

  it.each(shuffles)('%s projects beside its branch where the shape changes', (block) => {
    const network = buildArchitecture(single(block, 20, 2), [0], IMAGE, 10)
    const kernel = block === 'xception_3x3' ? 3 : Number(/\d/.exec(block)?.[0])
    const projection = kernel * kernel * 8 + 2 * 8 + 8 * 8 + 2 * 8
    expect(parametersOf(network, 'stages.0')).toBe(onPaper(block, 8, 12, 10) + projection)
    const block0 = network.layers.find(({ name }) => name === 'stages.0/block.0')
    expect(block0?.shape).toEqual({ height: 8, width: 8, channels: 20 })
  })

  it.each(['mbconv_3_3', 'mbconv_5_6', 'mbconv_7_3'] as const)(
    '%s is an inverted residual',
    (block) => {
      const middle = 8 * Number(block.at(-1))
      const kept = buildArchitecture(single(block, 8, 1), [0], IMAGE, 10)
      const changed = buildArchitecture(single(block, 12, 2), [0], IMAGE, 10)
      expect(parametersOf(kept, 'stages.0')).toBe(onPaper(block, 8, 8, middle))
      expect(parametersOf(changed, 'stages.0')).toBe(onPaper(block, 8, 12, middle))
      const residual = kept.layers.find(({ name }) => name === `stages.0/block.0/${block}`)
      expect(residual?.inputs.map((id) => kept.layers[id]?.name)).toEqual([
        `stages.0/block.0/${block}/3/norm`,
        'stem/relu',
      ])
    },
  )

  it('skip_connect is the state itself', () => {
    const space = { ...single('skip_connect', 8, 1) }
    const network = buildArchitecture(space, [0], IMAGE, 10)
    const block = network.layers.find(({ name }) => name === 'stages.0/block.0')
    expect(block?.inputs.map((id) => network.layers[id]?.name)).toEqual(['stem/relu'])
  })
})

describe('SPOS on ImageNet', () => {
  it('costs what the authors report for the architecture they found: 323 M, 3.5 M weights', () => {
    const model = chainModel(SPOS)
    const choices = model.parse('(2, 1, 0, 1, 2, 0, 2, 0, 2, 0, 2, 3, 0, 0, 0, 0, 3, 2, 3, 3)')
    const network = buildArchitecture(SPOS, choices, IMAGENET, 1000)
    expect(Math.round(multiplyAccumulates(network) / 1e6)).toBe(323)
    expect(Math.floor(parameterCount(network) / 1e5) / 10).toBe(3.5)
  })

  it('shares no learned scales while searching', () => {
    const network = buildSpaceSupernet({ ...SPOS, stages: SPOS.stages.slice(0, 1) }, IMAGENET, 10)
    const norms = network.layers.filter(({ kind }) => kind === 'batchNorm')
    expect(norms.length).toBeGreaterThan(50)
    expect(norms.every((layer) => layer.kind === 'batchNorm' && layer.scale === null)).toBe(true)
  })
})

describe('channel search', () => {
  const widths = [0.5, 1, 1.5]
  const space: ChainSpace = { ...single('shuffle_3x3', 8, 1), choices: CHAIN_BLOCKS, widths }
  const model = chainModel(space)

  it('builds the narrow block by itself', () => {
    for (const [column, width] of widths.entries()) {
      const alone = buildArchitecture(space, [0, column], IMAGE, 10)
      expect(parametersOf(alone, 'stages.0')).toBe(onPaper('shuffle_3x3', 4, 4, 4 * width))
      expect(alone.layers.some(({ name }) => name.includes('width'))).toBe(false)
    }
    const mbconv = buildArchitecture(space, [CHAIN_BLOCKS.indexOf('mbconv_3_3'), 0], IMAGE, 10)
    expect(parametersOf(mbconv, 'stages.0')).toBe(onPaper('mbconv_3_3', 8, 8, 12))
  })

  it('holds the widest in the supernet, and keeps the first channels of it', () => {
    const network = buildSpaceSupernet(space, IMAGE, 10)
    const gates = network.gateTables.find(({ name }) => name === 'width')
    expect(gates).toMatchObject({ rows: 1, columns: 3 })
    const masks = network.layers.filter(({ name }) => name.includes('shuffle_3x3/2/norm/width.'))
    expect(
      masks.map((layer) => layer.kind === 'channels' && [layer.count, layer.shape.channels]),
    ).toEqual([
      [2, 6],
      [4, 6],
      [6, 6],
    ])
    const path = gatePath(space, network, model.parse('[0]\n[2]'))
    expect([...path].map((open, gate) => (open ? gate : -1)).filter((gate) => gate >= 0)).toEqual([
      0,
      (gates?.offset ?? 0) + 2,
    ])
  })

  it('rounds, and always leaves a channel', () => {
    expect(channelsAt(0.5, 5)).toBe(3)
    expect(channelsAt(0.1, 2)).toBe(1)
    expect(parameterCount(buildArchitecture(space, [0, 0], IMAGE, 10))).toBeGreaterThan(0)
  })
})
