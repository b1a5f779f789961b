import type { CellSpace } from '../../space/cellSpace'
import { reductionCells } from '../../space/cellSpace'

/** Cells in a row that share width and resolution; a reduction cell begins the next stage. */
export interface MacroStage {
  /** Channels of each node of a cell. */
  readonly channels: number
  /** Side of the square feature maps, in pixels. */
  readonly side: number
  readonly cells: readonly { readonly index: number; readonly reduces: boolean }[]
}

/** The network from stem to classifier, stage by stage. `side` is that of the input image. */
export function macroStages(space: CellSpace, side: number): MacroStage[] {
  const reductions = new Set(reductionCells(space.cells))
  const stages: { channels: number; side: number; cells: { index: number; reduces: boolean }[] }[] =
    []
  let stage = { channels: space.channels, side, cells: [] as { index: number; reduces: boolean }[] }
  for (let index = 0; index < space.cells; index++) {
    const reduces = reductions.has(index)
    if (reduces) {
      if (stage.cells.length > 0) stages.push(stage)
      stage = { channels: stage.channels * 2, side: Math.ceil(stage.side / 2), cells: [] }
    }
    stage.cells.push({ index, reduces })
  }
  return [...stages, stage]
}
