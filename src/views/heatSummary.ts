import { cellEdges, type CellGenotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { derivedOperation } from './cellModel'
import { edgeName, OPERATION_STYLE } from './operationStyle'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import type { AlphaHeatmapText } from './text'

export interface HeatContent {
  readonly nodes: number
  readonly operations: readonly OperationName[]
  /** Rows × operations, each row adding up to one. */
  readonly gates: Float32Array
  readonly derived?: CellGenotype | undefined
}

/** The drawing in one sentence. */
export function summariseHeat(title: string, content: HeatContent, text: AlphaHeatmapText): string {
  const { nodes, operations, gates } = content
  const edges = cellEdges(nodes)
  let best = 0
  gates.forEach((gate, index) => {
    if (gate > (gates[best] ?? 0)) best = index
  })
  const edge = edges[Math.floor(best / operations.length)]
  const operation = operations[best % operations.length]
  const strongest =
    edge && operation
      ? `${edgeName(edge.from, edge.to)} ${text.operations[operation]} ${(gates[best] ?? 0).toFixed(3)}`
      : '–'
  const uniform = (1 / operations.length).toFixed(3)
  return text.summary(title, edges.length, operations.length, uniform, strongest)
}

/** One row per edge, one column per operation, and the derived choice. */
export function heatTable(content: HeatContent, text: AlphaHeatmapText): TableTwin {
  const { nodes, operations, gates, derived } = content
  return {
    columns: [text.edge, ...operations, text.derived],
    rows: cellEdges(nodes).map(({ row, from, to }) => {
      const start = row * operations.length
      const chosen = derivedOperation(derived, from, to)
      return [edgeName(from, to), ...gates.slice(start, start + operations.length), chosen ?? '']
    }),
  }
}

/** "cₖ₋₁ → 2  sep 3×3  0.3120  2.50 × uniform" */
export function heatReadout(
  edge: { readonly from: number; readonly to: number },
  operation: OperationName,
  gate: number,
  columns: number,
  text: AlphaHeatmapText,
): string {
  const ratio = `${(gate * columns).toFixed(2)} × ${text.uniform}`
  return readoutText([
    edgeName(edge.from, edge.to),
    OPERATION_STYLE[operation].short,
    gate.toFixed(4),
    ratio,
  ])
}
