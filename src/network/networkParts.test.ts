import { describe, expect, it } from 'vitest'
import { randomKey } from '../random/random'
import { drawUniform } from '../space/draws'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { multiplyAccumulates } from './cost'
import { parameterCount } from './network'
import { networkParts } from './networkParts'
import { buildArchitecture, buildSpaceSupernet } from './spaceNetworks'

const input = { height: 28, width: 28, channels: 1 }
const CLASSES = 10

const SPACES: readonly SearchSpace[] = [
  {
    kind: 'cell',
    nodes: 3,
    operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
    cells: 4,
    channels: 4,
  },
  {
    kind: 'enas-cell',
    nodes: 2,
    operations: ['sep_conv_3x3', 'skip_connect', 'max_pool_3x3'],
    cells: 4,
    channels: 4,
  },
  {
    kind: 'nas-bench-201',
    operations: ['none', 'skip_connect', 'nor_conv_3x3'],
    cells: 2,
    channels: 4,
  },
  { kind: 'enas-macro', layers: 6, operations: ['conv_3x3', 'max_pool_3x3'], channels: 4 },
  {
    kind: 'chain',
    choices: ['shuffle_3x3', 'shuffle_5x5'],
    widths: [1],
    stem: { channels: 8, stride: 1 },
    stages: [
      { blocks: 2, channels: 16, stride: 2 },
      { blocks: 2, channels: 32, stride: 2 },
    ],
    head: 32,
  },
]

const PARTS = {
  cell: 'stem 0, cell 0, cell 1, cell 2, cell 3, head 0',
  'enas-cell': 'stem 0, cell 0, cell 1, cell 2, cell 3, head 0',
  'nas-bench-201':
    'stem 0, cell 0, cell 1, residual 0, cell 2, cell 3, residual 1, cell 4, cell 5, head 0',
  'enas-macro': 'stem 0, layer 0, layer 1, layer 2, layer 3, layer 4, layer 5, head 0',
  chain: 'stem 0, block 0, block 1, block 2, block 3, head 0',
} as const

describe.each(SPACES)('the parts of a network of a space of kind $kind', (space) => {
  const choices = drawUniform(spaceModel(space), randomKey(3))
  if (!choices) throw new Error('The space has no architecture')
  const networks = [
    buildSpaceSupernet(space, input, CLASSES),
    buildArchitecture(space, choices, input, CLASSES),
  ]

  it.each(networks)('are all of it', (network) => {
    const parts = networkParts(network)
    const sum = (of: 'macs' | 'parameters') => parts.reduce((total, part) => total + part[of], 0)
    expect(sum('macs')).toBe(multiplyAccumulates(network))
    expect(sum('parameters')).toBe(parameterCount(network))
    const owned = network.layers.flatMap(({ block }) => block?.place ?? [])
    for (const place of owned) {
      const of = parts.filter(({ paths }) =>
        paths.some((path) => place === path || place.startsWith(`${path}/`)),
      )
      expect(of).toHaveLength(1)
    }
  })

  it.each(networks)('come in their order, from stem to head', (network) => {
    const parts = networkParts(network)
    expect(parts.map(({ kind, index }) => `${kind} ${index}`).join(', ')).toBe(PARTS[space.kind])
    expect(parts.filter(({ reduces }) => reduces)).toHaveLength(2)
    expect(parts.at(-1)?.output).toEqual({ height: 1, width: 1, channels: CLASSES })
  })
})

it('have the feature maps that the network has', () => {
  const [cells] = SPACES
  if (!cells) throw new Error('There is a space')
  const parts = networkParts(buildSpaceSupernet(cells, input, CLASSES))
  // Four cells of three nodes, the second and third of which reduce: 3C of the stem, then 3 nodes each.
  expect(parts.map(({ output }) => [output.height, output.channels])).toEqual([
    [28, 12],
    [28, 12],
    [14, 24],
    [7, 48],
    [7, 48],
    [1, 10],
  ])
})
