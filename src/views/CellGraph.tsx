import { useMemo } from 'react'
import './theme/views.css'
import './theme/cell.css'
import type { CellGenotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { CellBody } from './CellBody'
import { layoutCell, type CellLayout } from './cellLayout'
import { isCompact } from './cellMetrics'
import {
  concatStates,
  drawnEdges,
  keptBranches,
  type CellRestrictions,
  type DrawnEdge,
} from './cellModel'
import type { CellPoint } from './cellPointing'
import { cellReadout, summariseCell } from './cellSummary'
import type { CellGraphText } from './text'
import { useCellPointer } from './useCellPointer'
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
  const fixed = !props.gates
  const { home, parts } = useCellPointer({ edges, layout, fixed, onPoint: onPoint ?? nowhere })
  const compact = isCompact(width)
  const pointed = edges.filter(({ row, presence }) => row === highlightRow && presence > 0)
  const height = layout.height + HEADER + (fixed || compact ? MARGIN : FOOT)

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
      <CellBody
        edges={edges}
        layout={layout}
        fixed={fixed}
        highlightRow={highlightRow}
        highlightStrand={highlightStrand}
        home={home}
        describedBy={props.describedBy}
        text={onPoint ? text : null}
      />
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
