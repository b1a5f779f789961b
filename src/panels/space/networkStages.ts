import { reductionCells } from '../../space/cellSpace'
import type { ChainSpace } from '../../space/chainSpace'
import { halvings, type EnasMacroSpace } from '../../space/enasMacroSpace'
import type { NasBench201Space } from '../../space/nasBench201Space'
import type { SearchSpace, SpaceOf } from '../../space/searchSpace'

/** What a bar of the network stands for. */
export type PartKind = 'cell' | 'reduction' | 'residual' | 'layer' | 'block'

/** Parts in a row that share width and resolution. */
export interface NetworkStage {
  readonly channels: number
  /** Side of the square feature maps, in pixels. */
  readonly side: number
  readonly parts: readonly { readonly index: number; readonly kind: PartKind }[]
}

/** The network from stem to classifier, stage by stage. `side` is that of the input image. */
export function networkStages(space: SearchSpace, side: number): NetworkStage[] {
  switch (space.kind) {
    case 'cell':
    case 'enas-cell':
      return numbered(cellStages(space, side))
    case 'enas-macro':
      return numbered(layerStages(space, side))
    case 'nas-bench-201':
      return numbered(residualStages(space, side))
    case 'chain':
      return numbered(chainStages(space, side))
  }
}

interface Stage {
  readonly channels: number
  readonly side: number
  readonly kinds: readonly PartKind[]
}

function numbered(stages: readonly Stage[]): NetworkStage[] {
  let index = 0
  return stages
    .filter(({ kinds }) => kinds.length > 0)
    .map(({ channels, side, kinds }) => ({
      channels,
      side,
      parts: kinds.map((kind) => ({ index: index++, kind })),
    }))
}

function cellStages(space: SpaceOf<'cell' | 'enas-cell'>, side: number): Stage[] {
  const reductions = reductionCells(space.cells)
  return splitAt(reductions, space.cells).map((cells) => {
    const [first = 0] = cells
    const before = reductions.filter((at) => at <= first).length
    return {
      channels: space.channels * 2 ** before,
      side: halved(side, before),
      kinds: cells.map((cell) => (reductions.includes(cell) ? 'reduction' : 'cell')),
    }
  })
}

function layerStages(space: EnasMacroSpace, side: number): Stage[] {
  return splitAt(halvings(space), space.layers).map((layers, stage) => ({
    channels: space.channels,
    side: halved(side, stage),
    kinds: layers.map(() => 'layer'),
  }))
}

const RESIDUAL_STAGES = 3

/** Stages of cells; a residual block at the head of each but the first halves and doubles. */
function residualStages({ cells, channels }: NasBench201Space, side: number): Stage[] {
  return Array.from({ length: RESIDUAL_STAGES }, (_, stage) => ({
    channels: channels * 2 ** stage,
    side: halved(side, stage),
    kinds: [
      ...(stage > 0 ? (['residual'] as const) : []),
      ...Array.from({ length: cells }, () => 'cell' as const),
    ],
  }))
}

function chainStages({ stem, stages }: ChainSpace, side: number): Stage[] {
  let pixels = halved(side, stem.stride - 1)
  return stages.map(({ blocks, channels, stride }) => {
    pixels = halved(pixels, stride - 1)
    return { channels, side: pixels, kinds: Array.from({ length: blocks }, () => 'block' as const) }
  })
}

/** 0 … count − 1 in runs that begin at `starts`. */
function splitAt(starts: readonly number[], count: number): number[][] {
  const bounds = [...new Set([0, ...starts]), count]
  return bounds
    .slice(1)
    .map((end, index) =>
      Array.from({ length: end - (bounds[index] ?? 0) }, (_, at) => (bounds[index] ?? 0) + at),
    )
}

function halved(side: number, times: number): number {
  return times <= 0 ? side : halved(Math.ceil(side / 2), times - 1)
}
