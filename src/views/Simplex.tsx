import { bisector } from 'd3-array'
import { useMemo, useState } from 'react'
import './theme/alphaViews.css'
import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'
import { methodOf } from '../run/methods'
import { cellEdges } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { OperationGlyph } from './OperationGlyph'
import { edgeName, OPERATION_STYLE } from './operationStyle'
import { orderMove } from './orderMove'
import { readoutText } from './readout'
import { searchView, type SearchDrawingProps, type ViewWords } from './searchView'
import { SimplexCorners, type SimplexCornersText } from './SimplexCorners'
import {
  cornerShare,
  heightOf,
  magnification,
  mostContested,
  placedLabels,
  placeOf,
  rowsWith,
  settledIndex,
  sharesOf,
  strongestCorners,
  trailIndices,
  type Corners,
  type Place,
  type Triangle,
} from './simplexLayout'
import { cellGates } from './snapshotSeries'
import { fittedText, smallTextWidth } from './textWidth'
import { useRoving } from './useRoving'

interface SimplexData {
  readonly snapshots: readonly Snapshot[]
  /** Of the cell, one table per snapshot. */
  readonly series: readonly Float32Array[]
  /** Index of the snapshot shown. */
  readonly at: number
  readonly table: GateTable
  readonly operations: readonly OperationName[]
  /** Names of the edges, by row. */
  readonly names: readonly string[]
}

interface SimplexWords extends ViewWords, SimplexCornersText {
  readonly step: string
  /** "62 % of the edge" */
  share(percent: string): string
  /** "magnified 8 times about the middle, where all three are equal" */
  magnified(times: number): string
  readonly whole: string
  summary(title: string, step: number, operations: string, edges: string): string
  readonly edge: string
}

const WORDS: Readonly<Record<'en' | 'zh', SimplexWords>> = {
  en: {
    title: 'Three operations',
    step: 'Step',
    share: (percent) => `${percent} of the edge`,
    magnified: (times) => `magnified ${times} times about the middle`,
    whole: 'the nearer a corner, the more of its operation',
    summary: (title, step, operations, edges) =>
      `${title} against one another at step ${step}: ${operations}. Strongest by edge: ${edges}.`,
    corner: (number) => `Operation of corner ${number}`,
    follow: 'of the edge',
    edge: 'edge',
  },
  zh: {
    title: '三个操作',
    step: '步',
    share: (percent) => `占该边 ${percent}`,
    magnified: (times) => `以中心为准放大 ${times} 倍`,
    whole: '越靠近一角，该操作所占越多',
    summary: (title, step, operations, edges) =>
      `${title}相互比较，第 ${step} 步：${operations}。各边最强：${edges}。`,
    corner: (number) => `第 ${number} 角的操作`,
    follow: '随边而定',
    edge: '边',
  },
}

const HEIGHT = 330
const TOP = 74
const MOST_SIDE = 250
const DOT = 4.5
const GLYPH = 14
/** Sets the parts of a readout apart. */
const EM = 12
/** Points of a trail, and the shades in which it fades. */
const TRAIL = 96
const SHADES = 4

