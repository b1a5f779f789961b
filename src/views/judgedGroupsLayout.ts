import { scaleLinear, type ScaleLinear } from 'd3-scale'
import type { GroupReport } from '../run/judgedReport'
import type { JudgedGroup } from '../run/judging'
import { percentText } from './percentText'
import { smallTextWidth } from './textWidth'

/** A group that was judged, as it is drawn. */
export interface JudgedRow {
  readonly key: string
  readonly name: string
  readonly group: JudgedGroup
  /** Each of its networks: what it is called, and its accuracy, 0–1. */
  readonly networks: readonly { readonly name: string; readonly accuracy: number }[]
  /** Null while it is not known. */
  readonly mean: number | null
  readonly interval: readonly [number, number] | null
  /** What the interval is over: networks, or the trainings of the only one there is. */
  readonly over: GroupReport['over']
}

export interface PlacedDot {
  readonly name: string
  readonly accuracy: number
  readonly x: number
  /** Of its row's middle; dots that would hide each other stand above and below. */
  readonly y: number
}

export interface PlacedRow {
  readonly row: JudgedRow
  /** Of the row's top. */
  readonly y: number
  readonly label: string
  readonly figures: string
  readonly dots: readonly PlacedDot[]
  /** Null while there is no mean. */
  readonly mean: number | null
  readonly interval: readonly [number, number] | null
}

export interface JudgedLayout {
  readonly rows: readonly PlacedRow[]
  readonly x: ScaleLinear<number, number>
  /** Where names and figures stand beside the dots, and not above them. */
  readonly beside: boolean
  readonly top: number
  /** Of the middle of the dots, below the row's top. */
  readonly middle: number
  readonly bottom: number
  readonly height: number
  /** Of the mean of random draws; null where there is none. */
  readonly luck: number | null
}

export const DOT_RADIUS = 4
const DOT_GAP = 2 * DOT_RADIUS + 1
const TOP = 46
const FOOT = 44
const EDGE = 8
const GAP = 20
/** Narrower than this, names and figures stand above their dots. */
const BESIDE_FROM = 640
const MOST_LEVELS = 3
/** Narrowest scale: half a point of accuracy each way says that there is no difference. */
const LEAST_SPAN = 0.01

export function layOutJudgedGroups(rows: readonly JudgedRow[], width: number): JudgedLayout {
  const beside = width >= BESIDE_FROM
  const step = beside ? 44 : 62
  const figures = rows.map(figuresOf)
  const left = beside
    ? GAP + Math.max(0, ...rows.map(({ name }) => smallTextWidth(name) * 1.02))
    : EDGE
  const right = beside
    ? width - GAP - Math.max(0, ...figures.map((text) => smallTextWidth(text) * 1.02))
    : width - EDGE
  const x = scaleLinear(rangeOf(rows), [left, right]).nice(5)
  const mean = rows.find(({ group }) => group.kind === 'luck')?.mean ?? null
  const bottom = TOP + rows.length * step
  return {
    rows: rows.map((row, index) => ({
      row,
      y: TOP + index * step,
      label: row.name,
      figures: figures[index] ?? '',
      dots: placedDots(row, x),
      mean: row.mean === null ? null : x(row.mean),
      // An interval may be wider than everything there is to see.
      interval: row.interval && [
        Math.max(left, x(row.interval[0])),
        Math.min(right, x(row.interval[1])),
      ],
    })),
    x,
    beside,
    top: TOP,
    middle: beside ? step / 2 : 40,
    bottom,
    height: bottom + FOOT,
    luck: mean === null ? null : x(mean),
  }
}

export function figuresOf({ mean, interval }: JudgedRow): string {
  if (mean === null) return '–'
  if (!interval) return `${percentText(mean)} %`
  return `${percentText(mean)} % (${percentText(interval[0])} – ${percentText(interval[1])})`
}

function placedDots(row: JudgedRow, x: (accuracy: number) => number): PlacedDot[] {
  const placed: PlacedDot[] = []
  const ascending = [...row.networks].sort((a, b) => a.accuracy - b.accuracy)
  for (const { name, accuracy } of ascending) {
    const at = x(accuracy)
    const isFree = (y: number) =>
      placed.every((dot) => Math.hypot(dot.x - at, dot.y - y) >= DOT_GAP - 0.01)
    const y = LEVELS.find(isFree) ?? 0
    placed.push({ name, accuracy, x: at, y })
  }
  return placed
}

/** The middle, then above and below by turns. */
const LEVELS = Array.from({ length: MOST_LEVELS }, (_, level) => {
  const away = Math.ceil(level / 2) * DOT_GAP
  return level % 2 === 0 ? away : -away
})

/** Dots and means always show; an interval only as far as it does not squeeze them. */
function rangeOf(rows: readonly JudgedRow[]): [number, number] {
  const values = rows.flatMap(({ networks, mean }) => [
    ...networks.map(({ accuracy }) => accuracy),
    ...(mean === null ? [] : [mean]),
  ])
  if (values.length === 0) return [0, 1]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = Math.max(LEAST_SPAN, most - least)
  const ends = rows.flatMap(({ interval }) => interval ?? [])
  const low = Math.max(Math.min(least, ...ends), least - span / 2)
  const high = Math.min(Math.max(most, ...ends), most + span / 2)
  const margin = Math.max(LEAST_SPAN / 2, (high - low) / 25)
  return [Math.max(0, low - margin), Math.min(1, high + margin)]
}
