/** What is known of a view before it is drawn, in its own pixels. */
export interface StageView {
  /** As wide as it would like to be. */
  readonly width: number
  /** About how high. */
  readonly height: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface StageRow<View> {
  readonly views: readonly View[]
  /** The room of each of them. */
  readonly room: Size
}

/** Every view can be drawn this narrow, as on a phone. */
const NARROWEST = 340
/** Where they would be smaller, times the usual, there are more of them than fit: the stage scrolls. */
const SMALLEST = 0.9
/** Views are drawn narrower than they like rather than with smaller type than this, times the usual. */
const READABLE = 1.5

/**
 * Views in order, in as many columns as let the smallest of them grow most (the fewest of equals). Rows
 * are as high as their highest view asks, and the views of the last one share its whole width.
 * Where they do not fit, rows are as high as views are by themselves.
 * @param gap pixels between views
 */
export function stageLayout<View extends StageView>(
  views: readonly View[],
  stage: Size,
  gap: number,
): readonly StageRow<View>[] {
  const fitting = largest(
    views.map((_, index) => inColumns(views, index + 1, stage, gap)),
    SMALLEST,
  )
  const endless = { ...stage, height: Infinity }
  return (
    fitting ?? largest(views.map((_, index) => inColumns(views, index + 1, endless, gap))) ?? []
  )
}

/** The layout whose smallest view is largest; null where even that is smaller than `least`. */
function largest<View extends StageView>(
  layouts: readonly (readonly StageRow<View>[])[],
  least = 0,
): readonly StageRow<View>[] | null {
  const smallest = (rows: readonly StageRow<View>[]) =>
    Math.min(...rows.flatMap(({ views, room }) => views.map((view) => scaleIn(room, view))))
  const best = layouts.reduce<readonly StageRow<View>[] | null>(
    (best, rows) => (!best || smallest(rows) > smallest(best) ? rows : best),
    null,
  )
  return best && smallest(best) >= least ? best : null
}

/** How much larger than usual a view is drawn in its room. */
export function scaleIn(room: Size, { width, height }: StageView): number {
  const wide = Math.max(room.width / width, Math.min(READABLE, room.width / NARROWEST))
  return Math.min(room.height / height, wide)
}

function inColumns<View extends StageView>(
  views: readonly View[],
  columns: number,
  stage: Size,
  gap: number,
): readonly StageRow<View>[] {
  const count = Math.ceil(views.length / columns)
  const rows = Array.from({ length: count }, (_, row) =>
    views.slice(row * columns, (row + 1) * columns),
  )
  const highest = (row: readonly View[]) => Math.max(...row.map(({ height }) => height))
  const asked = rows.reduce((sum, row) => sum + highest(row), 0)
  const height = Number.isFinite(stage.height)
    ? Math.max(0, stage.height - gap * (count - 1))
    : asked
  return rows.map((row) => ({
    views: row,
    room: {
      width: Math.max(0, (stage.width - gap * (row.length - 1)) / row.length),
      height: (height * highest(row)) / asked,
    },
  }))
}
