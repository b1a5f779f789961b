import { memo } from 'react'
import { heatColor } from './heatScale'

/** Height of a row in pixels, unless the caller has less room. */
export const HEAT_ROW = 21

export interface HeatCellProps {
  /** Row and column, found again by whoever handles the events. */
  readonly at: string
  readonly label: string
  readonly x: number
  readonly width: number
  readonly height: number
  /** On the diverging scale, −1 to 1. */
  readonly position: number
  /** Printed into the cell, or null. */
  readonly value: string | null
  readonly ringed: boolean
  /** Whether the tab key leads here. */
  readonly home: boolean
}

/** From here on the colour is too strong for ink on it. */
const STRONG = 0.55

/** One gate. Drawn again only when something in it changes: a grid has hundreds. */
export const HeatCell = memo(function HeatCell(props: HeatCellProps) {
  const { at, label, x, width, height, position, value, ringed, home } = props
  const box = { x: x + 1, y: 1, width: width - 2, height: height - 2 }
  return (
    <g
      role="gridcell"
      className="heat-cell"
      data-at={at}
      tabIndex={home ? 0 : -1}
      aria-label={label}
    >
      <rect className="heat-fill" {...box} rx={2} style={{ fill: heatColor(position) }} />
      {ringed && <rect className="heat-ring" {...box} rx={3} />}
      {value !== null && (
        <text
          className="heat-value"
          data-on-strong={position > STRONG || undefined}
          x={x + width / 2}
          y={height / 2 + 4}
          textAnchor="middle"
        >
          {value}
        </text>
      )}
    </g>
  )
})
