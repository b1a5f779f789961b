import {
  CELL_INPUTS,
  cellEdges,
  reductionCells,
  type CellGenotype,
  type CellSpace,
  type CellType,
} from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { decompose, type NetworkBlock } from './blocks'
import { buildEvaluationNetwork } from './evaluation'
import { gateCount, type Network, type Shape } from './network'

/**
 * Adds up what each branch of a DARTS supernet would bring to an architecture by itself, over the cells
 * that share its gate. `none`, a skip connection that is a plain view, and a branch that is not there
 * bring nothing.
 *
 * @param supernet the space's own, whose gate tables say where each branch is in the result
 * @param valueOf what a block brings
 * @returns one entry per gate
 */
export function sumOverGates(
  space: CellSpace,
  supernet: Network,
  input: Shape,
  classes: number,
  valueOf: (block: NetworkBlock) => number,
): Float32Array {
  const sums = new Float32Array(gateCount(supernet))
  space.operations.forEach((operation, column) => {
    if (operation === 'none') return
    const blocks = blocksOf(space, operation, input, classes)
    for (const { type, cell, row, from } of placesOf(space)) {
      const table = supernet.gateTables.find(({ name }) => name === type)
      if (!table) throw new Error(`The network has no gates of ${type} cells`)
      const stride = type === 'reduce' && from < CELL_INPUTS ? 2 : 1
      const block = blocks.find((other) => isWithin(other, cell) && other.stride === stride)
      if (!block) continue
      const branch = row * table.columns + column
      if (table.allowed?.[branch] === false) continue
      const gate = table.offset + branch
      sums[gate] = (sums[gate] ?? 0) + valueOf(block)
    }
  })
  return sums
}

/** Every edge of every cell. Edges that read a state with one stride all do the same work. */
function placesOf({ cells, nodes }: CellSpace) {
  const reductions = reductionCells(cells)
  return Array.from({ length: cells }, (_, cell) => cell).flatMap((cell) =>
    cellEdges(nodes).map((edge) => {
      const type: CellType = reductions.includes(cell) ? 'reduce' : 'normal'
      return { ...edge, cell, type }
    }),
  )
}

/** The blocks of one operation in a network that has it on all edges of all cells. */
function blocksOf(
  { cells, channels, nodes }: CellSpace,
  operation: OperationName,
  input: Shape,
  classes: number,
): readonly NetworkBlock[] {
  const states = Array.from({ length: nodes }, (_, node) => CELL_INPUTS + node)
  const cell: CellGenotype = {
    nodes: states.map((node) =>
      Array.from({ length: node }, (_, state) => ({ operation, input: state })),
    ),
    concat: states,
  }
  const genotype = { normal: cell, reduce: cell }
  const network = buildEvaluationNetwork(genotype, { cells, channels, input, classes })
  return decompose(network).filter((block) => block.chosen && block.operation === operation)
}

const isWithin = ({ place }: NetworkBlock, cell: number) => place.startsWith(`cells.${cell}/`)
