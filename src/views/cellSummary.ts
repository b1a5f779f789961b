import { drawnEdges, type CellContent, type DrawnEdge } from './cellModel'
import type { OperationName } from '../space/operations'
import { edgeName, OPERATION_STYLE } from './operationStyle'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import type { CellGraphText } from './text'

/** The drawing in one sentence, for those who do not see it. */
export function summariseCell(
  title: string,
  nodes: number,
  edges: readonly DrawnEdge[],
  text: CellGraphText,
): string {
  const derived = edges.flatMap(({ from, to, derived }) =>
    derived ? [`${edgeName(from, to)} ${text.operations[derived]}`] : [],
  )
  return text.summary(title, nodes, derived)
}

/** What an edge and its strands are called. */
export function strandNames({ from, to, derived, rule }: DrawnEdge, text: CellGraphText) {
  const edge = edgeName(from, to)
  const parts = [
    edge,
    ...(derived ? [`${text.derived} ${text.operations[derived]}`] : []),
    ...(rule === 'forced' ? [text.forced] : []),
  ]
  return {
    edge: parts.join(', '),
    strand: (operation: OperationName) => `${text.operations[operation]}, ${edge}`,
  }
}

/** The `count` widest strands: "cₖ₋₁ → 2  sep 3×3 0.312 · skip 0.201 · max 3×3 0.120". */
export function cellReadout(
  edges: readonly DrawnEdge[],
  count: number,
  text: CellGraphText,
): string {
  const [first] = edges
  if (!first) return ''
  const parts = edges.flatMap((edge) =>
    edge.strands.length === 1
      ? edge.strands.map(({ operation }) => text.operations[operation])
      : [...edge.strands]
          .sort((a, b) => b.share - a.share)
          .slice(0, count)
          .map(({ operation, share }) => `${OPERATION_STYLE[operation].short} ${share.toFixed(3)}`),
  )
  return readoutText([edgeName(first.from, first.to), parts.join(' · ')])
}

/** One row per strand. */
export function cellTable(content: CellContent, text: CellGraphText): TableTwin {
  const { edge, operation, gate, derived } = text.columns
  return {
    columns: [edge, operation, gate, derived],
    rows: drawnEdges(content).flatMap((drawn) =>
      drawn.strands.map(({ operation, share }) => [
        edgeName(drawn.from, drawn.to),
        operation,
        content.gates ? share : 1,
        drawn.derived === operation ? text.derived : '',
      ]),
    ),
  }
}
