import { memo } from 'react'
import type { CellEdge } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { HeatCell } from './HeatCell'
import { heatPosition } from './heatScale'
import { edgeName } from './operationStyle'
import type { AlphaHeatmapText } from './text'

export interface HeatRowProps {
  readonly edge: CellEdge
  readonly operations: readonly OperationName[]
  /** One per operation. */
  readonly gates: readonly number[]
  readonly chosen: OperationName | null
  readonly extent: number
  readonly y: number
  readonly height: number
  /** Room for the row's name. */
  readonly labels: number
  readonly columnWidth: number
  /** Whether ringed cells print their gate. */
  readonly numbered: boolean
  readonly active: boolean
  /** Column the tab key leads to, or null. */
  readonly home: number | null
  readonly text: AlphaHeatmapText
}

/** Between the names of rows and their cells, in pixels. */
export const LABEL_GAP = 12

/** One edge. Drawn again only when a gate changes visibly. */
export const HeatRow = memo(function HeatRow(props: HeatRowProps) {
  const { edge, operations, gates, chosen, extent, y, height, labels, columnWidth, active, text } =
    props
  const name = edgeName(edge.from, edge.to)
  return (
    <g
      role="row"
      className="heat-row"
      data-active={active || undefined}
      data-derived={chosen !== null || undefined}
      transform={`translate(0 ${y})`}
    >
      <text role="rowheader" x={labels - LABEL_GAP} y={height / 2 + 4} textAnchor="end">
        {name}
      </text>
      {operations.map((operation, column) => {
        const gate = gates[column] ?? 0
        const ringed = operation === chosen
        const ratio = (gate * operations.length).toFixed(2)
        return (
          <HeatCell
            key={operation}
            at={`${edge.row} ${column}`}
            label={text.cell(name, text.operations[operation], gate.toFixed(3), ratio, ringed)}
            x={labels + column * columnWidth}
            width={columnWidth}
            height={height}
            position={heatPosition(gate, operations.length, extent)}
            value={ringed && props.numbered ? gate.toFixed(3) : null}
            ringed={ringed}
            home={props.home === column}
          />
        )
      })}
    </g>
  )
}, sameRow)

/** Gates closer than this look and read the same. */
const VISIBLE_CHANGE = 0.0005

function sameRow(before: HeatRowProps, after: HeatRowProps): boolean {
  return (
    before.edge.row === after.edge.row &&
    before.edge.to === after.edge.to &&
    before.chosen === after.chosen &&
    before.extent === after.extent &&
    before.y === after.y &&
    before.height === after.height &&
    before.columnWidth === after.columnWidth &&
    before.numbered === after.numbered &&
    before.active === after.active &&
    before.home === after.home &&
    before.text === after.text &&
    before.operations === after.operations &&
    after.gates.every(
      (gate, column) => Math.abs(gate - (before.gates[column] ?? 0)) < VISIBLE_CHANGE,
    )
  )
}
