/** Which layers run when single branches of the sums do. */
import type { GateId, GatePath, LayerId, Network } from './network'

/**
 * For every layer, whether the logits depend on it under the path. The input is live in any case, even
 * where all that reads it ends in zeros.
 */
export function liveLayers({ layers, input, logits }: Network, path: GatePath): boolean[] {
  const live = layers.map((_, id) => id === input || id === logits)
  for (let id = layers.length - 1; id >= 0; id--) {
    const layer = layers[id]!
    if (!live[id]) continue
    layer.inputs.forEach((read, index) => {
      const gate = layer.kind === 'sum' ? (layer.gates[index] ?? null) : null
      if (gate === null || path[gate]) live[read] = true
    })
  }
  return live
}

/**
 * For every layer, the gate that all its readers lie behind, or null where there is no single one:
 * a layer with a guard runs only if that branch does.
 */
export function guardsOf({ layers, logits }: Network): (GateId | null)[] {
  const guards = layers.map((): GateId | null | undefined => undefined)
  guards[logits] = null
  const read = (id: LayerId, behind: GateId | null) => {
    const known = guards[id]
    guards[id] = known === undefined || known === behind ? behind : null
  }
  for (let id = layers.length - 1; id >= 0; id--) {
    const layer = layers[id]!
    layer.inputs.forEach((input, index) => {
      const gate = layer.kind === 'sum' ? (layer.gates[index] ?? null) : null
      read(input, gate ?? guards[id] ?? null)
    })
  }
  return guards.map((guard) => guard ?? null)
}

/** Whether no path opens both: the gates are different columns of one row. */
export function gatesExclude({ gateTables }: Network): (a: GateId, b: GateId) => boolean {
  const rowOf = (gate: GateId): string => {
    const at = gateTables.findIndex(
      ({ offset, rows, columns }) => gate >= offset && gate < offset + rows * columns,
    )
    const table = gateTables[at]
    if (!table) throw new Error(`Gate ${gate} is in no table`)
    return `${at}:${Math.floor((gate - table.offset) / table.columns)}`
  }
  return (a, b) => a !== b && rowOf(a) === rowOf(b)
}

/** @throws Error when the path has the wrong length or opens two branches of one row */
export function checkPath({ gateTables }: Network, path: GatePath): void {
  const gates = gateTables.reduce((sum, { rows, columns }) => sum + rows * columns, 0)
  if (path.length !== gates) throw new Error(`A path has ${gates} gates, not ${path.length}`)
  for (const { name, offset, rows, columns } of gateTables) {
    for (let row = 0; row < rows; row++) {
      const start = offset + row * columns
      const open = path.subarray(start, start + columns).reduce((sum, gate) => sum + gate, 0)
      if (open > 1) throw new Error(`The path opens ${open} branches in row ${row} of ${name}`)
    }
  }
}
