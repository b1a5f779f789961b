import { useRef, useState, type KeyboardEvent } from 'react'
import './theme/views.css'
import { cellEdges, type CellEdge, type CellGenotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { derivedOperation } from './cellModel'
import { HeatLegend } from './HeatLegend'
import { heatColor, heatExtent, heatPosition } from './heatScale'
import { heatReadout, summariseHeat } from './heatSummary'
import { OperationGlyph } from './OperationGlyph'
import { edgeName, OPERATION_STYLE } from './operationStyle'
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
const ROW = 21
const GROUP_GAP = 7
const LEGEND = 42
/** Narrower columns show their glyph without the name, and no numbers. */
const NAMED_COLUMN = 48
const NUMBERED_COLUMN = 38
/** Narrower drawings centre the legend under the labels too. */
const NARROW = 420

/** Edges × operations: how far each gate is from uniform. The derived choices are ringed. */
export function AlphaHeatmap(props: AlphaHeatmapProps) {
  const { title, nodes, operations, gates, derived, width, highlightRow = null, text } = props
  const edges = cellEdges(nodes)
  const columns = operations.length
  const extent = props.extent ?? heatExtent(gates, columns)
  const [pointed, setPointed] = useState<Position | null>(null)
  const [home, setHome] = useState<Position>({ row: 0, column: 0 })
  const svg = useRef<SVGSVGElement>(null)

  const columnWidth = (width - LABELS) / columns
  const rowY = (edge: CellEdge) => HEAD + edge.row * ROW + (edge.to - 2) * GROUP_GAP
  const last = edges.at(-1)
  const bottom = last ? rowY(last) + ROW : HEAD
  const height = HEADER + bottom + LEGEND
  const gateAt = ({ row, column }: Position) => gates[row * columns + column] ?? 0

  const point = (position: Position | null) => {
    setPointed(position)
    props.onHoverRow?.(position?.row ?? null)
  }
  const move = (event: KeyboardEvent) => {
    const next = moved(event.key, home, edges.length, columns)
    if (!next) return
    event.preventDefault()
    setHome(next)
    svg.current?.querySelector<SVGGElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
  }
  const select = (event: KeyboardEvent, row: number) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    props.onSelectRow?.(row)
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
      onKeyDown={move}
      onPointerLeave={() => point(null)}
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
        <g role="columnheader" aria-label={text.edge} />
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
      {edges.map((edge) => {
        const chosen = derivedOperation(derived, edge.from, edge.to)
        const y = rowY(edge)
        return (
          <g
            key={edge.row}
            role="row"
            className="heat-row"
            data-active={edge.row === highlightRow || edge.row === pointed?.row || undefined}
            data-derived={chosen !== null || undefined}
            transform={`translate(0 ${y})`}
          >
            <text role="rowheader" x={LABELS - 12} y={ROW / 2 + 4} textAnchor="end">
              {edgeName(edge.from, edge.to)}
            </text>
            {operations.map((operation, column) => {
              const gate = gateAt({ row: edge.row, column })
              const position = heatPosition(gate, columns, extent)
              const ringed = operation === chosen
              return (
                <g
                  key={operation}
                  role="gridcell"
                  className="heat-cell"
                  data-at={`${edge.row} ${column}`}
                  tabIndex={home.row === edge.row && home.column === column ? 0 : -1}
                  aria-label={text.cell(
                    edgeName(edge.from, edge.to),
                    text.operations[operation],
                    gate.toFixed(4),
                    (gate * columns).toFixed(2),
                    ringed,
                  )}
                  onPointerEnter={() => point({ row: edge.row, column })}
                  onClick={() => props.onSelectRow?.(edge.row)}
                  onKeyDown={(event) => select(event, edge.row)}
                  onFocus={() => {
                    setHome({ row: edge.row, column })
                    point({ row: edge.row, column })
                  }}
                  onBlur={() => point(null)}
                >
                  <HeatCell
                    x={LABELS + column * columnWidth}
                    width={columnWidth}
                    position={position}
                    value={ringed && columnWidth >= NUMBERED_COLUMN ? gate.toFixed(3) : null}
                    ringed={ringed}
                  />
                </g>
              )
            })}
          </g>
        )
      })}
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

function HeatCell(props: {
  readonly x: number
  readonly width: number
  readonly position: number
  readonly value: string | null
  readonly ringed: boolean
}) {
  const { x, width, position, value, ringed } = props
  return (
    <>
      <rect
        className="heat-fill"
        x={x + 1}
        y={1}
        width={width - 2}
        height={ROW - 2}
        rx={2}
        style={{ fill: heatColor(position) }}
      />
      {ringed && (
        <rect className="heat-ring" x={x + 1} y={1} width={width - 2} height={ROW - 2} rx={3} />
      )}
      {value !== null && (
        <text
          className="heat-value"
          data-on-strong={position > 0.55 || undefined}
          x={x + width / 2}
          y={ROW / 2 + 4}
          textAnchor="middle"
        >
          {value}
        </text>
      )}
    </>
  )
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
