import type { GateTable } from '../../network/network'

/**
 * From the gradient of the gates to that of the alphas, through the softmax of every row:
 * dαᵢ = gᵢ (dgᵢ − Σⱼ gⱼ dgⱼ). All flat, in the tables' order.
 */
export function softmaxRowsGradient(
  gates: Float32Array,
  gateGradient: Float32Array,
  tables: readonly GateTable[],
): Float32Array {
  const gradient = new Float32Array(gates.length)
  for (const { offset, rows, columns } of tables) {
    for (let start = offset; start < offset + rows * columns; start += columns) {
      const row = gates.subarray(start, start + columns)
      const incoming = gateGradient.subarray(start, start + columns)
      const mean = row.reduce((sum, gate, i) => sum + gate * (incoming[i] as number), 0)
      row.forEach((gate, i) => {
        gradient[start + i] = gate * ((incoming[i] as number) - mean)
      })
    }
  }
  return gradient
}
