import { scaleLinear } from 'd3-scale'
import './theme/views.css'
import './latency.css'
import { latencyFigure, latencyRange } from './latencyFigure'
import type { LatencyText } from './latencyText'
import type { TableTwin } from './table'
import { fittedText, smallTextWidth } from './textWidth'

/** The latency of one architecture on one device. */
export interface DeviceLatency {
  readonly device: string
  readonly here: boolean
  readonly ms: number
  readonly lowMs: number
  readonly highMs: number
}

export interface LatencyDotsProps {
  readonly title: string
  readonly rows: readonly DeviceLatency[]
  readonly width: number
  readonly text: LatencyText
}

const ROW = 40
const FOOT = 20
const EDGE = 6
/** Between a device's name and its figures. */
const GAP = 16

/** One architecture on several devices: a point each with its quartiles, on one scale from nothing. */
export function LatencyDots({ title, rows, width, text }: LatencyDotsProps) {
  const most = Math.max(Number.MIN_VALUE, ...rows.map(({ highMs }) => highMs))
  const x = scaleLinear([0, most], [EDGE, width - EDGE])
  const height = rows.length * ROW + FOOT
  const ticks = x.ticks(4)
  return (
    <svg
      className="view chart latency-dots"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.dotsSummary(
        title,
        rows.map((row) => `${row.device} ${figures(row)}`).join('; '),
      )}
    >
      <g className="chart-axis" aria-hidden="true">
        {ticks.map((tick, index) => (
          <g key={tick} transform={`translate(${x(tick)} 0)`}>
            <line y1={0} y2={height - FOOT} />
            <text y={height - 5} textAnchor={index === 0 ? 'start' : 'middle'}>
              {index === ticks.length - 1 ? `${tick} ms` : tick}
            </text>
          </g>
        ))}
      </g>
      {rows.map((row, index) => (
        <g
          key={`${row.device} ${row.here}`}
          className="latency-dot"
          data-here={row.here || undefined}
          transform={`translate(0 ${index * ROW})`}
        >
          <text y={14}>
            {fittedText(row.device, width - smallTextWidth(figures(row)) - GAP)}
            <title>{row.device}</title>
          </text>
          <text x={width} y={14} textAnchor="end">
            {figures(row)}
          </text>
          <line x1={x(row.lowMs)} x2={x(row.highMs)} y1={28} y2={28} />
          <circle cx={x(row.ms)} cy={28} r={4.5} />
        </g>
      ))}
    </svg>
  )
}

/** One row per device. */
export function latencyDotsTable(
  rows: readonly DeviceLatency[],
  { columns }: LatencyText,
): TableTwin {
  return {
    columns: [columns.device, columns.median, columns.low, columns.high],
    rows: rows.map(({ device, ms, lowMs, highMs }) => [device, ms, lowMs, highMs]),
  }
}

function figures(row: DeviceLatency): string {
  return `${latencyFigure(row.ms)} ms (${latencyRange(row)})`
}
