import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import './theme/methods.css'
import { ChartFrame } from './ChartFrame'
import type { CostPoint, ExpectedCostText } from './expectedCostSeries'
import { summariseExpectedCost } from './expectedCostSeries'
import { readoutText } from './readout'
import { thin } from './thin'

export interface ExpectedCostProps {
  readonly title: string
  readonly points: readonly CostPoint[]
  /** What the search aims at, in the unit of the points. */
  readonly target: number
  readonly totalSteps: number
  readonly step: number | null
  readonly width: number
  readonly height: number
  readonly onSelectStep?: ((step: number) => void) | undefined
  readonly text: ExpectedCostText
}

const LABELS = 108
const NARROW = 420
const NARROW_LABELS = 68
/** Room above the largest value. */
const HEADROOM = 1.15

/** What the gates of a mixture expect an architecture to cost, over steps, beside what is aimed at. */
export function ExpectedCost(props: ExpectedCostProps) {
  const { title, points, target, totalSteps, step, width, height, text } = props
  const narrow = width < NARROW
  const plot = {
    left: 52,
    top: 42,
    right: width - (narrow ? NARROW_LABELS : LABELS),
    bottom: height - 24,
  }
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const most = points.reduce((largest, { value }) => Math.max(largest, value), target)
  const y = scaleLinear([0, HEADROOM * most], [plot.bottom, plot.top]).nice(4)
  const path = line<CostPoint>(
    (point) => x(point.step),
    (point) => y(point.value),
  )
  const last = points.at(-1)
  const at = step === null ? null : points.findLast((point) => point.step <= step)
  return (
    <ChartFrame
      className="policy"
      title={title}
      readout={null}
      summary={summariseExpectedCost(title, points, target, text)}
      width={width}
      height={height}
      plot={plot}
      x={x}
      y={y}
      formatY={(value) => text.format(value)}
      stepWord={text.step}
      step={step}
      onSelectStep={props.onSelectStep}
    >
      {at && (
        <text className="chart-note" x={0} y={32}>
          {readoutText([`${text.step} ${at.step}`, `${text.expected} ${text.format(at.value)}`])}
        </text>
      )}
      <g className="chart-reference">
        <line x1={plot.left} x2={plot.right} y1={y(target)} y2={y(target)} />
        <text x={plot.left + 4} y={y(target) - 5}>
          {text.target(text.format(target))}
        </text>
      </g>
      <g className="policy-line">
        <path d={path(thin(points, plot.right - plot.left)) ?? ''} />
      </g>
      {last && (
        <text className="policy-label" x={x(last.step) + 8} y={y(last.value) + 4}>
          {narrow ? text.expected : `${text.expected} ${text.format(last.value)}`}
        </text>
      )}
    </ChartFrame>
  )
}
