import { ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import { ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { NAS_BENCH_201_OPERATIONS } from '../space/nasBench201Space'
import { DARTS_OPERATIONS } from '../space/operations'
import type { ChainBlock, ChainSpace } from '../space/chainSpace'
import type { CellSpace } from '../space/cellSpace'
import type { SearchSpace, SpaceOf } from '../space/searchSpace'
import type { PresetName } from './config'

/** Spaces by the names they go by in the field; two of them are chains, and one searches widths too. */
export interface NamedSpaces {
  readonly darts: CellSpace
  readonly 'enas-micro': SpaceOf<'enas-cell'>
  readonly 'enas-macro': SpaceOf<'enas-macro'>
  readonly 'nas-bench-201': SpaceOf<'nas-bench-201'>
  readonly spos: ChainSpace
  readonly 'spos-channels': ChainSpace
  readonly mbconv: ChainSpace
}

export type SpaceName = keyof NamedSpaces

const darts = (cells: number, channels: number, nodes: number): CellSpace => ({
  kind: 'cell',
  nodes,
  operations: DARTS_OPERATIONS,
  cells,
  channels,
})

const enasMicro = (cells: number, channels: number, nodes: number): SpaceOf<'enas-cell'> => ({
  kind: 'enas-cell',
  nodes,
  operations: ENAS_CELL_OPERATIONS,
  cells,
  channels,
})

const enasMacro = (layers: number, channels: number): SpaceOf<'enas-macro'> => ({
  kind: 'enas-macro',
  layers,
  operations: ENAS_MACRO_OPERATIONS,
  channels,
})

const nasBench201 = (cells: number, channels: number): SpaceOf<'nas-bench-201'> => ({
  kind: 'nas-bench-201',
  operations: NAS_BENCH_201_OPERATIONS,
  cells,
  channels,
})

/** SPOS' choices 0–3. */
const SHUFFLE_BLOCKS: readonly ChainBlock[] = [
  'shuffle_3x3',
  'shuffle_5x5',
  'shuffle_7x7',
  'xception_3x3',
]

/** The blocks of ProxylessNAS and its relatives; the last takes a layer away. */
const MBCONV_BLOCKS: readonly ChainBlock[] = [
  'mbconv_3_3',
  'mbconv_3_6',
  'mbconv_5_3',
  'mbconv_5_6',
  'mbconv_7_3',
  'mbconv_7_6',
  'skip_connect',
]

/** SPOS searches the width of a block's middle in steps of a fifth. */
const SEARCHED_WIDTHS = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2]

type ChainBody = Omit<ChainSpace, 'kind' | 'choices' | 'widths'>

const spos = (body: ChainBody, widths: readonly number[] = [1]): ChainSpace => ({
  kind: 'chain',
  ...body,
  choices: SHUFFLE_BLOCKS,
  widths,
})

const mbconv = (body: ChainBody): ChainSpace => ({
  kind: 'chain',
  ...body,
  choices: MBCONV_BLOCKS,
  widths: [1],
})

const TINY_CHAIN: ChainBody = {
  stem: { channels: 8, stride: 2 },
  stages: [
    { blocks: 2, channels: 16, stride: 2 },
    { blocks: 2, channels: 32, stride: 2 },
  ],
  head: 64,
}

const LAPTOP_CHAIN: ChainBody = {
  stem: { channels: 8, stride: 1 },
  stages: [
    { blocks: 2, channels: 16, stride: 1 },
    { blocks: 4, channels: 32, stride: 2 },
    { blocks: 2, channels: 64, stride: 2 },
  ],
  head: 128,
}

/** Blocks and channels as published; images of 28 pixels a side are halved three times, not five. */
const DESKTOP_CHAIN: ChainBody = {
  stem: { channels: 16, stride: 1 },
  stages: [
    { blocks: 4, channels: 64, stride: 1 },
    { blocks: 4, channels: 160, stride: 2 },
    { blocks: 8, channels: 320, stride: 2 },
    { blocks: 4, channels: 640, stride: 2 },
  ],
  head: 1024,
}

const chains = (body: ChainBody) => ({
  spos: spos(body),
  'spos-channels': spos(body, SEARCHED_WIDTHS),
  mbconv: mbconv(body),
})

const SPACES: Readonly<Record<PresetName, NamedSpaces>> = {
  tiny: {
    darts: darts(3, 4, 3),
    'enas-micro': enasMicro(3, 4, 3),
    'enas-macro': enasMacro(4, 8),
    'nas-bench-201': nasBench201(1, 4),
    ...chains(TINY_CHAIN),
  },
  laptop: {
    darts: darts(5, 8, 4),
    'enas-micro': enasMicro(5, 8, 5),
    'enas-macro': enasMacro(6, 16),
    'nas-bench-201': nasBench201(2, 8),
    ...chains(LAPTOP_CHAIN),
  },
  /** As published, with the search's own depth and width where these differ from the evaluation's. */
  desktop: {
    darts: darts(8, 16, 4),
    'enas-micro': enasMicro(8, 20, 5),
    'enas-macro': enasMacro(12, 36),
    'nas-bench-201': nasBench201(5, 16),
    ...chains(DESKTOP_CHAIN),
  },
}

export const SPACE_NAMES = Object.keys(SPACES.tiny) as readonly SpaceName[]

/** A space at the size of a preset. */
export function spacePreset<Name extends SpaceName>(
  preset: PresetName,
  name: Name,
): NamedSpaces[Name] {
  return SPACES[preset][name]
}

/** What a space is called, whatever its size; null for a chain that mixes the names. */
export function spaceNameOf(space: SearchSpace): SpaceName | null {
  switch (space.kind) {
    case 'cell':
      return 'darts'
    case 'enas-cell':
      return 'enas-micro'
    case 'chain':
      if (space.choices.every((block) => SHUFFLE_BLOCKS.includes(block))) {
        return space.widths.length > 1 ? 'spos-channels' : 'spos'
      }
      return space.choices.every((block) => MBCONV_BLOCKS.includes(block)) ? 'mbconv' : null
    default:
      return space.kind
  }
}
