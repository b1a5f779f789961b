import type { GateTable } from './network'

/** Gates from alphas: softmax over the columns of every row, both flat in the tables' order. */
export function softmaxRows(alphas: Float32Array, tables: readonly GateTable[]): Float32Array {
  const gates = new Float32Array(alphas.length)
  for (const { offset, rows, columns } of tables) {
    for (let start = offset; start < offset + rows * columns; start += columns) {
      const logits = alphas.subarray(start, start + columns)
      const peak = Math.max(...logits)
      const exponentials = Array.from(logits, (logit) => Math.exp(logit - peak))
      const total = exponentials.reduce((sum, value) => sum + value, 0)
      gates.set(
        exponentials.map((value) => value / total),
        start,
      )
    }
  }
  return gates
}
