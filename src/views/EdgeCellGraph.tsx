import { useMemo } from 'react'
import './theme/architectures.css'
import type { AnyOperation } from '../space/anyOperation'
import type { ArchitectureText } from './architectureText'
import { layoutEdgeCell, NODE_RADIUS } from './edgeCellLayout'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import type { TableTwin } from './table'
import { smallTextWidth } from './textWidth'

/** An edge with the operation on it. */
export interface DecidedEdge {
  readonly from: number
  readonly to: number
  readonly operation: AnyOperation
}

export interface EdgeCellGraphProps {
  readonly title: string
  readonly nodes: number
  readonly edges: readonly DecidedEdge[]
  /** Pixels. */
  readonly width: number
  readonly text: ArchitectureText
}

const HEADER = 24
const GLYPH = 16
const ROOM = 18
/** Height of an arc over one node, in widths of the drawing. */
const STEEPNESS = 0.135
/** From this width on neighbouring nodes leave room for a name between them. */
const ROOMY = 480

/** A cell of operations on edges, as NAS-Bench-201 has it: four nodes, six edges, all decided. */
export function EdgeCellGraph({ title, nodes, edges, width, text }: EdgeCellGraphProps) {
  const layout = useMemo(
    () => layoutEdgeCell(nodes, edges, width, { rise: width * STEEPNESS, room: ROOM }),
    [nodes, edges, width],
  )
  const height = layout.bottom - layout.top + HEADER
  return (
    <svg
      className="view edge-cell"
      width={width}
      height={height}
      viewBox={`0 ${layout.top - HEADER} ${width} ${height}`}
      role="img"
      aria-label={text.summary(
        title,
        edges.map(({ from, to, operation }) => `${from} → ${to} ${text.operations[operation]}`),
      )}
    >
      <text className="view-title" x={0} y={layout.top - HEADER + 12}>
        {title}
      </text>
      {layout.edges.map(({ from, to, path }, index) => {
        const operation = edges[index]?.operation ?? 'none'
        return (
          <path
            key={`${from}-${to}`}
            d={path}
            className="edge-cell-edge"
            data-cut={operation === 'none' || undefined}
            style={{ stroke: OPERATION_STYLE[operation].color }}
          />
        )
      })}
      {layout.edges.map(({ from, to, middle }, index) => (
        <EdgeTag
          key={`${from}-${to}`}
          operation={edges[index]?.operation ?? 'none'}
          {...middle}
          named={to - from > 1 || width >= ROOMY}
        />
      ))}
      {layout.nodes.map(({ x }, node) => (
        <g key={node} className="edge-cell-node" data-end={node % (nodes - 1) === 0 || undefined}>
          <circle cx={x} cy={0} r={NODE_RADIUS} />
          <text x={x} y={4}>
            {node === 0 ? text.input : node === nodes - 1 ? text.output : node}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Glyph and, where there is room, short name. */
function EdgeTag({
  operation,
  x,
  y,
  named,
}: {
  readonly operation: AnyOperation
  readonly x: number
  readonly y: number
  readonly named: boolean
}) {
  const { short } = OPERATION_STYLE[operation]
  const width = GLYPH + 10 + (named ? smallTextWidth(short) + 5 : 0)
  const left = x - width / 2
  return (
    <g className="edge-cell-tag">
      <title>{short}</title>
      <rect x={left} y={y - GLYPH / 2 - 3} width={width} height={GLYPH + 6} rx={11} />
      <OperationGlyph operation={operation} size={GLYPH} x={left + 5} y={y - GLYPH / 2} />
      {named && (
        <text x={left + GLYPH + 10} y={y + 4}>
          {short}
        </text>
      )}
    </g>
  )
}

/** One row per edge. */
export function edgeCellTable(
  edges: readonly DecidedEdge[],
  { columns }: ArchitectureText,
): TableTwin {
  return {
    columns: [columns.edge, columns.operation],
    rows: edges.map(({ from, to, operation }) => [`${from} → ${to}`, operation]),
  }
}
