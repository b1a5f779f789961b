import type { CellSpace } from '../space/cellSpace'
import { CHAIN_BLOCKS, type ChainSpace } from '../space/chainSpace'
import { ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import { ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { NAS_BENCH_201_OPERATIONS } from '../space/nasBench201Space'
import { DARTS_OPERATIONS, NASNET_OPERATIONS } from '../space/operations'
import type { SearchSpace } from '../space/searchSpace'
import { SPACE_PRESETS, type SpaceName } from '../space/spacePresets'
import type { PresetName } from './config'

const LAPTOP_CHAIN: ChainSpace = {
  kind: 'chain',
  stem: { channels: 8, stride: 1 },
  stages: [
    { blocks: 2, channels: 16, stride: 1 },
    { blocks: 4, channels: 32, stride: 2 },
    { blocks: 2, channels: 64, stride: 2 },
  ],
  choices: CHAIN_BLOCKS.filter((block) => /^(shuffle|xception)/.test(block)),
  head: 128,
  widths: [1],
}

/** Between the published size and the small one: for the GPU of a laptop. */
const LAPTOP: Readonly<Record<SpaceName, SearchSpace>> = {
  darts: { kind: 'cell', nodes: 4, operations: DARTS_OPERATIONS, cells: 5, channels: 8 },
  nasnet: { kind: 'cell', nodes: 4, operations: NASNET_OPERATIONS, cells: 5, channels: 8 },
  'enas-micro': {
    kind: 'enas-cell',
    nodes: 5,
    operations: ENAS_CELL_OPERATIONS,
    cells: 5,
    channels: 8,
  },
  'enas-macro': {
    kind: 'enas-macro',
    layers: 8,
    operations: ENAS_MACRO_OPERATIONS,
    channels: 16,
  },
  'nas-bench-201': {
    kind: 'nas-bench-201',
    operations: NAS_BENCH_201_OPERATIONS,
    cells: 2,
    channels: 8,
  },
  spos: LAPTOP_CHAIN,
  'spos-widths': { ...LAPTOP_CHAIN, widths: [0.5, 1, 1.5] },
  mobile: {
    ...LAPTOP_CHAIN,
    choices: CHAIN_BLOCKS.filter((block) => /^(mbconv|skip)/.test(block)),
  },
}

/** A space at the size of a preset. */
export function spacePreset(preset: PresetName, name: SpaceName): SearchSpace {
  if (preset === 'laptop') return LAPTOP[name]
  return SPACE_PRESETS[name][preset === 'tiny' ? 'small' : 'published']
}

/** The space of the presets themselves, which DARTS searches. */
export function cellSpacePreset(preset: PresetName): CellSpace {
  const space = spacePreset(preset, 'darts')
  if (space.kind !== 'cell') throw new TypeError('DARTS searches cells')
  return space
}

/** What a space is called, whatever its size; null for a chain of other blocks than the named ones. */
export function spaceNameOf(space: SearchSpace): SpaceName | null {
  switch (space.kind) {
    case 'cell':
      return cellName(space)
    case 'enas-cell':
      return 'enas-micro'
    case 'enas-macro':
    case 'nas-bench-201':
      return space.kind
    case 'chain':
      return chainName(space)
  }
}

function cellName({ operations }: CellSpace): SpaceName {
  const ofDarts: readonly string[] = DARTS_OPERATIONS
  return operations.every((operation) => ofDarts.includes(operation)) ? 'darts' : 'nasnet'
}

function chainName({ choices, widths }: ChainSpace): SpaceName | null {
  const among = (name: SpaceName) => {
    const { published } = SPACE_PRESETS[name]
    return published.kind === 'chain' && choices.every((block) => published.choices.includes(block))
  }
  if (among('mobile')) return 'mobile'
  if (!among('spos')) return null
  return widths.length > 1 ? 'spos-widths' : 'spos'
}
