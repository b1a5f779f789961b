import './theme/views.css'
import { HEAT_ROW } from './HeatCell'
import { groupsBefore, type HeatColumnHead, type HeatGrid } from './heatGrid'
import { HeatLegend } from './HeatLegend'
import { heatExtent } from './heatScale'
import { heatReadout, summariseHeat, usualValue } from './heatSummary'
import { HeatRow, LABEL_GAP } from './HeatRow'
import { OperationGlyph } from './OperationGlyph'
import type { AlphaHeatmapText } from './text'
import { smallTextWidth } from './textWidth'
import { useRoving } from './useRoving'

export interface AlphaHeatmapProps {
  readonly title: string
  readonly grid: HeatGrid
  /** Rows × columns of the grid. */
  readonly gates: Float32Array
  /** Cells to ring: row × columns + column. */
  readonly ringed?: ReadonlySet<number> | undefined
  /** Ratio to the expected gate at the ends of the scale; by default just enough for `gates`. */
  readonly extent?: number | undefined
  readonly width: number
  /** Pixels per row; text needs at least 16. */
  readonly rowHeight?: number | undefined
  readonly highlightRow?: number | null | undefined
  readonly onHoverRow?: ((row: number | null) => void) | undefined
  readonly onSelectRow?: ((row: number) => void) | undefined
  readonly text: AlphaHeatmapText
}

const HEADER = 30
const HEAD = 42
/** Room for the names of groups of columns. */
const GROUP_HEAD = 18
/** Least room for the names of rows, as wide as an edge between inputs and nodes. */
const LABELS = 74
const GROUP_GAP = 7
const COLUMN_GAP = 10
const LEGEND = 42
/** Narrower columns show their glyph without the name, and no numbers. */
const NAMED_COLUMN = 48
const NUMBERED_COLUMN = 38
/** Narrower drawings centre the legend under the labels too. */
const NARROW = 420
const NARROWEST_COLUMN = 17

/** Branches of a supernet: how far each gate is from what is expected. What is chosen is ringed. */
export function AlphaHeatmap(props: AlphaHeatmapProps) {
  const { title, grid, gates, ringed, text } = props
  const { rows, columns, expected } = grid
  const { rowHeight = HEAT_ROW, highlightRow = null } = props
  const extent = props.extent ?? heatExtent(gates, expected)
  const { pointed, stop, parts } = useRoving({
    first: '0 0',
    move: (key, from) => moved(key, from, grid),
    onPoint: (at) => props.onHoverRow?.(at === null ? null : positionOf(at).row),
    onSelect: (at) => props.onSelectRow?.(positionOf(at).row),
  })

  const labels = Math.max(
    LABELS,
    ...rows.map(({ name }) => Math.ceil(smallTextWidth(name)) + LABEL_GAP + 4),
  )
  const columnGroups = groupsBefore(columns)
  const gaps = (columnGroups.at(-1) ?? 0) * COLUMN_GAP
  const room = (props.width - labels - gaps) / columns.length
  const columnWidth = Math.max(NARROWEST_COLUMN, room)
  const width = Math.max(props.width, labels + gaps + columns.length * columnWidth)
  const places = columns.map(
    (_, column) => labels + column * columnWidth + (columnGroups[column] ?? 0) * COLUMN_GAP,
  )
  const grouped = columns.some(({ group }) => group !== '')
  const head = HEAD + (grouped ? GROUP_HEAD : 0)
  const rowGroups = groupsBefore(rows)
  const rowY = (row: number) => head + row * rowHeight + (rowGroups[row] ?? 0) * GROUP_GAP
  const bottom = rows.length > 0 ? rowY(rows.length - 1) + rowHeight : head
  const height = HEADER + bottom + LEGEND
  const at = pointed === null ? null : positionOf(pointed)
  const home = positionOf(stop)

  return (
    <svg
      {...parts}
      className="view heatmap"
      width={width}
      height={height}
      viewBox={`0 ${-HEADER} ${width} ${height}`}
      role="grid"
      aria-label={summariseHeat(title, props, text)}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      tabIndex={-1}
    >
      <text className="view-title" x={0} y={-13}>
        {title}
      </text>
      {at && (
        <text className="view-readout" data-live="true" x={props.width} y={-13} textAnchor="end">
          {heatReadout(props, at.row * columns.length + at.column, text)}
        </text>
      )}
      {grouped && <GroupHeads columns={columns} places={places} columnWidth={columnWidth} />}
      <g role="row" transform={grouped ? `translate(0 ${GROUP_HEAD})` : undefined}>
        <text
          role="columnheader"
          className="heat-corner"
          x={labels - LABEL_GAP}
          y={32}
          textAnchor="end"
        >
          {text.row}
        </text>
        {columns.map((column, index) => (
          <ColumnHead
            key={`${column.group} ${column.term}`}
            column={column}
            x={(places[index] ?? 0) + columnWidth / 2}
            named={columnWidth >= NAMED_COLUMN}
            active={at?.column === index}
          />
        ))}
      </g>
      {rows.map(({ name }, row) => {
        const start = row * columns.length
        const slice = (values: Float32Array) => [...values.subarray(start, start + columns.length)]
        return (
          <HeatRow
            key={name}
            row={row}
            name={name}
            columns={columns}
            places={places}
            gates={slice(gates)}
            expected={slice(expected)}
            ringed={columns.flatMap((_, i) => (ringed?.has(start + i) ? [i] : [])).join(' ')}
            extent={extent}
            y={rowY(row)}
            height={rowHeight}
            labels={labels}
            columnWidth={columnWidth}
            numbered={columnWidth >= NUMBERED_COLUMN}
            active={row === highlightRow || row === at?.row}
            home={home.row === row ? home.column : null}
            text={text}
          />
        )
      })}
      <HeatLegend
        x={width >= NARROW ? labels + (width - labels) / 2 : width / 2}
        y={bottom + 14}
        room={width >= NARROW ? width - labels : width}
        extent={extent}
        usual={usualValue(grid, text) ?? ''}
        text={text}
      />
    </svg>
  )
}

