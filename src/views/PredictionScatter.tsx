import { scaleLinear } from 'd3-scale'
import { useState } from 'react'
import { latencyFigure, latencyRange } from './latencyFigure'
import type { LatencyText } from './latencyText'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'

/** A network that was measured, against what was said of it before. */
export interface PredictionPoint {
  /** As published code writes it. */
  readonly name: string
  readonly x: number
  readonly ms: number
  /** Quartiles of the measurement. */
  readonly lowMs: number
  readonly highMs: number
}

export interface PredictionScatterProps {
  readonly title: string
  readonly points: readonly PredictionPoint[]
  /** Whether both axes count the same, so that a line shows where they would agree. */
  readonly identity: boolean
  /** What is across, with its unit. */
  readonly across: string
  readonly formatX: (value: number) => string
  /** The rank correlation in figures, for the summary. */
  readonly correlation: string
  readonly width: number
  readonly height: number
  readonly text: LatencyText
}

const RADIUS = 3.5

/**
 * Measured latency, with its quartiles, against what it was expected from. Its looks are in views.css
 * and latency.css, which whoever draws it brings.
 */
export function PredictionScatter(props: PredictionScatterProps) {
  const { title, points, identity, across, formatX, width, height, text } = props
  const [pointed, setPointed] = useState<number | null>(null)
  const plot = { left: 42, top: 30, right: width - 8, bottom: height - 40 }
  const tops = points.map(({ highMs }) => highMs)
  const bottoms = points.map(({ lowMs }) => lowMs)
  const xs = points.map(({ x }) => x)
  const ys = identity ? [...tops, ...bottoms, ...xs] : [...tops, ...bottoms]
  const y = scaleLinear(rangeOf(ys), [plot.bottom, plot.top]).nice(4)
  const x = identity
    ? scaleLinear(y.domain(), [plot.left, plot.right])
    : scaleLinear(rangeOf(xs), [plot.left, plot.right]).nice(4)
  const active = pointed === null ? undefined : points[pointed]
  const [from = 0, to = 0] = y.domain()
  return (
    <svg
      className="view chart prediction"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.scatterSummary(title, across, points.length, props.correlation)}
      onPointerLeave={() => setPointed(null)}
    >
      <text className={active ? 'view-readout' : 'view-title'} y={15}>
        {active ? fittedText(readout(active, props), width) : title}
      </text>
      <g className="chart-axis" aria-hidden="true">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={plot.left} x2={plot.right} />
            <text x={plot.left - 8} y={4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {x.ticks(Math.max(2, Math.floor((plot.right - plot.left) / 80))).map((tick) => (
          <text key={tick} x={x(tick)} y={plot.bottom + 16} textAnchor="middle">
            {identity ? tick : formatX(tick)}
          </text>
        ))}
        <text x={plot.right} y={plot.bottom + 33} textAnchor="end">
          {across}
        </text>
        <text x={0} y={plot.bottom + 33}>
          {text.measured}
        </text>
      </g>
      {identity && (
        <line className="prediction-identity" x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} />
      )}
      {points.map((point, index) => (
        <g
          key={point.name + index}
          className="prediction-point"
          data-pointed={index === pointed || undefined}
          onPointerEnter={() => setPointed(index)}
        >
          <line x1={x(point.x)} x2={x(point.x)} y1={y(point.lowMs)} y2={y(point.highMs)} />
          <circle cx={x(point.x)} cy={y(point.ms)} r={RADIUS} />
        </g>
      ))}
    </svg>
  )
}

/** One row per network. */
export function predictionTable(
  points: readonly PredictionPoint[],
  across: string,
  { columns }: LatencyText,
): TableTwin {
  return {
    columns: [columns.network, across, columns.median, columns.low, columns.high],
    rows: points.map(({ name, x, ms, lowMs, highMs }) => [name, x, ms, lowMs, highMs]),
  }
}

function readout(point: PredictionPoint, { formatX, across }: PredictionScatterProps): string {
  return readoutText([
    `${latencyFigure(point.ms)} ms (${latencyRange(point)})`,
    `${across} ${formatX(point.x)}`,
    point.name,
  ])
}

/** A margin about the values: points on the frame look cut off. */
function rangeOf(values: readonly number[]): [number, number] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (!Number.isFinite(low) || low === high) return [0, Number.isFinite(high) ? 2 * high || 1 : 1]
  const margin = (high - low) / 20
  return [Math.max(0, low - margin), high + margin]
}
