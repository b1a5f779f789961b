import type { LatencyGrid } from './latencyGrid'
import { smallTextWidth } from './textWidth'

/** Where one of the two heatmaps stands, in pixels. */
export interface HeatmapPlace {
  readonly x: number
  readonly y: number
  /** Room for the names of places. */
  readonly labels: number
  readonly columnWidth: number
  readonly rowHeight: number
  /** Above the first row: the scale, and the operations. */
  readonly head: number
  /** Whether cells have room for their value, and heads for a name. */
  readonly numbered: boolean
  readonly named: boolean
}

export interface HeatmapsLayout {
  readonly height: number
  readonly maps: readonly [HeatmapPlace, HeatmapPlace]
}

const TITLE = 30
const HEAD = 62
const ROW = 24
const GAP = 32
const FOOT = 4
/** Narrower columns stand below one another instead. */
const LEAST_COLUMN = 42
const MOST_COLUMN = 84
const LONGEST_LABEL = 148

/** Side by side where there is room for figures in both, else one below the other. */
export function layOutHeatmaps({ operations, places }: LatencyGrid, width: number): HeatmapsLayout {
  const longest = Math.max(48, ...places.map((place) => smallTextWidth(place)))
  const labels = Math.floor(Math.min(longest + 12, LONGEST_LABEL, width / 3))
  const columns = Math.max(1, operations.length)
  const half = (width - GAP) / 2
  const beside = (half - labels) / columns >= LEAST_COLUMN
  const room = beside ? half : width
  const columnWidth = Math.floor(Math.min(MOST_COLUMN, (room - labels) / columns))
  const common = {
    labels,
    columnWidth,
    rowHeight: ROW,
    head: HEAD,
    numbered: columnWidth >= 36,
    named: columnWidth >= 50,
  }
  const height = HEAD + places.length * ROW
  const second = beside
    ? { x: labels + columns * columnWidth + GAP, y: TITLE }
    : { x: 0, y: TITLE + height + GAP }
  return {
    height: second.y + height + FOOT,
    maps: [
      { x: 0, y: TITLE, ...common },
      { ...second, ...common },
    ],
  }
}
