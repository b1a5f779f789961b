import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { Evaluation, Snapshot } from '../run/events'
import type { PlotArea } from './ChartFrame'
import { spreadLabels } from './chartScale'
import {
  curveSeries,
  judgingSpans,
  metricDomain,
  type CurveMetric,
  type CurvePoint,
  type CurveSeries,
  type JudgingSpan,
} from './curveSeries'
import { smoothingWindow } from './smooth'
import { thin } from './thin'
import { wrappedText } from './wrappedText'

/** What curves are drawn from, whichever step is shown. */
interface CurvesSource {
  readonly metric: CurveMetric
  readonly snapshots: readonly Snapshot[]
  readonly evaluations: readonly Evaluation[]
  /** End of the step axis. */
  readonly totalSteps: number
  /** A note that is given lines of its own. */
  readonly sides: string | undefined
  readonly width: number
  /** Without the lines of that note. */
  readonly height: number
  /** Whether lines are named without their values. */
  readonly narrow: boolean
}

export interface CurvesLayout {
  readonly plot: PlotArea
  readonly x: ScaleLinear<number, number>
  readonly y: ScaleLinear<number, number>
  readonly height: number
  /** Measurements in a trailing mean. */
  readonly window: number
  readonly sideLines: readonly string[]
  readonly series: readonly CurveSeries[]
  /** The same as paths; of a sparse one the raw values are dots. */
  readonly lines: readonly {
    readonly name: CurveSeries['name']
    readonly sparse: boolean
    readonly raw: string
    readonly smoothed: string
  }[]
  /** Where lines end, and where their names stand. */
  readonly ends: readonly {
    readonly name: CurveSeries['name']
    readonly value: number
    readonly left: number
    readonly top: number
  }[]
  readonly judging: readonly JudgingSpan[]
}

const LABELS = 108
const NARROW_LABELS = 68
const LABEL_GAP = 15
export const NOTE_LINE = 16

export function layOutCurves(source: CurvesSource): CurvesLayout {
  const { metric, snapshots, evaluations, totalSteps, sides, width, narrow } = source
  const window = smoothingWindow(totalSteps)
  const series = curveSeries(metric, snapshots, window)
  const sideLines = sides === undefined ? [] : wrappedText(sides, width)
  const below = NOTE_LINE * sideLines.length
  const height = source.height + below
  const plot = {
    left: 44,
    top: 44 + below,
    right: width - (narrow ? NARROW_LABELS : LABELS),
    bottom: height - 24,
  }
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const domain = metricDomain(metric, snapshots, evaluations)
  const y = scaleLinear(domain, [plot.bottom, plot.top]).nice(4)
  const path = line<CurvePoint>(
    (point) => x(point.step),
    (point) => y(point.value),
  )
  /** Lines of no length, which round caps make dots. */
  const dots = (measured: readonly CurvePoint[]) =>
    measured.map(({ step, value }) => `M${x(step)} ${y(value)}h0`).join('')
  const pixels = plot.right - plot.left
  const lines = series.map(({ name, sparse, raw, smoothed }) => {
    const points = thin(raw, pixels)
    return {
      name,
      sparse,
      raw: sparse ? dots(points) : (path(points) ?? ''),
      smoothed: path(thin(smoothed, pixels)) ?? '',
    }
  })
  return {
    plot,
    x,
    y,
    height,
    window,
    sideLines,
    series,
    lines,
    ends: endsOf(series, plot, x, y),
    judging: judgingSpans(snapshots),
  }
}

function endsOf(
  series: readonly CurveSeries[],
  { top, bottom }: PlotArea,
  x: (step: number) => number,
  y: (value: number) => number,
): CurvesLayout['ends'] {
  const ends = series.flatMap(({ name, smoothed }) => {
    const end = smoothed.at(-1)
    return end ? [{ name, ...end }] : []
  })
  const heights = ends.map(({ value }) => y(value))
  const places = spreadLabels(heights, LABEL_GAP, top, bottom)
  const left = x(Math.max(0, ...ends.map(({ step }) => step))) + 8
  return ends.map(({ name, value }, index) => ({
    name,
    value,
    left,
    top: (places[index] ?? 0) + 4,
  }))
}
