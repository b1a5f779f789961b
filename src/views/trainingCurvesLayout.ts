import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { TrainingPoint, ValidationPoint } from '../run/training'
import type { PlotArea } from './ChartFrame'
import { smoothingWindow, trailingMean } from './smooth'
import { spreadLabels } from './chartScale'
import { thin } from './thin'

export type TrainingMetric = 'loss' | 'accuracy' | 'rate'

export interface TrainingCurvesSource {
  readonly metric: TrainingMetric
  readonly points: readonly TrainingPoint[]
  readonly validations: readonly ValidationPoint[]
  /** End of the step axis. */
  readonly totalSteps: number
  readonly width: number
  readonly height: number
  /** Pixels at the right, for names at the ends of lines. */
  readonly labels: number
}

interface Place {
  readonly step: number
  readonly value: number
}

export interface TrainingCurvesLayout {
  readonly plot: PlotArea
  readonly x: ScaleLinear<number, number>
  readonly y: ScaleLinear<number, number>
  /** Steps in a trailing mean. */
  readonly window: number
  /** Every step as it was measured; of a learning rate, the rate itself. */
  readonly raw: string
  /** Their trailing mean; null where nothing is smoothed. */
  readonly smoothed: string | null
  readonly validation: string
  readonly checks: readonly { readonly step: number; readonly x: number; readonly y: number }[]
  /** The best checkpoint so far; null before any, and where validations are not drawn. */
  readonly best: { readonly x: number; readonly y: number } | null
  readonly ends: readonly {
    readonly name: 'train' | 'validation'
    readonly value: number
    readonly left: number
    readonly top: number
  }[]
}

const LABEL_GAP = 15
/** Where a classifier of ten classes starts, ln 10: the loss axis before there is a loss to show. */
const EMPTY_LOSS = Math.log(10)

export function trainingValue(metric: TrainingMetric, point: TrainingPoint): number {
  if (metric === 'rate') return point.learningRate
  return metric === 'loss' ? point.loss : point.accuracy
}

/** Where everything stands; lines are thinned to what the width can show, peaks kept. */
export function layOutTrainingCurves(source: TrainingCurvesSource): TrainingCurvesLayout {
  const { metric, points, validations, totalSteps, width, height, labels } = source
  const plot = { left: 48, top: 44, right: width - labels, bottom: height - 24 }
  const train = points.map((point) => ({ step: point.step, value: trainingValue(metric, point) }))
  const judged =
    metric === 'rate' ? [] : validations.map((each) => ({ step: each.step, value: each[metric] }))
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const y = scaleLinear(domainOf(metric, [...judged, ...train]), [plot.bottom, plot.top]).nice(4)
  const path = line<Place>(
    ({ step }) => x(step),
    ({ value }) => y(value),
  )
  const pixels = plot.right - plot.left
  const drawn = (places: readonly Place[]) => path(thin(places, pixels)) ?? ''
  const window = smoothingWindow(totalSteps)
  const means = metric === 'rate' ? train : smoothed(train, window)
  const best = metric === 'rate' ? undefined : validations.findLast(({ best }) => best)
  return {
    plot,
    x,
    y,
    window,
    raw: drawn(train),
    smoothed: metric === 'rate' ? null : drawn(means),
    validation: drawn(judged),
    checks: judged.map(({ step, value }) => ({ step, x: x(step), y: y(value) })),
    best: best && metric !== 'rate' ? { x: x(best.step), y: y(best[metric]) } : null,
    ends: endsOf({ train: means.at(-1), validation: judged.at(-1) }, plot, x, y),
  }
}

function smoothed(places: readonly Place[], window: number): Place[] {
  const means = trailingMean(
    places.map(({ value }) => value),
    window,
  )
  return places.map(({ step }, index) => ({ step, value: means[index] ?? 0 }))
}

/** Accuracies take the whole axis; losses and rates begin at 0, up to the largest there was. */
function domainOf(metric: TrainingMetric, places: readonly Place[]): [number, number] {
  if (metric === 'accuracy') return [0, 1]
  const largest = places.reduce((most, { value }) => Math.max(most, value), 0)
  if (largest > 0) return [0, largest]
  return [0, metric === 'loss' ? EMPTY_LOSS : 0.1]
}

function endsOf(
  lasts: Readonly<Record<'train' | 'validation', Place | undefined>>,
  { top, bottom }: PlotArea,
  x: (step: number) => number,
  y: (value: number) => number,
): TrainingCurvesLayout['ends'] {
  const ends = (['train', 'validation'] as const).flatMap((name) => {
    const last = lasts[name]
    return last ? [{ name, ...last }] : []
  })
  const places = spreadLabels(
    ends.map(({ value }) => y(value)),
    LABEL_GAP,
    top,
    bottom,
  )
  const left = x(Math.max(0, ...ends.map(({ step }) => step))) + 10
  return ends.map(({ name, value }, index) => {
    return { name, value, left, top: (places[index] ?? 0) + 4 }
  })
}
