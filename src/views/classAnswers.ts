import { timeFigure } from './latencyFigure'
import type { TableTwin } from './table'
import { smallTextWidth } from './textWidth'

/** One network's answer, or why there is none. */
export interface ClassColumn {
  readonly name: string
  /** What it is, in a line or two. */
  readonly note: string
  /** By class; null while it has not answered. */
  readonly probabilities: Float32Array | null
  /** ms for one image on this device; null while that is not known. */
  readonly latencyMs: number | null
  /** In place of an answer: what is awaited, or what is missing. */
  readonly absence: string | null
}

export interface ClassBarsText {
  readonly summary: (title: string, answers: readonly string[]) => string
  /** "Supernet: Coat 62 %, Shirt 20 %" */
  readonly answer: (name: string, leaders: readonly string[]) => string
  /** "{time} an image" */
  readonly latency: (time: string) => string
  readonly measuring: string
  /** The classes that have no row of their own. */
  readonly others: (count: number) => string
  readonly truth: string
  readonly columns: { readonly class: string; readonly probability: (name: string) => string }
}

/** A class, or all that are left together. */
export interface ClassRow {
  readonly label: string
  /** Null for those that are left. */
  readonly index: number | null
  /** One of each column; null where that has not answered. */
  readonly shares: readonly (number | null)[]
}

/** More classes than these share a row, but for the likeliest. */
const MOST_ROWS = 12
const LIKELIEST = 10

/** In the order of classes, so that bars keep their places from answer to answer. */
export function classRows(
  columns: readonly ClassColumn[],
  classNames: readonly string[],
  truth: number | null,
  others: ClassBarsText['others'],
): ClassRow[] {
  const share = (index: number) => columns.map(({ probabilities: p }) => p?.[index] ?? null)
  const row = (index: number): ClassRow => ({
    label: classNames[index] ?? '',
    index,
    shares: share(index),
  })
  const all = [...classNames.keys()]
  if (all.length <= MOST_ROWS) return all.map(row)
  const most = (index: number) => Math.max(...share(index).map((value) => value ?? 0))
  const shown = new Set([...all].sort((a, b) => most(b) - most(a)).slice(0, LIKELIEST))
  if (truth !== null) shown.add(truth)
  const kept = all.filter((index) => shown.has(index))
  const rest = all.filter((index) => !shown.has(index))
  const sums = columns.map(
    ({ probabilities: p }) => p && rest.reduce((sum, index) => sum + (p[index] ?? 0), 0),
  )
  return [...kept.map(row), { label: others(rest.length), index: null, shares: sums }]
}

/** The class that a network takes the image for; null while it has not answered. */
export function takenFor({ probabilities }: ClassColumn): number | null {
  return probabilities && probabilities.indexOf(Math.max(...probabilities))
}

/** 0.973 → "97 %"; what is nearly nothing says so. */
export function shareFigure(share: number): string {
  if (share > 0 && share < 0.005) return '< 1 %'
  if (share < 1 && share >= 0.995) return '> 99 %'
  return `${(100 * share).toFixed(0)} %`
}

const GAP = { columns: 28, narrow: 14, label: 12, value: 6 }
const VALUE_ROOM = Math.ceil(smallTextWidth('> 99 %')) + GAP.value
/** Below this, classes are named above their bars, which then have the whole width. */
const NARROW = 480
const ROW = 24
const LABEL_ABOVE = 17

export interface ColumnPlace {
  readonly x: number
  readonly width: number
  /** Pixels of a bar at probability 1. */
  readonly bar: number
}

/** Class names at the left, or above their bars; then the columns. */
export function layOutColumns(labels: readonly string[], count: number, width: number) {
  const above = width < NARROW
  const gap = above ? GAP.narrow : GAP.columns
  const longest = Math.ceil(Math.max(...labels.map(smallTextWidth), 0))
  const labelRoom = above ? width : Math.min(longest, width / 4)
  const left = above ? 0 : labelRoom + GAP.label
  const each = (width - left - gap * (count - 1)) / Math.max(1, count)
  const places = Array.from({ length: count }, (_, index): ColumnPlace => ({
    x: left + index * (each + gap),
    width: each,
    bar: each - VALUE_ROOM,
  }))
  const shift = above ? LABEL_ABOVE : 0
  return { labelRoom, above, places, rowHeight: ROW + shift, shift }
}

/** Probabilities in per cent, a row a class. */
export function classTable(
  columns: readonly ClassColumn[],
  classNames: readonly string[],
  { columns: words }: ClassBarsText,
): TableTwin {
  return {
    columns: [words.class, ...columns.map(({ name }) => words.probability(name))],
    rows: classNames.map((name, index) => [
      name,
      ...columns.map(({ probabilities: p }) => (p ? 100 * (p[index] ?? 0) : '')),
    ]),
  }
}

const LEADERS = 2

/** What the drawing shows, to be read aloud. */
export function summariseAnswers(
  title: string,
  columns: readonly ClassColumn[],
  classNames: readonly string[],
  text: ClassBarsText,
): string {
  const answers = columns.map((column) => {
    const { name, probabilities: p, absence, latencyMs } = column
    if (!p) return text.answer(name, absence === null ? [] : [absence])
    const leaders = [...p.keys()]
      .sort((a, b) => (p[b] ?? 0) - (p[a] ?? 0))
      .slice(0, LEADERS)
      .map((index) => `${classNames[index] ?? ''} ${shareFigure(p[index] ?? 0)}`)
    const time = latencyMs === null ? [] : [text.latency(timeFigure(latencyMs))]
    return text.answer(name, [...leaders, ...time])
  })
  return text.summary(title, answers)
}
