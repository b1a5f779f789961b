import type { CostMeasure } from '../run/objective'
import type { PlotArea } from './ChartFrame'
import type { ParetoText } from './methodText'
import type { ParetoPoint } from './paretoPoints'
import { costTicks, type ParetoScales } from './paretoScales'
import { smallTextWidth } from './textWidth'

interface ParetoAxesProps extends ParetoScales {
  readonly plot: PlotArea
  readonly measure: CostMeasure
  readonly points: readonly ParetoPoint[]
  readonly text: ParetoText
}

/** Pixels that a label of the cost axis takes. */
const TICK_ROOM = 64
const KEY_GAP = 16

/** Axes, and what marks and lines mean, below. */
export function ParetoAxes({ x, y, plot, measure, points, text }: ParetoAxesProps) {
  const keys = [
    ...(points.some(({ predicted }) => predicted) ? (['predicted'] as const) : []),
    ...(measure === 'latency' && points.some(({ predicted }) => !predicted)
      ? (['measured'] as const)
      : []),
  ]
  const starts = keys.map((_, index) =>
    keys.slice(0, index).reduce((sum, key) => sum + 14 + smallTextWidth(text[key]) + KEY_GAP, 0),
  )
  const sure = points.some(({ accuracyRange }) => accuracyRange)
  return (
    <g className="chart-axis" aria-hidden="true">
      {y.ticks(4).map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line x1={plot.left} x2={plot.right} />
          <text x={plot.left - 8} y={4} textAnchor="end">
            {Math.round(100 * tick)} %
          </text>
        </g>
      ))}
      {costTicks(x, TICK_ROOM).map((tick) => (
        <text key={tick} x={x(tick)} y={plot.bottom + 19} textAnchor="middle">
          {text.cost(measure, tick)}
        </text>
      ))}
      <text x={plot.right} y={plot.bottom + 37} textAnchor="end">
        {text.measures[measure]}
      </text>
      <text x={0} y={plot.bottom + 37}>
        {text.front}
      </text>
      {keys.map((key, index) => (
        <g
          key={key}
          className="pareto-key"
          transform={`translate(${starts[index]} ${plot.bottom + 55})`}
        >
          <circle
            className="pareto-dot"
            data-predicted={key === 'predicted' || undefined}
            cx={5}
            cy={-4}
            r={4}
          />
          <text x={14}>{text[key]}</text>
        </g>
      ))}
      {sure && (
        <text x={0} y={plot.bottom + 73}>
          {text.whiskers(measure)}
        </text>
      )}
    </g>
  )
}
