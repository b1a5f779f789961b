import { extent } from 'd3-array'
import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3-scale'
import type { CostMeasure } from '../run/objective'
import type { PlotArea } from './ChartFrame'
import type { ParetoPoint } from './paretoPoints'

type Scale = ScaleContinuousNumeric<number, number>

export interface ParetoScales {
  readonly x: Scale
  readonly y: Scale
}

/** Counted costs that span more than this factor stand on a logarithmic axis; latency always does. */
const LOG_FROM = 8
/** Ends of a logarithmic axis within a decade: near enough to the data, and seldom another. */
const ENDS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
/** Of the accuracy axis, where all are alike. */
const LEAST_SPAN = 0.04

/** Between what and what an axis reaches; equal while new points stay within. */
export interface ParetoDomain {
  readonly cost: readonly [number, number]
  readonly accuracy: readonly [number, number]
  readonly logarithmic: boolean
}

type Spread = Pick<ParetoPoint, 'cost' | 'accuracy' | 'costRange' | 'accuracyRange'>

/**
 * Whiskers are on the axes as points are: one that is cut off looks more certain than it is.
 * @param marks costs that have to be on the axis besides those of the points
 */
export function paretoDomain(
  points: readonly Spread[],
  marks: readonly (number | null)[],
  measure: CostMeasure,
): ParetoDomain {
  const costs = [
    ...extent(points.flatMap(({ cost, costRange }) => [cost, ...(costRange ?? [])])),
    ...marks.filter((mark) => mark !== null),
  ].filter((cost) => cost !== undefined)
  const [least = 0.9, most = 1.1] = extent(costs) as [number?, number?]
  const logarithmic = measure === 'latency' || most > LOG_FROM * least
  const [low = 0, high = 1] = extent(
    points.flatMap(({ accuracy, accuracyRange }) => [accuracy, ...(accuracyRange ?? [])]),
  ) as [number?, number?]
  const pad = Math.max(0, LEAST_SPAN - (high - low)) / 2
  const accuracy = scaleLinear()
    .domain([Math.max(0, low - pad), Math.min(1, high + pad)])
    .nice(4)
    .domain() as [number, number]
  if (logarithmic)
    return { cost: [roundDown(least / 1.02), roundUp(most * 1.02)], accuracy, logarithmic }
  const margin = 0.06 * (most - least || most)
  const cost = scaleLinear()
    .domain([Math.max(0, least - margin), most + margin])
    .nice(8)
    .domain() as [number, number]
  return { cost, accuracy, logarithmic }
}

export function paretoScales(domain: ParetoDomain, plot: PlotArea): ParetoScales {
  return {
    x: (domain.logarithmic ? scaleLog() : scaleLinear())
      .domain(domain.cost)
      .range([plot.left, plot.right]),
    y: scaleLinear(domain.accuracy, [plot.bottom, plot.top]),
  }
}

/** Values of the cost axis that have room for their labels. */
export function costTicks(x: Scale, room: number): number[] {
  const [low = 1, high = 10] = x.domain()
  const [left = 0, right = 0] = x.range()
  const count = Math.max(2, Math.floor((right - left) / room))
  const wanted =
    high > 10 * low ? decadeTicks(low, high) : scaleLinear([low, high], [0, 1]).ticks(count)
  const ticks: number[] = []
  for (const tick of wanted) {
    const last = ticks.at(-1)
    if (last === undefined || x(tick) - x(last) >= room) ticks.push(tick)
  }
  return ticks
}

function decadeTicks(low: number, high: number): number[] {
  const ticks: number[] = []
  for (let decade = 10 ** Math.floor(Math.log10(low)); decade <= high; decade *= 10) {
    ticks.push(...[1, 2, 5].map((digit) => digit * decade))
  }
  return ticks.filter((tick) => tick >= low && tick <= high)
}

function roundDown(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  return decade * (ENDS.findLast((end) => end * decade <= value) ?? 1)
}

function roundUp(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  return decade * (ENDS.find((end) => end * decade >= value) ?? 10)
}
