import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import './theme/views.css'
import type { Evaluation, Snapshot } from '../run/events'
import { ChartFrame } from './ChartFrame'
import { nearestIndex, spreadLabels } from './chartScale'
import {
  curveSeries,
  formatMetric,
  judgingSpans,
  measuredAt,
  metricDomain,
  subjectOf,
  summariseCurves,
  type CurveMetric,
} from './curveSeries'
import { readoutText } from './readout'
import { smoothingWindow } from './smooth'
import type { CurvesText } from './text'
import { thin } from './thin'
import { wrappedText } from './wrappedText'

export interface CurvesProps {
  readonly metric: CurveMetric
  readonly snapshots: readonly Snapshot[]
  readonly evaluations: readonly Evaluation[]
  /** End of the step axis. */
  readonly totalSteps: number
  /** Step of the timeline, or pointed at in another drawing; null hides the crosshair. */
  readonly step: number | null
  /** Accuracy (0–1) of guessing. */
  readonly chance?: number | undefined
  /** What both sides are batches of, where a method trains something on both. */
  readonly sides?: string | undefined
  readonly width: number
  readonly height: number
  readonly onHoverStep?: ((step: number | null) => void) | undefined
  readonly onSelectStep?: ((step: number) => void) | undefined
  readonly text: CurvesText
}

const LABELS = 108
/** Narrower drawings name their lines without the value, which the readout gives. */
const NARROW = 420
const NARROW_LABELS = 68
const LABEL_GAP = 15
const NOTE_LINE = 16

/** Loss or accuracy of both halves of the training data: raw values faint, a trailing mean on top. */
export function Curves(props: CurvesProps) {
  const { metric, snapshots, evaluations, totalSteps, step, chance, sides, width, text } = props
  const window = smoothingWindow(totalSteps)
  const series = curveSeries(metric, snapshots, window)
  const narrow = width < NARROW
  const sideLines = sides === undefined ? [] : wrappedText(sides, width)
  const below = NOTE_LINE * sideLines.length
  const height = props.height + below
  const plot = {
    left: 44,
    top: 44 + below,
    right: width - (narrow ? NARROW_LABELS : LABELS),
    bottom: height - 24,
  }
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const y = scaleLinear(metricDomain(metric, snapshots, evaluations), [plot.bottom, plot.top]).nice(
    4,
  )
  const path = line<{ step: number; value: number }>(
    (point) => x(point.step),
    (point) => y(point.value),
  )
  /** Lines of no length, which round caps make dots. */
  const points = (measured: readonly { step: number; value: number }[]) =>
    measured.map(({ step: at, value }) => `M${x(at)} ${y(value)}h0`).join('')
  const pixels = plot.right - plot.left
  const title = metric === 'loss' ? text.loss : text.accuracy

  const ends = series.flatMap(({ name, smoothed }) => {
    const end = smoothed.at(-1)
    return end ? [{ name, word: text[name], ...end }] : []
  })
  const places = spreadLabels(
    ends.map(({ value }) => y(value)),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  )
  const end = Math.max(0, ...ends.map((point) => point.step))
  const at = step === null ? -1 : nearestIndex(snapshots, step)
  const readout = series.flatMap(({ name, raw }) => {
    const point = measuredAt(raw, snapshots[at]?.step ?? 0)
    return point ? [`${text[name]} ${formatMetric(metric, point.value)}`] : []
  })
  const judging = judgingSpans(snapshots)

  return (
    <ChartFrame
      className="curves"
      title={title}
      readout={
        at < 0
          ? null
          : readoutText(narrow ? readout : [`${text.step} ${snapshots[at]?.step ?? 0}`, ...readout])
      }
      summary={summariseCurves(metric, snapshots, evaluations, text)}
      width={width}
      height={height}
      plot={plot}
      x={x}
      y={y}
      formatY={(value) => formatMetric(metric, value, true)}
      stepWord={text.step}
      step={step}
      onHoverStep={props.onHoverStep}
      onSelectStep={props.onSelectStep}
    >
      <text className="chart-note" x={0} y={32}>
        {[text.smoothed(window), ...(judging.length > 0 ? [text.judging] : [])].join(' · ')}
      </text>
      {sideLines.map((line, index) => (
        <text key={line} className="chart-note" x={0} y={32 + NOTE_LINE * (index + 1)}>
          {line}
        </text>
      ))}
      {judging.map(({ from, to }) => (
        <rect
          key={from}
          className="curve-judging"
          x={x(from)}
          y={plot.top}
          width={Math.max(1, x(to) - x(from))}
          height={plot.bottom - plot.top}
        />
      ))}
      {metric === 'accuracy' && chance !== undefined && (
        <g className="chart-reference">
          <line x1={plot.left} x2={plot.right} y1={y(chance)} y2={y(chance)} />
          <text x={plot.right} y={y(chance) - 5} textAnchor="end">
            {text.chance}
          </text>
        </g>
      )}
      {series.map(({ name, raw, smoothed, sparse }) => (
        <g key={name} className="curve" data-series={name}>
          {sparse ? (
            <path className="curve-points" d={points(thin(raw, pixels))} />
          ) : (
            <path className="curve-raw" d={path(thin(raw, pixels)) ?? ''} />
          )}
          <path className="curve-smooth" d={path(thin(smoothed, pixels)) ?? ''} />
        </g>
      ))}
      <g className="curve-evaluations">
        {evaluations.map((evaluation) => (
          <circle key={evaluation.step} cx={x(evaluation.step)} cy={y(evaluation[metric])} r={4}>
            <title>
              {`${text.evaluation}, ${subjectOf(evaluation, text)}: ${formatMetric(metric, evaluation[metric])}`}
            </title>
          </circle>
        ))}
      </g>
      {ends.map(({ name, word, value }, index) => (
        <text
          key={name}
          className="curve-label"
          data-series={name}
          x={x(end) + 8}
          y={(places[index] ?? 0) + 4}
        >
          {narrow ? word : `${word} ${formatMetric(metric, value)}`}
        </text>
      ))}
    </ChartFrame>
  )
}
