import { CELL_INPUTS, reductionCells, type CellSpace, type CellType } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { decompose } from './blocks'
import { buildEvaluationNetwork } from './evaluation'
import type { Shape } from './network'

/** What an operation does on one edge, in every cell of a kind that has the edge. */
export interface EdgeWork {
  /** Multiply-accumulates for one image, over all cells of the kind. */
  readonly macs: number
  readonly parameters: number
  /** Rows of a latency table that time it, one for each cell; none for what costs nothing. */
  readonly keys: readonly string[]
}

/** Edges that read a cell's input may have a stride there; those between nodes never have. */
export type EdgeSource = 'input' | 'node'

export function edgeSource(from: number): EdgeSource {
  return from < CELL_INPUTS ? 'input' : 'node'
}

/**
 * The work of an operation on an edge of a kind of cell: all edges of one source do the same, so two
 * nodes tell what is done on any. As a part of an architecture by itself, as costs are counted.
 *
 * @param input height × width × channels of one image
 */
export function edgeWork(
  { cells, channels }: Pick<CellSpace, 'cells' | 'channels'>,
  { type, source }: { readonly type: CellType; readonly source: EdgeSource },
  operation: OperationName,
  { input, classes }: { readonly input: Shape; readonly classes: number },
): EdgeWork {
  if (operation === 'none') return { macs: 0, parameters: 0, keys: [] }
  const first = CELL_INPUTS
  const cell = {
    nodes: [[{ operation, input: 0 }], [{ operation, input: first }]],
    concat: [first, first + 1],
  }
  const genotype = { normal: cell, reduce: cell }
  const network = buildEvaluationNetwork(genotype, { cells, channels, input, classes })
  const reductions = reductionCells(cells)
  const places = Array.from({ length: cells }, (_, index) => index)
    .filter((index) => reductions.includes(index) === (type === 'reduce'))
    .map((index) => `cells.${index}/node.${source === 'input' ? 0 : 1}/`)
  const blocks = decompose(network).filter(
    ({ chosen, place }) => chosen && places.some((prefix) => place.startsWith(prefix)),
  )
  return {
    macs: blocks.reduce((sum, block) => sum + block.macs, 0),
    parameters: blocks.reduce((sum, block) => sum + block.parameters, 0),
    keys: blocks.map(({ key }) => key),
  }
}
