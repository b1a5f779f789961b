import { memo, useMemo } from 'react'
import type { TrainingPoint, ValidationPoint } from '../run/training'
import { ChartFrame } from './ChartFrame'
import { nearestBefore } from './nearestStep'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import {
  layOutTrainingCurves,
  trainingValue,
  type TrainingCurvesLayout,
  type TrainingMetric,
} from './trainingCurvesLayout'
import type { TrainingCurvesWords } from './trainingCurvesWords'

export interface TrainingCurvesProps {
  readonly metric: TrainingMetric
  /** May grow in place: `upTo` tells how far. */
  readonly points: readonly TrainingPoint[]
  /** Step of the last point. */
  readonly upTo: number
  readonly validations: readonly ValidationPoint[]
  /** End of the step axis. */
  readonly totalSteps: number
  /** Whether the loss has more in it than the cross-entropy of whole labels. */
  readonly lossHasParts: boolean
  /** Step pointed at, in whichever chart; null hides the crosshair. */
  readonly step: number | null
  readonly onHoverStep?: ((step: number | null) => void) | undefined
  readonly width: number
  readonly height: number
  readonly words: TrainingCurvesWords
}

const NARROW = 420
const LABELS = 124
const NARROW_LABELS = 68
/** Redrawn this often at most along the step axis: more often than pixels change would show nothing. */
const REDRAWS = 1_000

/**
 * Loss, accuracy or learning rate of a training, step by step, with what held-out images said of it.
 * Its looks are in theme/views.css and theme/training.css, which whoever draws it brings.
 */
export function TrainingCurves(props: TrainingCurvesProps) {
  const { metric, points, upTo, validations, totalSteps, step, width, height, words } = props
  const narrow = width < NARROW
  const moment = Math.floor(upTo / Math.max(1, totalSteps / REDRAWS))
  const layout = useMemo(
    () =>
      layOutTrainingCurves({
        metric,
        points,
        validations,
        totalSteps,
        width,
        height,
        labels: narrow ? NARROW_LABELS : LABELS,
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [metric, points, moment, validations, totalSteps, width, height, narrow],
  )
  const at = step === null ? undefined : points[nearestBefore(points, step)]
  const judged = at && validations[nearestBefore(validations, at.step)]
  const told = at
    ? [
        `${words.step} ${at.step}`,
        metricText(metric, trainingValue(metric, at)),
        ...(judged && metric !== 'rate'
          ? [`${words.validation} ${metricText(metric, judged[metric])}`]
          : []),
      ]
    : []
  return (
    <ChartFrame
      className="training-curves"
      title={words.titles[metric]}
      readout={
        at ? readoutText(narrow ? told.slice(1) : told) : bestText(metric, validations, words)
      }
      summary={summarise(props)}
      width={width}
      height={height}
      plot={layout.plot}
      x={layout.x}
      y={layout.y}
      formatY={(value) => metricText(metric, value, true)}
      stepWord={words.step}
      step={step}
      onHoverStep={props.onHoverStep}
    >
      <Marks
        metric={metric}
        layout={layout}
        narrow={narrow}
        lossHasParts={props.lossHasParts}
        words={words}
      />
    </ChartFrame>
  )
}

type MarksProps = Pick<TrainingCurvesProps, 'metric' | 'words' | 'lossHasParts'> & {
  readonly layout: TrainingCurvesLayout
  readonly narrow: boolean
}

/** All but what moves with the pointer. */
const Marks = memo(function Marks({ metric, layout, narrow, lossHasParts, words }: MarksProps) {
  const { raw, smoothed, validation, checks, best, ends, window } = layout
  const notes = [
    ...(smoothed === null ? [] : [words.smoothed(window)]),
    ...(metric === 'loss' && lossHasParts && !narrow ? [words.lossParts] : []),
  ]
  const word = { train: metric === 'rate' ? words.rate : words.train, validation: words.validation }
  return (
    <>
      <text className="chart-note" x={0} y={32}>
        {notes.join(' · ')}
      </text>
      <g className="curve" data-series="train">
        <path className={smoothed === null ? 'curve-smooth' : 'curve-raw'} d={raw} />
        {smoothed !== null && <path className="curve-smooth" d={smoothed} />}
      </g>
      <g className="curve" data-series="valid">
        <path className="curve-smooth" d={validation} />
      </g>
      <g className="curve-evaluations">
        {checks.map(({ step, x, y }) => (
          <circle key={step} cx={x} cy={y} r={2.5} />
        ))}
      </g>
      {best && <circle className="training-best" cx={best.x} cy={best.y} r={6} />}
      {ends.map(({ name, value, left, top }) => (
        <text
          key={name}
          className="curve-label"
          data-series={name === 'train' ? 'train' : 'valid'}
          x={left}
          y={top}
        >
          {narrow ? word[name] : `${word[name]} ${metricText(metric, value)}`}
        </text>
      ))}
    </>
  )
})

/** The checkpoint that is kept, in figures; the ring marks it. */
function bestText(
  metric: TrainingMetric,
  validations: readonly ValidationPoint[],
  words: TrainingCurvesWords,
): string | null {
  const best = validations.findLast((each) => each.best)
  if (!best || metric === 'rate') return null
  return words.best(metricText(metric, best[metric]), best.step)
}

/** "0.412", "87.4 %" or "0.025"; `tick` is shorter. */
function metricText(metric: TrainingMetric, value: number, tick = false): string {
  if (metric === 'accuracy') return `${(100 * value).toFixed(tick ? 0 : 1)} %`
  if (metric === 'rate') return String(Number(value.toPrecision(tick ? 2 : 3)))
  return value.toFixed(tick ? 1 : 3)
}

function summarise({ metric, points, validations, words }: TrainingCurvesProps): string {
  const [first] = points
  const last = points.at(-1)
  const title = words.titles[metric]
  if (!first || !last) return `${title}: ${words.none}`
  const told = (point: TrainingPoint) => metricText(metric, trainingValue(metric, point))
  const training = words.summary(title, last.step, told(first), told(last))
  const judged = validations.at(-1)
  const best = validations.findLast((each) => each.best)
  if (metric === 'rate' || !judged || !best) return training
  const figures = [judged, best].map((each) => metricText(metric, each[metric]))
  return training + words.judged(figures[0] ?? '', figures[1] ?? '', best.step)
}

/** One row for every step; validations in columns of their own. */
export function trainingCurvesTable(
  points: readonly TrainingPoint[],
  validations: readonly ValidationPoint[],
  { columns }: TrainingCurvesWords,
): TableTwin {
  const judged = new Map(validations.map((each) => [each.step, each]))
  return {
    columns: [
      columns.step,
      columns.loss,
      columns.accuracy,
      columns.rate,
      columns.seconds,
      columns.validationLoss,
      columns.validationAccuracy,
      columns.best,
    ],
    rows: points.map(({ step, loss, accuracy, learningRate, elapsedMs }) => {
      const at = judged.get(step)
      return [
        step,
        loss,
        100 * accuracy,
        learningRate,
        elapsedMs / 1_000,
        at ? at.loss : '',
        at ? 100 * at.accuracy : '',
        at?.best ? '✓' : '',
      ]
    }),
  }
}
