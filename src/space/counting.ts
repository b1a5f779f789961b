import type { CellSpace } from './cellSpace'
import { CELL_INPUTS, CELL_TYPES, EDGES_PER_NODE } from './cellSpace'

/**
 * The exact number of architectures in a cell space: every node keeps two of the states before it,
 * each read through one operation other than `none`; normal and reduction cell are free of each
 * other. (Liu, Simonyan & Yang 2019, section 3.1, counts the same way; graph symmetries are not
 * divided out.)
 */
export function countArchitectures(space: CellSpace): bigint {
  const operations = BigInt(space.operations.filter((operation) => operation !== 'none').length)
  let cells = 1n
  for (let node = 0; node < space.nodes; node++) {
    const states = BigInt(CELL_INPUTS + node)
    const pairs = (states * (states - 1n)) / 2n
    cells *= pairs * operations ** BigInt(EDGES_PER_NODE)
  }
  return cells ** BigInt(CELL_TYPES.length)
}
