import { describe, expect, it } from 'vitest'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { everyOpenChoice } from '../space/spaces.fixture'
import { multiplyAccumulates } from './cost'
import type { CostRange } from './costRange'
import { costRange } from './costRange'
import { parameterCount } from './network'
import { buildArchitecture } from './spaceNetworks'

const INPUT = { height: 8, width: 8, channels: 1 }
const CLASSES = 3

/** Small enough to build every architecture. */
const SPACES: Readonly<Record<string, SearchSpace>> = {
  'a DARTS cell': {
    kind: 'cell',
    nodes: 2,
    operations: ['none', 'max_pool_3x3', 'sep_conv_3x3'],
    cells: 2,
    channels: 2,
  },
  'a DARTS cell with skips, which cost where they halve': {
    kind: 'cell',
    nodes: 2,
    operations: ['skip_connect', 'dil_conv_3x3'],
    cells: 3,
    channels: 2,
  },
  'an ENAS cell': {
    kind: 'enas-cell',
    nodes: 2,
    operations: ['sep_conv_3x3'],
    cells: 2,
    channels: 2,
  },
  'an ENAS cell of one node': {
    kind: 'enas-cell',
    nodes: 1,
    operations: ['sep_conv_3x3', 'skip_connect'],
    cells: 3,
    channels: 2,
  },
  'a DARTS cell with an edge forbidden and one forced': {
    kind: 'cell',
    nodes: 2,
    operations: ['skip_connect', 'sep_conv_3x3', 'dil_conv_3x3'],
    cells: 3,
    channels: 2,
    rules: {
      normal: [
        { from: 0, to: 2, operations: [] },
        { from: 1, to: 3, operations: ['skip_connect'], forced: true },
      ],
      reduce: [
        { from: 1, to: 2, operations: ['skip_connect'] },
        { from: 2, to: 3, operations: ['dil_conv_3x3'] },
      ],
    },
  },
  'an ENAS cell with rules': {
    kind: 'enas-cell',
    nodes: 2,
    operations: ['sep_conv_3x3', 'max_pool_3x3'],
    cells: 2,
    channels: 2,
    rules: {
      normal: [
        { from: 0, to: 2, operations: [] },
        { from: 0, to: 3, operations: [] },
        { from: 1, to: 3, operations: ['max_pool_3x3'], forced: true },
      ],
      reduce: [
        { from: 1, to: 2, operations: ['max_pool_3x3'] },
        { from: 2, to: 3, operations: ['sep_conv_3x3'], forced: true },
      ],
    },
  },
  'NAS-Bench-201 with rules': {
    kind: 'nas-bench-201',
    operations: ['none', 'skip_connect', 'nor_conv_3x3'],
    cells: 1,
    channels: 2,
    rules: [
      { from: 0, to: 1, operations: ['skip_connect', 'nor_conv_3x3'] },
      { from: 1, to: 2, operations: ['none'] },
    ],
  },
  'an ENAS network': {
    kind: 'enas-macro',
    layers: 4,
    operations: ['conv_3x3', 'max_pool_3x3'],
    channels: 2,
  },
  'NAS-Bench-201': {
    kind: 'nas-bench-201',
    operations: ['none', 'skip_connect', 'nor_conv_3x3'],
    cells: 1,
    channels: 2,
  },
  'a chain with widths': {
    kind: 'chain',
    stem: { channels: 4, stride: 1 },
    stages: [
      { blocks: 2, channels: 8, stride: 2 },
      { blocks: 1, channels: 12, stride: 1 },
    ],
    choices: ['shuffle_3x3', 'xception_3x3', 'mbconv_3_3', 'skip_connect'],
    head: 8,
    widths: [0.5, 1],
  },
  'an ENAS network with rules': {
    kind: 'enas-macro',
    layers: 4,
    operations: ['conv_3x3', 'sep_conv_3x3', 'max_pool_3x3'],
    channels: 2,
    rules: {
      layers: [
        { layer: 0, operations: ['sep_conv_3x3', 'max_pool_3x3'] },
        { layer: 3, operations: ['conv_3x3', 'sep_conv_3x3'] },
      ],
      skips: [
        { from: 0, to: 2, kept: false },
        { from: 0, to: 3, kept: true },
        { from: 1, to: 3, kept: false },
      ],
    },
  },
  'a chain with rules': {
    kind: 'chain',
    stem: { channels: 4, stride: 1 },
    stages: [
      { blocks: 2, channels: 8, stride: 2 },
      { blocks: 1, channels: 12, stride: 1 },
    ],
    choices: ['shuffle_3x3', 'xception_3x3', 'mbconv_3_3', 'skip_connect'],
    head: 8,
    widths: [0.5, 1],
    rules: [
      { stage: 0, block: 0, choices: ['xception_3x3', 'mbconv_3_3'] },
      { stage: 0, block: 1, choices: ['shuffle_3x3', 'xception_3x3'] },
    ],
  },
}

describe('costRange', () => {
  it.each(Object.entries(SPACES))('is that of all architectures of %s', (_, space) => {
    expect(finished(costRange(space, INPUT, CLASSES))).toEqual(bruteForce(space))
  })
})

function finished<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

function bruteForce(space: SearchSpace): CostRange {
  const costs = everyOpenChoice(spaceModel(space)).map((choices) => {
    const network = buildArchitecture(space, choices, INPUT, CLASSES)
    return { parameters: parameterCount(network), macs: multiplyAccumulates(network) }
  })
  const by = (pick: (values: number[]) => number) => ({
    parameters: pick(costs.map(({ parameters }) => parameters)),
    macs: pick(costs.map(({ macs }) => macs)),
  })
  return {
    least: by((values) => values.reduce((a, b) => Math.min(a, b))),
    most: by((values) => values.reduce((a, b) => Math.max(a, b))),
  }
}
