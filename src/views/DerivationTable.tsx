import { scaleLinear } from 'd3-scale'
import './theme/views.css'
import {
  isKept,
  type EdgeDerivation,
  type EdgeVerdict,
  type NodeDerivation,
} from '../space/derivation'
import { OperationGlyph } from './OperationGlyph'
import { edgeName, OPERATION_STYLE, stateName } from './operationStyle'
import type { TableTwin } from './table'
import type { DerivationText } from './text'

export interface DerivationTableProps {
  /** Of one cell. */
  readonly nodes: readonly NodeDerivation[]
  readonly highlightRow?: number | null | undefined
  readonly onHoverRow?: ((row: number | null) => void) | undefined
  readonly text: DerivationText
}

const BAR_WIDTH = 96
const BAR_HEIGHT = 10

/** Why the cell is what it is: every node's edges by strength, which were kept, and by how much. */
export function DerivationTable({ nodes, highlightRow, onHoverRow, text }: DerivationTableProps) {
  const strongest = Math.max(...nodes.flatMap(({ edges }) => edges.map(({ gate }) => gate)))
  const width = scaleLinear([0, strongest], [0, BAR_WIDTH])
  return (
    <table className="derivation" onPointerLeave={() => onHoverRow?.(null)}>
      <caption>{text.rule}</caption>
      <thead>
        <tr>
          <th scope="col">{text.edge}</th>
          <th scope="col">{text.operation}</th>
          <th scope="col" colSpan={2}>
            {text.gate}
          </th>
          <th scope="col">{text.verdict}</th>
        </tr>
      </thead>
      {nodes.map(({ state, edges }) => (
        <tbody key={state} aria-label={text.node(stateName(state))}>
          {byRank(edges).map((edge) => (
            <tr
              key={edge.row}
              data-kept={isKept(edge) || undefined}
              data-active={edge.row === highlightRow || undefined}
              onPointerEnter={() => onHoverRow?.(edge.row)}
            >
              <th scope="row">{edgeName(edge.from, edge.to)}</th>
              <td>
                <span className="derivation-operation">
                  <OperationGlyph operation={edge.operation} size={14} />
                  {OPERATION_STYLE[edge.operation].short}
                </span>
              </td>
              <td>
                <StrengthBar edge={edge} width={width} />
              </td>
              <td className="derivation-gate">{edge.gate.toFixed(4)}</td>
              <td className="derivation-verdict">{verdictText(edge, text)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** The edge's strength, with a mark where the rival it was measured against ends. */
function StrengthBar(props: {
  readonly edge: EdgeDerivation
  readonly width: (gate: number) => number
}) {
  const { edge, width } = props
  return (
    <svg className="view" width={BAR_WIDTH} height={BAR_HEIGHT} aria-hidden="true">
      <rect
        width={width(edge.gate)}
        height={BAR_HEIGHT}
        rx={1.5}
        fill={OPERATION_STYLE[edge.operation].color}
      />
      {edge.rival !== null && (
        <rect
          className="derivation-rival"
          x={Math.min(BAR_WIDTH - 2, width(edge.rival) - 1)}
          width={2}
          height={BAR_HEIGHT}
        />
      )}
    </svg>
  )
}

/** One row per edge, in the order of the drawing. */
export function derivationTable(nodes: readonly NodeDerivation[], text: DerivationText): TableTwin {
  return {
    columns: [text.node(''), text.edge, text.operation, text.gate, text.rank, text.verdict],
    rows: nodes.flatMap(({ state, edges }) =>
      byRank(edges).map((edge) => [
        stateName(state),
        edgeName(edge.from, edge.to),
        edge.operation,
        edge.gate,
        edge.rank,
        verdictText(edge, text),
      ]),
    ),
  }
}

function byRank(edges: readonly EdgeDerivation[]): EdgeDerivation[] {
  return [...edges].sort((a, b) => a.rank - b.rank)
}

function verdictText({ verdict, gate, rival }: EdgeDerivation, text: DerivationText): string {
  const words: Record<EdgeVerdict, (margin: string) => string> = text.verdicts
  return words[verdict](Math.abs(gate - (rival ?? gate)).toFixed(4))
}
