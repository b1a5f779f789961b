import type { ViewSize } from '../../views/searchView'
import { CELL_TYPES, type CellType } from '../../space/cellSpace'

/** What is known of a view before it is drawn. */
export interface PlaceableView {
  readonly name: string
  readonly size: NonNullable<ViewSize>
  /** About how high, in pixels. */
  readonly height: number
  /** Whether there is one for each kind of cell. */
  readonly perCell: boolean
}

/** A view in its place; `cell` is null where there is room for one kind of cell only. */
export interface PlacedView {
  readonly name: string
  readonly cell: CellType | null
}

/** Where the views of a search stand. */
export interface ViewLayout {
  /** One below the other; the views of a row share the width of the column. */
  readonly rows: readonly (readonly PlacedView[])[]
  /** Below them, side by side. */
  readonly columns: readonly (readonly PlacedView[])[]
  /** Below these, as wide as the column again. */
  readonly feet: readonly PlacedView[]
}

/** From this width on both kinds of cell stand side by side. */
const BOTH_CELLS_WIDTH = 1080
/** Narrower columns have their drawings one below the other. */
const TWO_COLUMNS_WIDTH = 560

/**
 * Wide views first, then the others in columns, each where there is less so far, then those that stand
 * at the foot. Where both kinds of cell have room, what is of the normal cell stands left, and of the reduction cell right.
 */
export function layoutViews(views: readonly PlaceableView[], width: number): ViewLayout {
  const both = width >= BOTH_CELLS_WIDTH && views.some(({ perCell }) => perCell)
  const cellsOf = ({ perCell }: PlaceableView): readonly (CellType | null)[] =>
    perCell && both ? CELL_TYPES : [null]
  const rows = views
    .filter(({ size }) => size === 'wide')
    .map((view) => cellsOf(view).map((cell) => ({ name: view.name, cell })))
  const count = both ? 4 : width >= TWO_COLUMNS_WIDTH ? 2 : 1
  const columns = Array.from({ length: count }, () => ({ height: 0, views: [] as PlacedView[] }))
  for (const view of views.filter(({ size }) => size === 'half')) {
    for (const cell of cellsOf(view)) {
      const half = columns.length / 2
      const open =
        cell === null ? columns : cell === 'normal' ? columns.slice(0, half) : columns.slice(half)
      const lowest = open.reduce((least, column) => (column.height < least.height ? column : least))
      lowest.views.push({ name: view.name, cell })
      lowest.height += view.height
    }
  }
  const feet = views.filter(({ size }) => size === 'foot').map(({ name }) => ({ name, cell: null }))
  return { rows, columns: columns.map((column) => column.views), feet }
}
