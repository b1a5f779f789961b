import type { CellSpace, CellType } from './cellSpace'
import { CELL_TYPES, nodeStates } from './cellSpace'
import { chosenCandidates, inputChoices } from './edgeRules'

/**
 * The exact number of architectures in a cell space: every node keeps two of the states it may read
 * (the only one, where rules leave one), each read through one operation other than `none`; normal
 * and reduction cell are free of each other. (Liu, Simonyan & Yang 2019, section 3.1, counts the same
 * way; graph symmetries are not divided out.)
 */
export function countArchitectures(space: CellSpace): bigint {
  return CELL_TYPES.reduce((count, type) => count * countCells(space, type), 1n)
}

function countCells(space: CellSpace, type: CellType): bigint {
  return nodeStates(space.nodes).reduce((cells, node) => {
    const operations = Array.from({ length: node }, (_, from) =>
      BigInt(chosenCandidates(space, type, from, node).length),
    )
    const ways = inputChoices(space, type, node).map((inputs) =>
      inputs.reduce((product, input) => product * (operations[input] ?? 0n), 1n),
    )
    return cells * ways.reduce((sum, way) => sum + way, 0n)
  }, 1n)
}
