import type { AnyOperation } from '../../../space/anyOperation'
import { OperationGlyph } from '../../../views/OperationGlyph'
import { OPERATION_STYLE } from '../../../views/operationStyle'
import { offsetPath } from '../../../views/route'
import type { PlacedGraphEdge, TileGrid } from './cellGraphLayout'
import type { EdgeState } from './edgeStates'

interface EdgeMarkProps {
  readonly at: string
  readonly place: PlacedGraphEdge
  readonly state: EdgeState
  /** All candidates of the space: a ribbon is as full as its edge is open. */
  readonly all: number
  readonly grid: TileGrid
  readonly ribbon: number
  readonly label: string
  readonly tabIndex: number
  readonly selected: boolean
  readonly open: boolean
  /** Whether it keeps the space from being searched. */
  readonly wrong: boolean
}

const LEAST_RIBBON = 1.5
const CASING = 4
const HALO = 8
const CROSS = 4

/**
 * An edge: a ribbon of its candidates' colours, and below it the tile with their glyphs. The tile is
 * what has the focus: a ribbon round a corner has no middle to point at.
 */
export function EdgeMark(props: EdgeMarkProps) {
  const { place, state, grid, all } = props
  const { tile, route } = place
  const shown = [...state.candidates, ...state.partly]
  const thickness = Math.max(LEAST_RIBBON, (props.ribbon * shown.length) / all)
  const line = offsetPath(route, 0)
  return (
    <g
      className="edge-mark"
      data-part={props.at}
      data-selected={props.selected || props.open || undefined}
      data-wrong={props.wrong || undefined}
    >
      <path className="edge-halo" d={line} strokeWidth={thickness + HALO} />
      {state.closed ? (
        <path className="edge-dashes" d={line} />
      ) : (
        <>
          {state.forced && (
            <path className="edge-casing" d={line} strokeWidth={thickness + CASING} />
          )}
          {shown.map((operation, index) => (
            <path
              key={operation}
              className="edge-strand"
              d={offsetPath(route, strandOffset(index, shown.length, thickness))}
              strokeWidth={thickness / shown.length + 0.15}
              style={{ stroke: OPERATION_STYLE[operation].color }}
            />
          ))}
        </>
      )}
      <g
        className="edge-handle"
        data-at={props.at}
        role="button"
        tabIndex={props.tabIndex}
        aria-label={props.label}
        aria-haspopup="dialog"
        aria-expanded={props.open}
        aria-pressed={props.selected}
      >
        <rect className="edge-tile" {...tile} rx={5} />
        {state.closed ? (
          <Cross x={tile.x + tile.width / 2} y={tile.y + tile.height / 2} />
        ) : (
          shown.map((operation, index) => (
            <TileGlyph
              key={operation}
              operation={operation}
              partly={index >= state.candidates.length}
              x={
                tile.x +
                (tile.width - grid.columns * grid.pitch) / 2 +
                (index % grid.columns) * grid.pitch
              }
              y={tile.y + 4 + Math.floor(index / grid.columns) * grid.pitch}
              pitch={grid.pitch}
            />
          ))
        )}
        {state.forced && !state.closed && <Lock x={tile.x} y={tile.y - 3} />}
        {state.differs && <Badge x={tile.x + tile.width} y={tile.y + tile.height - 4} text="≠" />}
        {props.wrong && <Badge x={tile.x + tile.width} y={tile.y + 4} text="!" />}
      </g>
    </g>
  )
}

/** Strands lie side by side, the first on the left of the direction of travel. */
function strandOffset(index: number, count: number, thickness: number): number {
  return ((index + 0.5) / count - 0.5) * thickness
}

const GLYPH_GAP = 3

function TileGlyph(props: {
  readonly operation: AnyOperation
  readonly partly: boolean
  readonly x: number
  readonly y: number
  readonly pitch: number
}) {
  const { operation, partly, x, y, pitch } = props
  return (
    <>
      {partly && (
        <rect
          className="edge-partly"
          x={x + 0.5}
          y={y + 0.5}
          width={pitch - 1}
          height={pitch - 1}
          rx={3}
        />
      )}
      <OperationGlyph
        operation={operation}
        size={pitch - GLYPH_GAP}
        x={x + GLYPH_GAP / 2}
        y={y + GLYPH_GAP / 2}
      />
    </>
  )
}

function Cross({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <path
      className="edge-cross"
      d={`M${x - CROSS} ${y - CROSS}l${2 * CROSS} ${2 * CROSS}m0 ${-2 * CROSS}l${-2 * CROSS} ${2 * CROSS}`}
    />
  )
}

/** A closed padlock: every architecture has the edge. */
function Lock({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className="edge-lock" transform={`translate(${x} ${y})`}>
      <circle r={7.5} />
      <path d="M-2.2 -0.8v-1.4a2.2 2.2 0 0 1 4.4 0v1.4" />
      <rect x={-3.4} y={-0.8} width={6.8} height={4.6} rx={1} />
    </g>
  )
}

function Badge({ x, y, text }: { readonly x: number; readonly y: number; readonly text: string }) {
  return (
    <g className="edge-badge" transform={`translate(${x} ${y})`}>
      <circle r={7} />
      <text y={4}>{text}</text>
    </g>
  )
}
