import type { GateTable } from '../network/network'
import type { Evaluation, Snapshot } from '../run/events'
import { cellEdges, type CellSpace } from '../space/cellSpace'
import type { OperationName } from '../space/operations'

/** A small space and a run in it, made up but plausible, the same every time. */
export const operations: readonly OperationName[] = ['none', 'avg_pool_3x3', 'sep_conv_3x3']

export const space: CellSpace = { kind: 'cell', nodes: 2, operations, cells: 3, channels: 4 }

const ROWS = cellEdges(space.nodes).length

export const gateTables: readonly GateTable[] = [
  { name: 'normal', rows: ROWS, columns: operations.length, offset: 0 },
  { name: 'reduce', rows: ROWS, columns: operations.length, offset: ROWS * operations.length },
]

const STEPS = 20

export const snapshots: readonly Snapshot[] = Array.from({ length: STEPS + 1 }, (_, step) => {
  const alphas = new Float32Array(2 * ROWS * operations.length).map(
    (_, index) => (step / STEPS) * Math.sin(1 + index * 2.3),
  )
  return {
    step,
    elapsedMs: step * 500,
    trainLoss: 2.3 - step / 20 + Math.sin(step) / 10,
    trainAccuracy: 0.1 + step / 40,
    validLoss: 2.4 - step / 25 + Math.cos(step) / 10,
    validAccuracy: 0.1 + step / 50,
    learningRate: 0.025,
    alphas,
    gates: softmaxRows(alphas, operations.length),
  }
})

export const evaluations: readonly Evaluation[] = [
  { step: 10, loss: 1.9, accuracy: 0.31, images: 200 },
  { step: 20, loss: 1.5, accuracy: 0.48, images: 200 },
]

/** Gates of one table in the last snapshot. */
export function lastGates({ rows, columns, offset }: GateTable): Float32Array {
  const gates = snapshots.at(-1)?.gates ?? new Float32Array()
  return gates.subarray(offset, offset + rows * columns)
}

function softmaxRows(values: Float32Array, columns: number): Float32Array {
  return values.map((value, index) => {
    const start = index - (index % columns)
    const row = values.subarray(start, start + columns)
    return Math.exp(value) / row.reduce((sum, other) => sum + Math.exp(other), 0)
  })
}
