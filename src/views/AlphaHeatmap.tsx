import { useRef, useState, type KeyboardEvent } from 'react'
import './theme/views.css'
import { cellEdges, type CellEdge, type CellGenotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { derivedOperation } from './cellModel'
import { HEAT_ROW } from './HeatCell'
import { HeatLegend } from './HeatLegend'
import { heatExtent } from './heatScale'
import { heatReadout, summariseHeat } from './heatSummary'
import { HeatRow, LABEL_GAP } from './HeatRow'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import type { AlphaHeatmapText } from './text'

export interface AlphaHeatmapProps {
  readonly title: string
  readonly nodes: number
  readonly operations: readonly OperationName[]
  /** One gate table, rows × operations. */
  readonly gates: Float32Array
  readonly derived?: CellGenotype | undefined
  /** Ratio to the uniform gate at the ends of the scale; by default just enough for `gates`. */
  readonly extent?: number | undefined
  readonly width: number
  /** Pixels per edge; text needs at least 16. */
  readonly rowHeight?: number | undefined
  readonly highlightRow?: number | null | undefined
  readonly onHoverRow?: ((row: number | null) => void) | undefined
  readonly onSelectRow?: ((row: number) => void) | undefined
  readonly text: AlphaHeatmapText
}

interface Position {
  readonly row: number
  readonly column: number
}

const HEADER = 30
const HEAD = 42
const LABELS = 74
const GROUP_GAP = 7
const LEGEND = 42
/** Narrower columns show their glyph without the name, and no numbers. */
const NAMED_COLUMN = 48
const NUMBERED_COLUMN = 38
/** Narrower drawings centre the legend under the labels too. */
const NARROW = 420

/** Edges × operations: how far each gate is from uniform. The derived choices are ringed. */
export function AlphaHeatmap(props: AlphaHeatmapProps) {
  const { title, nodes, operations, gates, derived, width, text } = props
  const { rowHeight = HEAT_ROW, highlightRow = null } = props
  const edges = cellEdges(nodes)
  const columns = operations.length
  const extent = props.extent ?? heatExtent(gates, columns)
  const [pointed, setPointed] = useState<Position | null>(null)
  const [home, setHome] = useState<Position>({ row: 0, column: 0 })
  const svg = useRef<SVGSVGElement>(null)

  const columnWidth = (width - LABELS) / columns
  const rowY = (edge: CellEdge) => HEAD + edge.row * rowHeight + (edge.to - 2) * GROUP_GAP
  const last = edges.at(-1)
  const bottom = last ? rowY(last) + rowHeight : HEAD
  const height = HEADER + bottom + LEGEND
  const gateAt = ({ row, column }: Position) => gates[row * columns + column] ?? 0

  const point = (position: Position | null) => {
    setPointed(position)
    props.onHoverRow?.(position?.row ?? null)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      props.onSelectRow?.(home.row)
      return
    }
    const next = moved(event.key, home, edges.length, columns)
    if (!next) return
    event.preventDefault()
    setHome(next)
    svg.current?.querySelector<SVGGElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
  }
  const focus = (position: Position | null) => {
    if (position) setHome(position)
    point(position)
  }

  const pointedEdge = pointed ? edges[pointed.row] : undefined
  const pointedOperation = pointed ? operations[pointed.column] : undefined
  return (
    <svg
      ref={svg}
      className="view heatmap"
      width={width}
      height={height}
      viewBox={`0 ${-HEADER} ${width} ${height}`}
      role="grid"
      aria-label={summariseHeat(title, props, text)}
      aria-rowcount={edges.length + 1}
      aria-colcount={columns + 1}
      tabIndex={-1}
      onKeyDown={press}
      onFocus={(event) => focus(positionOf(event))}
      onBlur={() => point(null)}
      onPointerOver={(event) => point(positionOf(event))}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        const position = positionOf(event)
        if (position) props.onSelectRow?.(position.row)
      }}
    >
      <text className="view-title" x={0} y={-13}>
        {title}
      </text>
      {pointed && pointedEdge && pointedOperation && (
        <text className="view-readout" data-live="true" x={width} y={-13} textAnchor="end">
          {heatReadout(pointedEdge, pointedOperation, gateAt(pointed), columns, text)}
        </text>
      )}
      <g role="row">
        <text
          role="columnheader"
          className="heat-corner"
          x={LABELS - LABEL_GAP}
          y={32}
          textAnchor="end"
        >
          {text.edge}
        </text>
        {operations.map((operation, column) => (
          <ColumnHead
            key={operation}
            operation={operation}
            name={text.operations[operation]}
            x={LABELS + (column + 0.5) * columnWidth}
            named={columnWidth >= NAMED_COLUMN}
            active={pointed?.column === column}
          />
        ))}
      </g>
      {edges.map((edge) => (
        <HeatRow
          key={edge.row}
          edge={edge}
          operations={operations}
          gates={[...gates.subarray(edge.row * columns, (edge.row + 1) * columns)]}
          chosen={derivedOperation(derived, edge.from, edge.to)}
          extent={extent}
          y={rowY(edge)}
          height={rowHeight}
          labels={LABELS}
          columnWidth={columnWidth}
          numbered={columnWidth >= NUMBERED_COLUMN}
          active={edge.row === highlightRow || edge.row === pointed?.row}
          home={home.row === edge.row ? home.column : null}
          text={text}
        />
      ))}
      <HeatLegend
        x={width >= NARROW ? LABELS + (width - LABELS) / 2 : width / 2}
        y={bottom + 14}
        room={width >= NARROW ? width - LABELS : width}
        extent={extent}
        columns={columns}
        text={text}
      />
    </svg>
  )
}

function ColumnHead(props: {
  readonly operation: OperationName
  readonly name: string
  readonly x: number
  readonly named: boolean
  readonly active: boolean
}) {
  const { operation, name, x, named, active } = props
  return (
    <g
      role="columnheader"
      aria-label={name}
      className="heat-head"
      data-active={active || undefined}
    >
      <title>{name}</title>
      <OperationGlyph operation={operation} x={x - 8} y={named ? 0 : 14} />
      {named && (
        <text x={x} y={32} textAnchor="middle">
          {OPERATION_STYLE[operation].short}
        </text>
      )}
    </g>
  )
}

/** The cell an event happened in. */
function positionOf(event: { readonly target: EventTarget }): Position | null {
  const cell = event.target instanceof Element ? event.target.closest('[data-at]') : null
  const [row, column] = (cell?.getAttribute('data-at') ?? '').split(' ').map(Number)
  return row === undefined || column === undefined ? null : { row, column }
}

/** Where an arrow key, Home or End leads; null for other keys. */
function moved(key: string, from: Position, rows: number, columns: number): Position | null {
  const clamp = (value: number, limit: number) => Math.max(0, Math.min(limit - 1, value))
  switch (key) {
    case 'ArrowUp':
      return { ...from, row: clamp(from.row - 1, rows) }
    case 'ArrowDown':
      return { ...from, row: clamp(from.row + 1, rows) }
    case 'ArrowLeft':
      return { ...from, column: clamp(from.column - 1, columns) }
    case 'ArrowRight':
      return { ...from, column: clamp(from.column + 1, columns) }
    case 'Home':
      return { ...from, column: 0 }
    case 'End':
      return { ...from, column: columns - 1 }
    default:
      return null
  }
}
