import { memo } from 'react'
import { HeatCell } from './HeatCell'
import type { HeatColumnHead } from './heatGrid'
import { heatPosition } from './heatScale'
import type { AlphaHeatmapText } from './text'

export interface HeatRowProps {
  readonly row: number
  readonly name: string
  readonly columns: readonly HeatColumnHead[]
  /** Left edge of each column, in pixels. */
  readonly places: readonly number[]
  /** One per column. */
  readonly gates: readonly number[]
  /** What is expected of each; 0 where there is no such branch. */
  readonly expected: readonly number[]
  /** Columns that are ringed, joined by spaces. */
  readonly ringed: string
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

/** One row of gates. Drawn again only when one of them changes visibly. */
export const HeatRow = memo(function HeatRow(props: HeatRowProps) {
  const { row, name, columns, places, gates, expected, extent, y, height, labels, active, text } =
    props
  const rings = props.ringed === '' ? [] : props.ringed.split(' ').map(Number)
  return (
    <g
      role="row"
      className="heat-row"
      data-active={active || undefined}
      data-derived={rings.length > 0 || undefined}
      transform={`translate(0 ${y})`}
    >
      <text role="rowheader" x={labels - LABEL_GAP} y={height / 2 + 4} textAnchor="end">
        {name}
      </text>
      {columns.map((head, column) => {
        const usual = expected[column] ?? 0
        if (usual === 0) return null
        const gate = gates[column] ?? 0
        const ringed = rings.includes(column)
        const spoken = `${head.group} ${head.name}`.trim()
        return (
          <HeatCell
            key={`${head.group} ${head.term}`}
            at={`${row} ${column}`}
            label={text.cell(name, spoken, text.value(gate), (gate / usual).toFixed(2), ringed)}
            x={places[column] ?? 0}
            width={props.columnWidth}
            height={height}
            position={heatPosition(gate, usual, extent)}
            value={ringed && props.numbered ? text.value(gate) : null}
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
    before.row === after.row &&
    before.name === after.name &&
    before.ringed === after.ringed &&
    before.extent === after.extent &&
    before.y === after.y &&
    before.height === after.height &&
    before.columnWidth === after.columnWidth &&
    before.numbered === after.numbered &&
    before.active === after.active &&
    before.home === after.home &&
    before.text === after.text &&
    before.columns === after.columns &&
    after.places.every((place, column) => place === before.places[column]) &&
    after.expected.every((usual, column) => usual === before.expected[column]) &&
    after.gates.every(
      (gate, column) => Math.abs(gate - (before.gates[column] ?? 0)) < VISIBLE_CHANGE,
    )
  )
}
