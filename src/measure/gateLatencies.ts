import { sumOverGates } from '../network/gateBlocks'
import type { Network, Shape } from '../network/network'
import type { LatencyModel } from '../run/latency'
import type { CellSpace } from '../space/cellSpace'
import { countDispatches } from './dispatches'
import { measuredRows } from './tableRows'

/**
 * What each branch of a DARTS supernet would add to an architecture's latency, by gate, in ms: the
 * table's rows of its operation, times the fitted slope, summed over the cells that share the gate.
 *
 * @param supernet the space's own, whose gate tables say where each branch is in the result
 * @throws Error when the table holds no measurement of some operation
 */
export function gateLatencies(
  space: CellSpace,
  supernet: Network,
  model: LatencyModel,
  input: Shape,
  classes: number,
): Float32Array {
  const rows = measuredRows(model.table)
  const { slope, perDispatchMs } = model.fit
  return sumOverGates(space, supernet, input, classes, ({ key, operation, network }) => {
    const latency = rows.get(key)
    if (!latency) throw new Error(`The latency of ${operation} has not been measured`)
    return slope * latency.medianMs + perDispatchMs * countDispatches(network)
  })
}