/** Gates of three operations against one another: a point per edge, and the way it came. */
function Simplex(props: SearchDrawingProps<SimplexData, SimplexWords>) {
  const { title, data, words, width, pointer } = props
  const { snapshots, series, at, table, operations, names } = data
  const [fixed, setFixed] = useState<Corners | null>(null)
  const { row: pointed } = pointer
  const auto = useMemo(
    () => autoCorners({ series, table, operations }, pointed),
    [series, table, operations, pointed],
  )
  const corners = fixed ?? auto
  const rows = useMemo(() => (corners ? rowsWith(table, corners) : []), [table, corners])
  const times = useMemo(
    () => (corners ? magnification(series, table.columns, rows, corners) : 1),
    [series, table, rows, corners],
  )
  const { parts, stop } = useRoving({
    first: '',
    move: (key, from) => orderMove(key, from, rows),
    onPoint: (at) => pointer.onRow(at === null ? null : Number(at)),
  })
  if (!corners) return null

  const side = Math.min(MOST_SIDE, width - 64)
  const triangle = { x: width / 2, y: TOP, side }
  const place = (gates: Float32Array, row: number) =>
    placeOf(sharesOf(gates, table.columns, row, corners), triangle, times)
  const now = series[at] ?? new Float32Array()
  const points = rows.map((row) => ({ row, name: names[row] ?? '', ...place(now, row) }))
  const trail = trailIndices(series.length, at, TRAIL)
  const told = points.find(({ row }) => row === pointer.row)
  const labels = placedLabels(told ? [told, ...points.filter((each) => each !== told)] : points)
  const home = rows.some((row) => String(row) === stop) ? stop : String(rows[0])
  const spoken = (row: number) => {
    const shares = sharesOf(now, table.columns, row, corners)
    const whole = corners.reduce((sum, column) => sum + gateOf(now, table, row, column), 0)
    return [
      names[row] ?? '',
      ...corners.map(
        (column, i) => `${shortOf(operations, column)} ${(shares[i] ?? 0).toFixed(3)}`,
      ),
      words.share(percent(whole)),
    ]
  }
  return (
    <>
      <svg
        {...parts}
        className="view simplex"
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="group"
        aria-label={words.summary(
          title,
          snapshots[at]?.step ?? 0,
          corners.map((column) => shortOf(operations, column)).join(', '),
          rows
            .map((row) => {
              const shares = sharesOf(now, table.columns, row, corners)
              const strongest = shares.indexOf(Math.max(...shares))
              return `${names[row] ?? ''} ${shortOf(operations, corners[strongest] ?? 0)}`
            })
            .join('; '),
        )}
      >
        <text className="view-title" x={0} y={15}>
          {title}
        </text>
        <text className="chart-note" data-live={told ? 'true' : undefined} x={0} y={32}>
          {told
            ? fittedReadout(spoken(told.row), width)
            : fittedText(times > 1 ? words.magnified(times) : words.whole, width)}
        </text>
        <Frame triangle={triangle} />
        <CornerHeads
          corners={corners}
          operations={operations}
          triangle={triangle}
          share={percent(cornerShare(times))}
          width={width}
        />
        <g className="simplex-trails" aria-hidden="true">
          {shadesOf(trail).map((indices, shade) => (
            <path
              key={shade}
              style={{ strokeOpacity: 0.1 + (0.8 * (shade + 1)) / SHADES }}
              d={rows.map((row) => pathOf(indices, (i) => place(series[i] ?? now, row))).join('')}
            />
          ))}
          {told && (
            <path
              data-told="true"
              d={pathOf(trail, (index) => place(series[index] ?? now, told.row))}
            />
          )}
        </g>
        <g role="listbox" aria-label={title}>
          {points.map(({ row, x, y }) => {
            const shares = sharesOf(now, table.columns, row, corners)
            const strongest = operations[corners[shares.indexOf(Math.max(...shares))] ?? 0]
            return (
              <circle
                key={row}
                role="option"
                className="simplex-point"
                data-at={row}
                aria-selected={row === pointer.row}
                aria-label={readoutText(spoken(row))}
                tabIndex={String(row) === home ? 0 : -1}
                style={{ fill: strongest && OPERATION_STYLE[strongest].color }}
                cx={x}
                cy={y}
                r={DOT}
              />
            )
          })}
        </g>
        <g className="simplex-names" aria-hidden="true">
          {labels.map(({ name, x, y, anchor }) => (
            <text
              key={name}
              data-told={name === told?.name || undefined}
              x={x}
              y={y}
              textAnchor={anchor}
            >
              {name}
            </text>
          ))}
        </g>
      </svg>
      <SimplexCorners
        corners={corners}
        operations={operations}
        fixed={fixed !== null}
        onFix={setFixed}
        words={words}
      />
    </>
  )
}

/** The triangle, and within it the bounds at which another operation becomes the strongest. */
function Frame({ triangle }: { readonly triangle: Triangle }) {
  const { x, y, side } = triangle
  const height = heightOf(triangle)
  const bottom = y + height
  const middle = y + (2 / 3) * height
  return (
    <g className="simplex-frame" aria-hidden="true">
      <path d={`M${x} ${y}L${x + side / 2} ${bottom}H${x - side / 2}Z`} />
      <path
        data-kind="bounds"
        d={`M${x} ${middle}V${bottom}M${x} ${middle}L${x + side / 4} ${y + height / 2}M${x} ${middle}L${x - side / 4} ${y + height / 2}`}
      />
    </g>
  )
}

