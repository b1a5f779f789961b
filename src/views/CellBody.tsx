import type { OperationName } from '../space/operations'
import type { Box, CellLayout } from './cellLayout'
import type { DrawnEdge } from './cellModel'
import { strandNames } from './cellSummary'
import { CellRibbon } from './CellRibbon'
import { EdgeLabel } from './EdgeLabel'
import { StateLabel } from './StateLabel'
import type { CellGraphText } from './text'
import { useFlash } from './useFlash'

export interface CellBodyProps {
  readonly edges: readonly DrawnEdge[]
  /** Of these edges. */
  readonly layout: CellLayout
  /** Edges are single strands: the architecture is decided. */
  readonly fixed: boolean
  readonly highlightRow?: number | null
  readonly highlightStrand?: OperationName | null
  /** The row that the tab key leads to. */
  readonly home?: number | null
  /** Id of the element that tells more of what is pointed at. */
  readonly describedBy?: string | undefined
  /** What edges and strands are called by; null where they cannot be pointed at. */
  readonly text: CellGraphText | null
}

/** Edges, states and output of a cell in their places: a cell without its frame. */
export function CellBody(props: CellBodyProps) {
  const { edges, layout, fixed, highlightRow = null, highlightStrand = null, text } = props
  const flashes = useFlash(derivedByKey(edges))
  const pointing = edges.some(({ row, presence }) => row === highlightRow && presence > 0)
  const order = edges
    .map((edge, index) => ({ edge, route: layout.routes[index] }))
    .sort((a, b) => rank(a.edge, highlightRow) - rank(b.edge, highlightRow))
  return (
    <>
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
              names={text && strandNames(edge, text)}
              home={edge.row === props.home}
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
              receding={pointing && edge.row !== highlightRow}
            />
          ),
      )}
    </>
  )
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
