import { softmaxRows } from '../network/gates'
import { buildSupernet } from '../network/supernet'
import { normal, randomKey, splitKey } from '../random/random'
import type { CellSpace } from '../space/cellSpace'

/** Gates of random alphas of a cell space, a row for each of `count` steps. */
export function drawGates(space: CellSpace, count: number): Float32Array[] {
  const { gateTables } = buildSupernet(space, { height: 28, width: 28, channels: 1 }, 10)
  const gates = gateTables.reduce((sum, { rows, columns }) => sum + rows * columns, 0)
  return Array.from({ length: count }, (_, step) => {
    const key = splitKey(randomKey(1), step)
    const alphas = Float32Array.from({ length: gates }, (__, index) => normal(key, index))
    return softmaxRows(alphas, gateTables)
  })
}
