import type { GateTable } from './network'

/**
 * Gates from alphas: softmax over the branches that every row has, both flat in the tables' order.
 * Gates of branches that are not there are 0.
 */
export function softmaxRows(alphas: Float32Array, tables: readonly GateTable[]): Float32Array {
  const gates = new Float32Array(alphas.length)
  for (const { offset, rows, columns, allowed } of tables) {
    for (let start = 0; start < rows * columns; start += columns) {
      const open = Array.from({ length: columns }, (_, column) => start + column).filter(
        (branch) => allowed?.[branch] ?? true,
      )
      const logits = open.map((branch) => alphas[offset + branch] as number)
      const peak = Math.max(...logits)
      const exponentials = logits.map((logit) => Math.exp(logit - peak))
      const total = exponentials.reduce((sum, value) => sum + value, 0)
      open.forEach((branch, i) => {
        gates[offset + branch] = (exponentials[i] as number) / total
      })
    }
  }
  return gates
}