function CornerHeads(props: {
  readonly corners: Corners
  readonly operations: readonly OperationName[]
  readonly triangle: Triangle
  /** That a corner stands for. */
  readonly share: string
  readonly width: number
}) {
  const { corners, operations, triangle, share, width } = props
  const { x, y, side } = triangle
  const bottom = y + heightOf(triangle)
  const places = [
    { x, y: y - 10 },
    { x: x - side / 2, y: bottom + 20 },
    { x: x + side / 2, y: bottom + 20 },
  ]
  return (
    <g className="simplex-corners" aria-hidden="true">
      {corners.map((column, index) => {
        const operation = operations[column]
        const place = places[index]
        if (!operation || !place) return null
        const name = `${OPERATION_STYLE[operation].short} ${share}`
        const room = GLYPH + 4 + smallTextWidth(name)
        const left = Math.max(0, Math.min(width - room, place.x - room / 2))
        return (
          <g key={column}>
            <OperationGlyph operation={operation} x={left} y={place.y - 11} size={GLYPH} />
            <text x={left + GLYPH + 4} y={place.y}>
              {name}
            </text>
          </g>
        )
      })}
    </g>
  )
}

/** Without its last part where there is no room for it. */
function fittedReadout(parts: readonly string[], room: number): string {
  const whole = parts.reduce((sum, part) => sum + smallTextWidth(part) + EM, -EM)
  return readoutText(whole <= room ? parts : parts.slice(0, -1))
}

const byStep = bisector(({ step }: Snapshot) => step)

const percent = (share: number) => `${Math.round(100 * share)} %`

const gateOf = (gates: Float32Array, { columns }: GateTable, row: number, column: number) =>
  gates[row * columns + column] ?? 0

function shortOf(operations: readonly OperationName[], column: number): string {
  const operation = operations[column]
  return operation ? OPERATION_STYLE[operation].short : ''
}

/** Of the edge pointed at; else of the one that is hardest to decide. */
function autoCorners(
  { series, table, operations }: Pick<SimplexData, 'series' | 'table' | 'operations'>,
  row: number | null,
) {
  const latest = series.at(-1)
  if (row !== null && latest && row < table.rows) {
    const corners = strongestCorners(latest, table, operations, row)
    if (corners) return corners
  }
  const settled = series[settledIndex(series.length)]
  if (!settled) return null
  return strongestCorners(settled, table, operations, mostContested(settled, table, operations))
}

/** Parts of a trail from old to new, each beginning where the one before it ends. */
function shadesOf(trail: readonly number[]): number[][] {
  const size = Math.max(1, Math.ceil((trail.length - 1) / SHADES))
  return Array.from({ length: SHADES }, (_, shade) =>
    trail.slice(shade * size, (shade + 1) * size + 1),
  ).filter(({ length }) => length > 1)
}

function pathOf(indices: readonly number[], place: (index: number) => Place): string {
  return indices
    .map((index, position) => {
      const { x, y } = place(index)
      return `${position === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}

export const simplexView = searchView<SimplexData, SimplexWords>({
  name: 'simplex',
  height: HEIGHT + 34,
  perCell: true,
  size: (config) =>
    ['darts', 'darts2'].includes(methodOf(config)) &&
    config.space.kind === 'cell' &&
    config.space.operations.length >= 3
      ? 'half'
      : null,
  words: WORDS,
  data: ({ run: { timeline, step }, cell }) => {
    const { space } = timeline.config
    const table = timeline.gateTables.find(({ name }) => name === cell)
    if (space.kind !== 'cell' || !table || timeline.snapshots.length === 0) return null
    return {
      snapshots: timeline.snapshots,
      series: cellGates(timeline.snapshots, table),
      at: step === null ? 0 : Math.max(0, byStep.right(timeline.snapshots, step) - 1),
      table,
      operations: space.operations,
      names: cellEdges(space.nodes).map(({ from, to }) => edgeName(from, to)),
    }
  },
  table: ({ snapshots, series, at, table, operations, names }, { step, edge }) => ({
    columns: [step, edge, ...operations],
    rows: names.map((name, row) => [
      snapshots[at]?.step ?? 0,
      name,
      ...operations.map((_, column) =>
        gateOf(series[at] ?? new Float32Array(), table, row, column),
      ),
    ]),
  }),
  Drawing: Simplex,
})
