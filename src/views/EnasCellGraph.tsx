import { useMemo } from 'react'
import './theme/architectures.css'
import type { CellGenotype } from '../space/cellSpace'
import type { ArchitectureText } from './architectureText'
import {
  BAR_HEIGHT,
  INPUT_WIDTH,
  layoutEnasCell,
  SUM_RADIUS,
  type EnasCellLayout,
} from './enasCellLayout'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE, stateName } from './operationStyle'
import type { Point } from './route'
import { StateLabel } from './StateLabel'
import type { TableTwin } from './table'

export interface EnasCellGraphProps {
  readonly title: string
  /** Two edges per node; `concat` holds the loose ends. */
  readonly cell: CellGenotype
  /** Pixels. */
  readonly width: number
  readonly text: ArchitectureText
}

const HEADER = 24
const MARGIN = 2
const BOX_PADDING = 4

/** A cell of the ENAS micro space, in the manner of its paper's figures. */
export function EnasCellGraph({ title, cell, width, text }: EnasCellGraphProps) {
  const layout = useMemo(() => layoutEnasCell(cell, width - 2 * MARGIN), [cell, width])
  const height = layout.height + HEADER
  return (
    <svg
      className="view enas-cell"
      width={width}
      height={height}
      viewBox={`${-MARGIN} ${-HEADER} ${width} ${height}`}
      role="img"
      aria-label={text.summary(title, enasCellParts(cell, text))}
    >
      <text className="view-title" x={0} y={-12}>
        {title}
      </text>
      <EnasCellBody layout={layout} text={text} />
    </svg>
  )
}

export interface EnasCellBodyProps {
  readonly layout: EnasCellLayout
  readonly text: Pick<ArchitectureText, 'concat' | 'operations'>
}

/** The cell in its place, without its frame. */
export function EnasCellBody({ layout, text }: EnasCellBodyProps) {
  const { box, bar } = layout
  return (
    <>
      <g className="enas-lines">
        {layout.rails.map(({ state, points }) => (
          <path key={state} d={polyline(points)} />
        ))}
        {layout.joints.map((points, index) => (
          <path key={index} d={polyline(points)} data-joint />
        ))}
      </g>
      <rect className="enas-bar" {...bar} height={BAR_HEIGHT} rx={4} />
      <text className="enas-bar-name" x={bar.x + bar.width / 2} y={BAR_HEIGHT / 2 + 4}>
        {text.concat}
      </text>
      {layout.nodes.map(({ state, at, halves }) => (
        <g key={state}>
          {halves.map(({ edge, at: place, tap }, half) => (
            <g key={half} style={{ color: OPERATION_STYLE[edge.operation].color }}>
              <path
                className="enas-tap"
                d={polyline([tap, { x: place.x, y: place.y + box / 2 }])}
              />
              <circle className="enas-dot" cx={tap.x} cy={tap.y} r={2.5} />
              <path
                className="enas-branch"
                d={`M${place.x} ${place.y - box / 2}C${place.x} ${at.y + SUM_RADIUS + 4} ${at.x} ${at.y + SUM_RADIUS + 14} ${at.x} ${at.y + SUM_RADIUS}`}
              />
              <rect
                className="enas-box"
                x={place.x - box / 2}
                y={place.y - box / 2}
                width={box}
                height={box}
                rx={4}
              />
              <OperationGlyph
                operation={edge.operation}
                size={box - 2 * BOX_PADDING}
                x={place.x - box / 2 + BOX_PADDING}
                y={place.y - box / 2 + BOX_PADDING}
              />
              <title>{`${stateName(edge.input)} → ${stateName(state)} ${text.operations[edge.operation]}`}</title>
            </g>
          ))}
          <circle className="enas-sum" cx={at.x} cy={at.y} r={SUM_RADIUS} />
          <text className="enas-sum-name" x={at.x} y={at.y + 4}>
            {stateName(state)}
          </text>
        </g>
      ))}
      {layout.inputs.map(({ state, at }) => (
        <g key={state} className="cell-state">
          <rect x={0} y={at.y - 11} width={INPUT_WIDTH} height={22} rx={5} />
          <StateLabel state={state} x={at.x} y={at.y - 1} />
        </g>
      ))}
    </>
  )
}

/** "0 = avg 3×3 (cₖ₋₂) + …", node by node. */
function enasCellParts({ nodes }: CellGenotype, text: ArchitectureText): string[] {
  return nodes.map(
    (halves, node) =>
      `${node} = ${halves
        .map(({ operation, input }) => `${text.operations[operation]} (${stateName(input)})`)
        .join(' + ')}`,
  )
}

/** One row per operation. */
export function enasCellTable({ nodes }: CellGenotype, { columns }: ArchitectureText): TableTwin {
  return {
    columns: [columns.node, columns.input, columns.operation],
    rows: nodes.flatMap((halves, node) =>
      halves.map(({ operation, input }) => [String(node), stateName(input), operation]),
    ),
  }
}

function polyline(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${y}`).join('')
}
