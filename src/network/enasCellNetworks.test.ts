import { describe, expect, it } from 'vitest'
import type { EnasCellSpace } from '../space/enasCellSpace'
import { ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import { enasCellModel } from '../space/enasCellModel'
import { multiplyAccumulates } from './cost'
import type { Network } from './network'
import { parameterCount } from './network'
import { buildArchitecture, buildSpaceSupernet } from './spaceNetworks'

/** The published search: 6 + 2 cells of 5 nodes, 20 channels (cifar10_micro_search.sh). */
const SPACE: EnasCellSpace = {
  kind: 'enas-cell',
  nodes: 5,
  operations: ENAS_CELL_OPERATIONS,
  cells: 8,
  channels: 20,
}
const CIFAR = { height: 32, width: 32, channels: 3 }

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

/** Twice depthwise k × k, pointwise and batch norm. */
const separable = (k: number, c: number) => 2 * (k * k * c + c * c + 2 * c)
/** A 1 × 1 convolution with batch norm. */
const mixing = (from: number, to: number) => from * to + 2 * to

/** What leads into the cells: the stem, and inputs brought to size. */
function outerParameters(c: number, classes: number, imageChannels: number): number {
  return total([
    9 * imageChannels * 3 * c + 2 * 3 * c,
    // Cell 0 reads the stem twice, cell 1 the stem and cell 0.
    3 * mixing(3 * c, c),
    // Before each reducing cell: its first input by factorised reduction, and again its second.
    2 * mixing(c, 2 * c),
    2 * mixing(2 * c, 4 * c),
    4 * c * classes + classes,
  ])
}

describe('the ENAS cell supernet', () => {
  const network = buildSpaceSupernet(SPACE, CIFAR, 10)

  it('has the parameters of micro_child.py: per node, half, input and operation its own', () => {
    const cell = (c: number) => {
      const inputs = total(Array.from({ length: 5 }, (_, node) => 2 * (node + 2)))
      return inputs * (separable(3, c) + separable(5, c)) + 7 * c * c + 2 * c
    }
    // Two cells at 20 channels, three at 40 (one reducing), three at 80.
    const cells = 2 * cell(20) + 3 * cell(40) + 3 * cell(80)
    expect(parameterCount(network)).toBe(outerParameters(20, 10, 3) + cells)
  })

  it('gives each half of a node a row of gates, and each loose end one', () => {
    expect(
      network.gateTables.slice(0, 6).map(({ name, rows, columns }) => [name, rows, columns]),
    ).toEqual([
      ['normal/node.0', 2, 10],
      ['normal/node.1', 2, 15],
      ['normal/node.2', 2, 20],
      ['normal/node.3', 2, 25],
      ['normal/node.4', 2, 30],
      ['normal/output', 7, 1],
    ])
  })

  it('halves the resolution before a reducing cell, which then works at stride 1', () => {
    const shapes = Array.from({ length: 8 }, (_, index) =>
      shapeOf(network, `cells.${index}/output/norm`),
    )
    expect(shapes.map(({ height, channels }) => [height, channels])).toEqual([
      [32, 20],
      [32, 20],
      [16, 40],
      [16, 40],
      [16, 40],
      [8, 80],
      [8, 80],
      [8, 80],
    ])
    const inner = network.layers.filter(({ name }) => /^cells\.2\/node/.test(name))
    expect(inner.every((layer) => !('stride' in layer) || layer.stride === 1)).toBe(true)
    expect(shapeOf(network, 'cells.2/preprocess0/norm').height).toBe(16)
  })
})

describe('the published ENAS architecture', () => {
  const arc = `0 2 0 0 0 4 0 1 0 4 1 1 1 0 0 1 0 2 1 1
    1 0 1 0 0 3 0 2 1 1 3 1 1 0 0 4 0 3 1 1`
  const choices = enasCellModel(SPACE).parse(arc)
  const network = buildArchitecture(SPACE, choices, CIFAR, 10)

  it('costs what its operations cost', () => {
    // Normal: two sep 3 × 3, four 5 × 5, five loose ends; reduction: three and three, four loose ends.
    const normal = (c: number) => 2 * separable(3, c) + 4 * separable(5, c) + 5 * c * c + 2 * c
    const reduce = (c: number) => 3 * separable(3, c) + 3 * separable(5, c) + 4 * c * c + 2 * c
    const cells = 2 * normal(20) + reduce(40) + 2 * normal(40) + reduce(80) + 2 * normal(80)
    expect(parameterCount(network)).toBe(outerParameters(20, 10, 3) + cells)
    expect(multiplyAccumulates(network)).toBeGreaterThan(10 * parameterCount(network))
  })

  it('joins the states that nothing reads', () => {
    const loose = (cell: number) => inputNames(network, `cells.${cell}/output`)
    expect(loose(0)).toEqual([2, 3, 4, 5, 6].map((state) => `cells.0/output/conv.${state}`))
    expect(loose(2)).toEqual([2, 4, 5, 6].map((state) => `cells.2/output/conv.${state}`))
  })
})

function shapeOf(network: Network, name: string) {
  const layer = network.layers.find((candidate) => candidate.name === name)
  if (!layer) throw new Error(`No layer ${name}`)
  return layer.shape
}

function inputNames(network: Network, name: string) {
  const layer = network.layers.find((candidate) => candidate.name === name)
  return layer?.inputs.map((id) => network.layers[id]?.name)
}
