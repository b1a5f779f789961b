import { useMemo } from 'react'
import './theme/views.css'
import type { CellGenotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { layoutCell, type Box, type CellLayout } from './cellLayout'
import { isCompact } from './cellMetrics'
import { concatStates, drawnEdges, type DrawnEdge } from './cellModel'
import { cellReadout, summariseCell } from './cellSummary'
import { CellRibbon } from './CellRibbon'
import { EdgeLabel } from './EdgeLabel'
import { StateLabel } from './StateLabel'
import type { CellGraphText } from './text'
import { useFlash } from './useFlash'
import { useGlide } from './useGlide'

export interface CellGraphProps {
  readonly title: string
  readonly nodes: number
  /** Columns of `gates`. */
  readonly operations: readonly OperationName[]
  /** One gate table, rows × operations; without it the genotype is drawn alone. */
  readonly gates?: Float32Array | undefined
  /** Derived from the gates, or a fixed cell. */
  readonly genotype?: CellGenotype | undefined
  /** Pixels; see `useWidth`. */
  readonly width: number
  /** Row (edge) pointed at here or in a linked drawing. */
  readonly highlightRow?: number | null | undefined
  readonly onHoverRow?: ((row: number | null) => void) | undefined
  readonly onSelectRow?: ((row: number) => void) | undefined
  readonly text: CellGraphText
}

const HEADER = 30
const MARGIN = 2
/** Strands told in the readout. */
const READOUT_STRANDS = 3

/** The cell as a graph, inputs left, output right; every edge a ribbon of its operations' gates. */
export function CellGraph(props: CellGraphProps) {
  const { title, nodes, operations, genotype, width, highlightRow = null, text } = props
  const gates = useGlide(props.gates)
  const edges = drawnEdges({ nodes, operations, gates, genotype })
  const layout = useStableLayout(nodes, edges, concatStates(nodes, genotype), width - 2 * MARGIN)
  const flashes = useFlash(derivedByKey(edges))
  const fixed = !props.gates
  const pointed = edges.filter(({ row }) => row === highlightRow)
  const height = layout.height + HEADER + MARGIN

  const order = edges
    .map((edge, index) => ({ edge, route: layout.routes[index] }))
    .sort((a, b) => rank(a.edge, highlightRow) - rank(b.edge, highlightRow))

  return (
    <svg
      className="view cell-graph"
      data-compact={isCompact(width) || undefined}
      data-pointing={pointed.length > 0 || undefined}
      width={layout.width + 2 * MARGIN}
      height={height}
      viewBox={`${-MARGIN} ${-HEADER} ${layout.width + 2 * MARGIN} ${height}`}
      role="img"
      aria-label={summariseCell(title, nodes, edges, text)}
      onPointerLeave={() => props.onHoverRow?.(null)}
    >
      <text className="view-title" x={0} y={-13}>
        {title}
      </text>
      <text className="view-readout" x={layout.width} y={-13} textAnchor="end">
        {pointed.length > 0
          ? cellReadout(pointed, isCompact(width) ? 1 : READOUT_STRANDS, text)
          : fixed
            ? text.hintFixed
            : text.hintMixed}
      </text>
      <Bus layout={layout} />
      {order.map(
        ({ edge, route }) =>
          route && (
            <CellRibbon
              key={edge.key}
              edge={edge}
              route={route}
              fixed={fixed}
              pointed={edge.row === highlightRow}
              onHover={props.onHoverRow}
              onSelect={props.onSelectRow}
            />
          ),
      )}
      {layout.states.map((box, state) => (
        <StateBox key={state} box={box} state={state} />
      ))}
      <StateBox box={layout.output} state="output" />
      {order.map(
        ({ edge, route }) =>
          route &&
          edge.derived && (
            <EdgeLabel
              key={`${edge.key} ${flashes.get(edge.key) ?? 0}`}
              operation={edge.derived}
              route={route}
              flashing={flashes.has(edge.key)}
              receding={pointed.length > 0 && edge.row !== highlightRow}
            />
          ),
      )}
    </svg>
  )
}

/** The layout is recomputed when the edges, the joined states or the width change, never for gates. */
function useStableLayout(
  nodes: number,
  edges: readonly DrawnEdge[],
  concat: readonly number[],
  width: number,
): CellLayout {
  const edgeKey = edges.map(({ from, to }) => `${from}-${to}`).join(' ')
  const concatKey = concat.join(' ')
  return useMemo(
    () =>
      layoutCell({
        nodes,
        edges: parsePairs(edgeKey),
        concat: concatKey === '' ? [] : concatKey.split(' ').map(Number),
        width,
      }),
    [nodes, edgeKey, concatKey, width],
  )
}

function parsePairs(key: string) {
  if (key === '') return []
  return key.split(' ').map((pair) => {
    const [from = 0, to = 0] = pair.split('-').map(Number)
    return { from, to }
  })
}

/** What is pointed at lies on top, then derived edges, then the rest. */
function rank(edge: DrawnEdge, highlightRow: number | null): number {
  if (edge.row === highlightRow) return 2
  return edge.derived ? 1 : 0
}

function derivedByKey(edges: readonly DrawnEdge[]): Map<string, string> {
  return new Map(edges.flatMap(({ key, derived }) => (derived ? [[key, derived] as const] : [])))
}

function Bus({ layout }: { readonly layout: CellLayout }) {
  return (
    <g className="cell-bus">
      {layout.bus.map((line, index) => (
        <path key={index} d={line.map(({ x, y }, at) => `${at ? 'L' : 'M'}${x} ${y}`).join('')} />
      ))}
      {layout.joints.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={2.5} />
      ))}
    </g>
  )
}

function StateBox({ box, state }: { readonly box: Box; readonly state: number | 'output' }) {
  return (
    <g className="cell-state">
      <rect {...box} rx={7} />
      <StateLabel state={state} x={box.x + box.width / 2} y={box.y + box.height / 2} />
    </g>
  )
}
