import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { Method } from '../run/methods'
import type { SpreadPoint } from '../run/spread'
import { spreadLabels } from './chartScale'
import { fittedText, smallTextWidth } from './textWidth'

/** Runs that differ by nothing but their seed, or a single one. */
export interface ComparedSeries {
  readonly key: string
  /** At the end of its line. */
  readonly name: string
  readonly method: Method
  readonly points: readonly SpreadPoint[]
}

/**
 * Between its points a value holds until the next one (`steps`), or nothing is known of it (`points`,
 * joined by lines to be followed by the eye).
 */
export type ComparedForm = 'steps' | 'points'

export interface BestSoFarOptions {
  readonly form: ComparedForm
  readonly width: number
  readonly height: number
}

export interface PlacedSeries extends ComparedSeries {
  readonly line: string
  /** Between the quartiles; null for points, which have whiskers. */
  readonly band: string | null
  readonly marks: readonly {
    readonly x: number
    readonly y: number
    readonly low: number
    readonly high: number
  }[]
  readonly label: {
    readonly text: string
    readonly x: number
    readonly y: number
    readonly leader: string
  }
}

export interface BestSoFarLayout {
  readonly plot: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  readonly x: ScaleLinear<number, number>
  readonly y: ScaleLinear<number, number>
  readonly series: readonly PlacedSeries[]
}

const LABEL_GAP = 16
const LEADER = 18
/** Pixels between the whiskers of methods measured at the same place. */
const DODGE = 5
/** All of them together, as a share of the width: less than half of what lies between two quarters. */
const MOST_DODGED = 0.1
/** Largest share of the width that labels take. */
const MOST_LABELS = 0.46
/** Other fonts than the page's own are wider. */
const MARGIN = 12
/** Narrowest range of accuracies shown: less would blow noise up. */
const LEAST_RANGE = 0.05

/** Where everything stands; accuracies up from the least shown, what was used across from nothing. */
export function layOutBestSoFar(
  series: readonly ComparedSeries[],
  { form, width, height }: BestSoFarOptions,
): BestSoFarLayout {
  const shown = series.filter(({ points }) => points.length > 0)
  const longest = Math.max(0, ...shown.map(({ name }) => smallTextWidth(name)))
  const room = Math.min(width * MOST_LABELS, longest + LEADER + 2 * DODGE + MARGIN)
  const plot = { left: 46, top: 34, right: width - room, bottom: height - 40 }
  const points = shown.flatMap((one) => one.points)
  const x = scaleLinear(
    [0, Math.max(1, ...points.map((point) => point.x))],
    [plot.left, plot.right],
  )
  const y = scaleLinear(accuracyRange(points), [plot.bottom, plot.top]).nice(5)
  const dodge = Math.min(
    DODGE,
    (MOST_DODGED * (plot.right - plot.left)) / Math.max(1, shown.length),
  )
  const shift = (index: number) =>
    form === 'points' ? (index - (shown.length - 1) / 2) * dodge : 0
  const ends = spreadLabels(
    shown.map((one) => y(one.points.at(-1)?.median ?? 0)),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  )
  return {
    plot,
    x,
    y,
    series: shown.map((one, index) => {
      const at = (point: SpreadPoint) => x(point.x) + shift(index)
      const marks = one.points.map((point) => ({
        x: at(point),
        y: y(point.median),
        low: y(point.low),
        high: y(point.high),
      }))
      const end = marks.at(-1) ?? { x: plot.left, y: plot.bottom }
      const labelY = ends[index] ?? end.y
      const labelX = plot.right + LEADER + (form === 'points' ? DODGE * 2 : 0)
      return {
        ...one,
        line: drawn(marks, form),
        band: form === 'steps' ? bandOf(marks) : null,
        marks: form === 'points' ? marks : marks.slice(-1),
        label: {
          text: fittedText(one.name, width - labelX),
          x: labelX,
          y: labelY,
          leader: `M${end.x + 6} ${end.y}L${labelX - 5} ${labelY}`,
        },
      }
    }),
  }
}

type Mark = PlacedSeries['marks'][number]

function drawn(marks: readonly Mark[], form: ComparedForm): string {
  const path = line<Mark>(
    (mark) => mark.x,
    (mark) => mark.y,
  )
  return (form === 'steps' ? path.curve(curveStepAfter) : path)(marks) ?? ''
}

function bandOf(marks: readonly Mark[]): string | null {
  return area<Mark>(
    (mark) => mark.x,
    (mark) => mark.low,
    (mark) => mark.high,
  ).curve(curveStepAfter)(marks)
}

function accuracyRange(points: readonly SpreadPoint[]): [number, number] {
  if (points.length === 0) return [0, 1]
  const low = Math.min(...points.map((point) => point.low))
  const high = Math.max(...points.map((point) => point.high))
  const missing = Math.max(0, LEAST_RANGE - (high - low)) / 2
  return [Math.max(0, low - missing), Math.min(1, high + missing)]
}
