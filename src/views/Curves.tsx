import { memo, useMemo } from 'react'
import './theme/views.css'
import type { Evaluation, Snapshot } from '../run/events'
import { ChartFrame } from './ChartFrame'
import { nearestIndex } from './nearestStep'
import {
  formatMetric,
  measuredAt,
  subjectOf,
  summariseCurves,
  type CurveMetric,
} from './curveSeries'
import { layOutCurves, NOTE_LINE, type CurvesLayout } from './curvesLayout'
import { readoutText } from './readout'
import type { CurvesText } from './text'

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

/** Narrower drawings name their lines without the value, which the readout gives. */
const NARROW = 420

/** How the value axis writes its figures. */
const FORMATS: Readonly<Record<CurveMetric, (value: number) => string>> = {
  loss: (value) => formatMetric('loss', value, true),
  accuracy: (value) => formatMetric('accuracy', value, true),
}

/** Loss or accuracy of both halves of the training data: raw values faint, a trailing mean on top. */
export function Curves(props: CurvesProps) {
  const { metric, snapshots, evaluations, totalSteps, step, chance, sides, width, height, text } =
    props
  // A run's arrays grow in place: their lengths and last elements say whether they have.
  const { length: count } = snapshots
  const { length: evaluated } = evaluations
  const last = snapshots.at(-1)
  const layout = useMemo(
    () =>
      layOutCurves({
        metric,
        snapshots,
        evaluations,
        totalSteps,
        sides,
        width,
        height,
        narrow: width < NARROW,
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [metric, snapshots, count, last, evaluations, evaluated, totalSteps, sides, width, height],
  )
  const summary = useMemo(
    () => summariseCurves(metric, snapshots, evaluations, text),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [metric, snapshots, count, last, evaluations, evaluated, text],
  )
  const at = step === null ? -1 : nearestIndex(snapshots, step)
  const readout = layout.series.flatMap(({ name, raw }) => {
    const point = measuredAt(raw, snapshots[at]?.step ?? 0)
    return point ? [`${text[name]} ${formatMetric(metric, point.value)}`] : []
  })
  const told = width < NARROW ? readout : [`${text.step} ${snapshots[at]?.step ?? 0}`, ...readout]
  return (
    <ChartFrame
      className="curves"
      title={metric === 'loss' ? text.loss : text.accuracy}
      readout={at < 0 ? null : readoutText(told)}
      summary={summary}
      width={width}
      height={layout.height}
      plot={layout.plot}
      x={layout.x}
      y={layout.y}
      formatY={FORMATS[metric]}
      stepWord={text.step}
      step={step}
      onHoverStep={props.onHoverStep}
      onSelectStep={props.onSelectStep}
    >
      <CurveMarks
        metric={metric}
        layout={layout}
        evaluations={evaluations}
        chance={chance}
        narrow={width < NARROW}
        text={text}
      />
    </ChartFrame>
  )
}

type MarksProps = Pick<CurvesProps, 'metric' | 'evaluations' | 'chance' | 'text'> & {
  readonly layout: CurvesLayout
  readonly narrow: boolean
}

/** All but what moves with the playhead. */
const CurveMarks = memo(function CurveMarks(props: MarksProps) {
  const { metric, evaluations, chance, text, layout, narrow } = props
  const { plot, x, y, window, sideLines, judging, lines, ends } = layout
  return (
    <>
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
      {lines.map(({ name, sparse, raw, smoothed }) => (
        <g key={name} className="curve" data-series={name}>
          <path className={sparse ? 'curve-points' : 'curve-raw'} d={raw} />
          <path className="curve-smooth" d={smoothed} />
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
      {ends.map(({ name, value, left, top }) => (
        <text key={name} className="curve-label" data-series={name} x={left} y={top}>
          {narrow ? text[name] : `${text[name]} ${formatMetric(metric, value)}`}
        </text>
      ))}
    </>
  )
})
