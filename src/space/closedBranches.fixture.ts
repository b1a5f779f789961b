import type { CellSpace } from './cellSpace'
import type { SearchSpace, SpaceKind } from './searchSpace'

const CELL: CellSpace = {
  kind: 'cell',
  nodes: 2,
  operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
  cells: 3,
  channels: 2,
  rules: {
    normal: [
      { from: 1, to: 2, operations: [] },
      { from: 1, to: 3, operations: ['max_pool_3x3'], forced: true },
    ],
    reduce: [
      { from: 0, to: 2, operations: ['none', 'sep_conv_3x3'] },
      { from: 2, to: 3, operations: [] },
    ],
  },
}

/** A small space of every kind, with rules that close branches. */
export const RULED_SPACES: Readonly<Record<SpaceKind, SearchSpace>> = {
  cell: CELL,
  'enas-cell': {
    kind: 'enas-cell',
    nodes: 2,
    operations: ['sep_conv_3x3', 'max_pool_3x3', 'skip_connect'],
    cells: 3,
    channels: 2,
    rules: {
      normal: [
        { from: 0, to: 2, operations: [] },
        { from: 2, to: 3, operations: ['skip_connect'], forced: true },
      ],
      reduce: [
        { from: 0, to: 2, forced: true },
        { from: 1, to: 2, operations: ['max_pool_3x3'], forced: true },
      ],
    },
  },
  'nas-bench-201': {
    kind: 'nas-bench-201',
    operations: ['none', 'skip_connect', 'nor_conv_1x1'],
    cells: 1,
    channels: 2,
    rules: [
      { from: 0, to: 1, operations: ['nor_conv_1x1'] },
      { from: 0, to: 2, operations: ['none'] },
      { from: 1, to: 2, operations: ['none'] },
      { from: 2, to: 3, operations: ['none', 'nor_conv_1x1'] },
    ],
  },
  'enas-macro': {
    kind: 'enas-macro',
    layers: 4,
    operations: ['conv_3x3', 'sep_conv_3x3', 'max_pool_3x3'],
    channels: 2,
    rules: {
      layers: [{ layer: 3, operations: ['conv_3x3', 'sep_conv_3x3'] }],
      skips: [
        { from: 0, to: 2, kept: false },
        { from: 0, to: 3, kept: true },
      ],
    },
  },
  chain: {
    kind: 'chain',
    stem: { channels: 4, stride: 1 },
    stages: [
      { blocks: 2, channels: 8, stride: 2 },
      { blocks: 1, channels: 12, stride: 1 },
    ],
    choices: ['shuffle_3x3', 'xception_3x3', 'mbconv_3_3', 'skip_connect'],
    head: 8,
    widths: [1],
    rules: [{ stage: 0, block: 0, choices: ['xception_3x3', 'mbconv_3_3'] }],
  },
}
