import type { CellSpace } from './cellSpace'
import type { ChainBlock, ChainSpace } from './chainSpace'
import { ENAS_CELL_OPERATIONS } from './enasCellSpace'
import { ENAS_MACRO_OPERATIONS } from './enasMacroSpace'
import { NAS_BENCH_201_OPERATIONS } from './nasBench201Space'
import { DARTS_OPERATIONS, NASNET_OPERATIONS } from './operations'
import type { SearchSpace } from './searchSpace'

export const SPACE_NAMES = [
  'darts',
  'nasnet',
  'enas-micro',
  'enas-macro',
  'nas-bench-201',
  'spos',
  'spos-widths',
  'mobile',
] as const

export type SpaceName = (typeof SPACE_NAMES)[number]

export interface SpacePreset {
  /** As its authors searched it. */
  readonly published: SearchSpace
  /** Of the same kind, with fewer and narrower layers: for 28 × 28 images and software GPUs. */
  readonly small: SearchSpace
}

const darts = (nodes: number, cells: number, channels: number): CellSpace => ({
  kind: 'cell',
  nodes,
  operations: DARTS_OPERATIONS,
  cells,
  channels,
})

/** NASNet's operations and number of nodes (Zoph et al. 2018) in cells whose edges are as those of DARTS. */
const nasnet = (nodes: number, cells: number, channels: number): CellSpace => ({
  ...darts(nodes, cells, channels),
  operations: NASNET_OPERATIONS,
})

/** Choices 0–3 in the order of the published architectures. */
const SPOS_CHOICES: readonly ChainBlock[] = [
  'shuffle_3x3',
  'shuffle_5x5',
  'shuffle_7x7',
  'xception_3x3',
]

const MOBILE_CHOICES: readonly ChainBlock[] = [
  'mbconv_3_3',
  'mbconv_3_6',
  'mbconv_5_3',
  'mbconv_5_6',
  'mbconv_7_3',
  'mbconv_7_6',
  'skip_connect',
]

/** Guo et al. 2020, table 1; `src/Supernet/network.py`. */
const SPOS: ChainSpace = {
  kind: 'chain',
  stem: { channels: 16, stride: 2 },
  stages: [
    { blocks: 4, channels: 64, stride: 2 },
    { blocks: 4, channels: 160, stride: 2 },
    { blocks: 8, channels: 320, stride: 2 },
    { blocks: 4, channels: 640, stride: 2 },
  ],
  choices: SPOS_CHOICES,
  head: 1024,
  widths: [1],
}

/** ProxylessNAS' stages (Cai et al. 2019) after its first, fixed block, which the stem stands for. */
const MOBILE: ChainSpace = {
  kind: 'chain',
  stem: { channels: 16, stride: 2 },
  stages: [
    { blocks: 4, channels: 24, stride: 2 },
    { blocks: 4, channels: 40, stride: 2 },
    { blocks: 4, channels: 80, stride: 2 },
    { blocks: 4, channels: 96, stride: 1 },
    { blocks: 4, channels: 192, stride: 2 },
    { blocks: 1, channels: 320, stride: 1 },
  ],
  choices: MOBILE_CHOICES,
  head: 1280,
  widths: [1],
}

const SMALL_CHAIN: ChainSpace = {
  kind: 'chain',
  stem: { channels: 8, stride: 1 },
  stages: [
    { blocks: 2, channels: 16, stride: 2 },
    { blocks: 2, channels: 32, stride: 2 },
  ],
  choices: SPOS_CHOICES,
  head: 64,
  widths: [1],
}

/** The spaces that papers search, ready to use. */
export const SPACE_PRESETS: Readonly<Record<SpaceName, SpacePreset>> = {
  darts: { published: darts(4, 8, 16), small: darts(3, 3, 4) },
  nasnet: { published: nasnet(5, 8, 16), small: nasnet(2, 3, 4) },
  'enas-micro': {
    published: {
      kind: 'enas-cell',
      nodes: 5,
      operations: ENAS_CELL_OPERATIONS,
      cells: 8,
      channels: 20,
    },
    small: {
      kind: 'enas-cell',
      nodes: 3,
      operations: ENAS_CELL_OPERATIONS,
      cells: 3,
      channels: 4,
    },
  },
  'enas-macro': {
    published: {
      kind: 'enas-macro',
      layers: 12,
      operations: ENAS_MACRO_OPERATIONS,
      channels: 36,
    },
    small: { kind: 'enas-macro', layers: 6, operations: ENAS_MACRO_OPERATIONS, channels: 8 },
  },
  'nas-bench-201': {
    published: {
      kind: 'nas-bench-201',
      operations: NAS_BENCH_201_OPERATIONS,
      cells: 5,
      channels: 16,
    },
    small: {
      kind: 'nas-bench-201',
      operations: NAS_BENCH_201_OPERATIONS,
      cells: 1,
      channels: 8,
    },
  },
  spos: { published: SPOS, small: SMALL_CHAIN },
  'spos-widths': {
    published: { ...SPOS, widths: [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2] },
    small: { ...SMALL_CHAIN, widths: [0.5, 1, 1.5] },
  },
  mobile: { published: MOBILE, small: { ...SMALL_CHAIN, choices: MOBILE_CHOICES } },
}
