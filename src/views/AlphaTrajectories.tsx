import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { memo, useMemo } from 'react'
import './theme/views.css'
import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'
import type { OperationName } from '../space/operations'
import { ChartFrame, type PlotArea } from './ChartFrame'
import { spreadLabels, tickDecimals } from './chartScale'
import { nearestIndex } from './nearestStep'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import { readoutText } from './readout'
import type { AlphaTrajectoriesText } from './text'
import { thin } from './thin'
import { cellGates } from './snapshotSeries'
import {
  summariseTrajectories,
  trajectories,
  uniformGate,
  type Trajectory,
  type TrajectorySelection,
} from './trajectorySeries'

export interface AlphaTrajectoriesProps {
  readonly title: string
  readonly snapshots: readonly Snapshot[]
  readonly table: GateTable
  readonly operations: readonly OperationName[]
  readonly selection: TrajectorySelection
  /** End of the step axis. */
  readonly totalSteps: number
  /** Step of the timeline, or pointed at in another drawing; null hides the crosshair. */
  readonly step: number | null
  readonly width: number
  readonly height: number
  readonly onHoverStep?: ((step: number | null) => void) | undefined
  readonly onSelectStep?: ((step: number) => void) | undefined
  readonly text: AlphaTrajectoriesText
}

const LABELS = 112
/** Narrower drawings name their lines without the value, and read out the leader alone. */
const NARROW = 420
const NARROW_LABELS = 78
const LABEL_GAP = 16
const GLYPH = 13

/** Gates over steps, one thin line per operation, named where it ends. */
export function AlphaTrajectories(props: AlphaTrajectoriesProps) {
  const { title, snapshots, table, operations, selection, totalSteps, step, width, height, text } =
    props
  const row = selection.kind === 'edge' ? selection.row : null
  // Another list only when the run has grown: its snapshots are added in place.
  const grown = cellGates(snapshots, table)
  const series = useMemo(
    () =>
      trajectories(
        snapshots.slice(0, grown.length),
        table,
        operations,
        row === null ? { kind: 'strongest' } : { kind: 'edge', row },
      ),
    [snapshots, grown, table, operations, row],
  )
  const uniform = uniformGate(table, selection)
  const narrow = width < NARROW
  const plot = useMemo(
    () => ({
      left: 44,
      top: 30,
      right: width - (narrow ? NARROW_LABELS : LABELS),
      bottom: height - 24,
    }),
    [width, height, narrow],
  )
  const { x, y } = useMemo(
    () => scalesOf(series, uniform, totalSteps, plot),
    [series, uniform, totalSteps, plot],
  )
  const decimals = tickDecimals(y)
  const ends = series.flatMap(({ operation, points }) => {
    const end = points.at(-1)
    return end ? [{ operation, ...end }] : []
  })
  const places = spreadLabels(
    ends.map(({ value }) => y(value)),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  )
  const at = step === null ? -1 : nearestIndex(snapshots, step)
  const leaders = series
    .flatMap(({ operation, points }) => {
      const point = points[at]
      return point ? [{ operation, value: point.value }] : []
    })
    .sort((a, b) => b.value - a.value)
    .slice(0, narrow ? 1 : 2)
    .map(({ operation, value }) => `${OPERATION_STYLE[operation].short} ${value.toFixed(3)}`)

  return (
    <ChartFrame
      className="trajectories"
      title={title}
      readout={
        leaders.length > 0
          ? readoutText([`${text.step} ${snapshots[at]?.step ?? 0}`, ...leaders])
          : null
      }
      summary={summariseTrajectories(title, series, text)}
      width={width}
      height={height}
      plot={plot}
      x={x}
      y={y}
      formatY={(value) => value.toFixed(decimals)}
      stepWord={text.step}
      step={step}
      onHoverStep={props.onHoverStep}
      onSelectStep={props.onSelectStep}
    >
      <Lines series={series} uniform={uniform} totalSteps={totalSteps} plot={plot} />
      <g className="chart-reference">
        <line x1={plot.left} x2={plot.right} y1={y(uniform)} y2={y(uniform)} />
        {!narrow && (
          <text x={plot.right - 4} y={y(uniform) + 14} textAnchor="end">
            {text.uniform}
          </text>
        )}
      </g>
      {ends.map(({ operation, step: endStep, value }, index) => {
        const place = places[index] ?? 0
        const left = x(endStep)
        return (
          <g key={operation} className="trajectory-label">
            <path
              className="trajectory-leader"
              style={{ stroke: OPERATION_STYLE[operation].color }}
              d={`M${left} ${y(value)}L${left + 10} ${place}`}
            />
            <OperationGlyph
              operation={operation}
              x={left + 13}
              y={place - GLYPH / 2}
              size={GLYPH}
            />
            <text x={left + 13 + GLYPH + 4} y={place + 4}>
              {OPERATION_STYLE[operation].short}
              {!narrow && ` ${value.toFixed(3)}`}
            </text>
          </g>
        )
      })}
    </ChartFrame>
  )
}

/** Drawn again only when the run has grown, or another edge is followed. */
const Lines = memo(function Lines(props: {
  readonly series: readonly Trajectory[]
  readonly uniform: number
  readonly totalSteps: number
  readonly plot: PlotArea
}) {
  const { series, uniform, totalSteps, plot } = props
  const { x, y } = scalesOf(series, uniform, totalSteps, plot)
  const path = line<{ step: number; value: number }>(
    (point) => x(point.step),
    (point) => y(point.value),
  ).digits(1)
  return series.map(({ operation, points }) => (
    <path
      key={operation}
      className="trajectory"
      style={{ stroke: OPERATION_STYLE[operation].color }}
      strokeDasharray={OPERATION_STYLE[operation].hollow ? '5 3' : undefined}
      d={path(thin(points, plot.right - plot.left)) ?? ''}
    />
  ))
})

function scalesOf(
  series: readonly Trajectory[],
  uniform: number,
  totalSteps: number,
  plot: PlotArea,
) {
  let low = uniform * 0.96
  let high = uniform * 1.04
  for (const { points } of series) {
    for (const { value } of points) {
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return {
    x: scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right]),
    y: scaleLinear([low, high], [plot.bottom, plot.top]).nice(4),
  }
}