function ColumnHead(props: {
  readonly column: HeatColumnHead
  readonly x: number
  readonly named: boolean
  readonly active: boolean
}) {
  const { column, x, named, active } = props
  const { operation, name, short, group } = column
  const glyphless = operation === null
  return (
    <g
      role="columnheader"
      aria-label={`${group} ${name}`.trim()}
      className="heat-head"
      data-active={active || undefined}
    >
      <title>{name}</title>
      {operation && <OperationGlyph operation={operation} x={x - 8} y={named ? 0 : 14} />}
      {(named || glyphless) && (
        <text x={x} y={32} textAnchor="middle">
          {short}
        </text>
      )}
    </g>
  )
}

function GroupHeads({
  columns,
  places,
  columnWidth,
}: {
  readonly columns: readonly HeatColumnHead[]
  readonly places: readonly number[]
  readonly columnWidth: number
}) {
  const groups = [...new Set(columns.map(({ group }) => group))]
  return (
    <g className="heat-groups" aria-hidden="true">
      {groups.map((name) => {
        const members = columns.flatMap(({ group }, index) => (group === name ? [index] : []))
        const left = places[members[0] ?? 0] ?? 0
        const right = (places[members.at(-1) ?? 0] ?? 0) + columnWidth
        return (
          <g key={name}>
            <text x={(left + right) / 2} y={8} textAnchor="middle">
              {name}
            </text>
            <line x1={left + 2} x2={right - 2} y1={14} y2={14} />
          </g>
        )
      })}
    </g>
  )
}

interface Position {
  readonly row: number
  readonly column: number
}

function positionOf(at: string): Position {
  const [row = 0, column = 0] = at.split(' ').map(Number)
  return { row, column }
}

const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

/** Where an arrow key, Home or End leads, past places that are empty; null for other keys. */
function moved(key: string, at: string, { rows, columns, expected }: HeatGrid): string | null {
  const arrow = ARROWS[key]
  if (!arrow) return null
  const from = positionOf(at)
  const isThere = ({ row, column }: Position) => (expected[row * columns.length + column] ?? 0) > 0
  const places: Position[] = arrow[0]
    ? rows.map((_, row) => ({ row, column: from.column }))
    : columns.map((_, column) => ({ row: from.row, column }))
  const along = ({ row, column }: Position) => (arrow[0] ? row : column)
  const direction = arrow[0] || arrow[1]
  const ahead = places
    .filter((place) => isThere(place) && (along(place) - along(from)) * Math.sign(direction) > 0)
    .sort((a, b) => Math.abs(along(a) - along(from)) - Math.abs(along(b) - along(from)))
  const next = (Number.isFinite(direction) ? ahead[0] : ahead.at(-1)) ?? from
  return `${next.row} ${next.column}`
}
