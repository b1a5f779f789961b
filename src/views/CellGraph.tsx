import { useMemo } from 'react'
import './theme/views.css'
import './theme/cell.css'
import type { CellGenotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { layoutCell, type Box, type CellLayout } from './cellLayout'
import { isCompact } from './cellMetrics'
import {
  concatStates,
  drawnEdges,
  keptBranches,
  type CellRestrictions,
  type DrawnEdge,
} from './cellModel'
import type { CellPoint } from './cellPointing'
import { cellReadout, strandNames, summariseCell } from './cellSummary'
import { CellRibbon } from './CellRibbon'
import { EdgeLabel } from './EdgeLabel'
import { StateLabel } from './StateLabel'
import type { CellGraphText } from './text'
import { useCellPointer } from './useCellPointer'
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
  /** What the space's rules leave open. */
  readonly restrictions?: CellRestrictions | undefined
  /** From the mixture (0) to the genotype (1); see `CellContent`. */
  readonly settled?: number | undefined
  /** Pixels; see `useWidth`. */
  readonly width: number
  /** Row (edge) pointed at here or in a linked drawing. */
  readonly highlightRow?: number | null | undefined
  /** The strand pointed at, within that row. */
  readonly highlightStrand?: OperationName | null | undefined
  /** Makes edges and strands reachable by pointer and keyboard. */
  readonly onPoint?: ((point: CellPoint | null) => void) | undefined
  /** Id of the element that tells more of what is pointed at. */
  readonly describedBy?: string | undefined
  readonly text: CellGraphText
}

const HEADER = 30
const FOOT = 20
const MARGIN = 2
/** Strands told in the readout. */
const READOUT_STRANDS = 3
/** From here on the cell is called settled. */
const SETTLED = 0.5

const nowhere = () => undefined

/** The cell as a graph, inputs left, output right; every edge a ribbon of its operations' gates. */
export function CellGraph(props: CellGraphProps) {
  const { title, genotype, width, highlightRow = null, highlightStrand = null, text } = props
  const { nodes, operations, restrictions, settled = 0, onPoint } = props
  const gates = useGlide(props.gates)
  const kept = useGlide(useKeptBranches(props))
  const edges = drawnEdges({ nodes, operations, gates, genotype, restrictions, settled, kept })
  const layout = useStableLayout(nodes, edges, concatStates(nodes, genotype), width - 2 * MARGIN)
  const flashes = useFlash(derivedByKey(edges))
  const fixed = !props.gates
  const { home, parts } = useCellPointer({ edges, layout, fixed, onPoint: onPoint ?? nowhere })
  const compact = isCompact(width)
  const pointed = edges.filter(({ row, presence }) => row === highlightRow && presence > 0)
  const height = layout.height + HEADER + (fixed || compact ? MARGIN : FOOT)

  const order = edges
    .map((edge, index) => ({ edge, route: layout.routes[index] }))
    .sort((a, b) => rank(a.edge, highlightRow) - rank(b.edge, highlightRow))

  return (
    <svg
      className="view cell-graph"
      data-compact={compact || undefined}
      data-pointing={pointed.length > 0 || undefined}
      width={layout.width + 2 * MARGIN}
      height={height}
      viewBox={`${-MARGIN} ${-HEADER} ${layout.width + 2 * MARGIN} ${height}`}
      role={onPoint ? 'group' : 'img'}
      aria-label={summariseCell(title, nodes, edges, text)}
      {...(onPoint && parts)}
    >
      <text className="view-title" x={0} y={-13}>
        {title}
      </text>
      {fixed ? (
        <text className="view-readout" x={layout.width} y={-13} textAnchor="end">
          {pointed.length > 0
            ? cellReadout(pointed, compact ? 1 : READOUT_STRANDS, text)
            : text.hintFixed}
        </text>
      ) : (
        !compact && (
          <text className="view-readout" x={0} y={layout.height + FOOT - 4}>
            {settled < SETTLED ? text.hintMixed : text.hintFixed}
          </text>
        )
      )}
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
              pointedStrand={edge.row === highlightRow ? highlightStrand : null}
              names={onPoint ? strandNames(edge, text) : null}
              home={edge.row === home}
              describedBy={edge.row === highlightRow ? props.describedBy : undefined}
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

/** The same array as long as the genotype says the same. */
function useKeptBranches({ nodes, operations, genotype }: CellGraphProps): Float32Array {
  const key = JSON.stringify(genotype?.nodes)
  return useMemo(
    () => keptBranches({ nodes, operations, genotype }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [nodes, operations, key],
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
