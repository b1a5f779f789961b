import { useTranslation } from 'react-i18next'
import {
  NAS_BENCH_201_EDGES,
  NAS_BENCH_201_NODES,
  NAS_BENCH_201_OPERATIONS,
  type NasBench201Operation,
} from '../../space/nasBench201Space'
import { layoutEdgeCell, NODE_RADIUS } from '../../views/edgeCellLayout'
import { OperationGlyph } from '../../views/OperationGlyph'

const WIDTH = 252
const GLYPH = 12
const PITCH = 16
/** Candidates stand two above three. */
const UPPER = 2
const TILE = { width: 3 * PITCH, height: 2 * PITCH + 2 }
const SPACING = { rise: 44, room: TILE.height / 2 + 2 }

const LAYOUT = layoutEdgeCell(NAS_BENCH_201_NODES, NAS_BENCH_201_EDGES, WIDTH, SPACING)

interface EdgeCandidatesProps {
  readonly operations: readonly NasBench201Operation[]
  readonly onToggle: (operation: NasBench201Operation) => void
}

/**
 * The cell before any search: on every edge all candidates, those that are forbidden faint. Each can be
 * clicked, and changes on all edges at once; the palette below it does the same for the keyboard.
 */
export function EdgeCandidates({ operations, onToggle }: EdgeCandidatesProps) {
  const { t } = useTranslation()
  const names = operations.map((operation) => t(`operationNames.${operation}`)).join(', ')
  return (
    <svg
      className="edge-candidates"
      viewBox={`0 ${LAYOUT.top} ${WIDTH} ${LAYOUT.bottom - LAYOUT.top}`}
      role="img"
      aria-label={t('spaces.edgeDrawing', { operations: names })}
    >
      {LAYOUT.edges.map(({ from, to, path }) => (
        <path key={`${from}-${to}`} d={path} className="skeleton-edge" />
      ))}
      {LAYOUT.edges.map(({ from, to, middle }) => (
        <g
          key={`${from}-${to}`}
          transform={`translate(${middle.x - TILE.width / 2} ${middle.y - TILE.height / 2})`}
        >
          <rect className="candidate-plate" {...TILE} rx={6} />
          {NAS_BENCH_201_OPERATIONS.map((operation, index) => {
            const lower = index >= UPPER
            const x = lower ? (index - UPPER) * PITCH : (index + 0.5) * PITCH
            return (
              <g
                key={operation}
                className="candidate"
                data-off={!operations.includes(operation) || undefined}
                transform={`translate(${x} ${lower ? PITCH + 1 : 1})`}
                onClick={() => onToggle(operation)}
              >
                <title>{`${from} → ${to}: ${t(`operationNames.${operation}`)}`}</title>
                <rect className="candidate-target" width={PITCH} height={PITCH} />
                <OperationGlyph
                  operation={operation}
                  size={GLYPH}
                  x={(PITCH - GLYPH) / 2}
                  y={(PITCH - GLYPH) / 2}
                />
              </g>
            )
          })}
        </g>
      ))}
      {LAYOUT.nodes.map(({ x, y }, node) => (
        <g key={node} className="candidate-node">
          <circle cx={x} cy={y} r={NODE_RADIUS - 1} />
          <text x={x} y={y + 4}>
            {node === 0
              ? t('architecture.input')
              : node === LAYOUT.nodes.length - 1
                ? t('architecture.output')
                : node}
          </text>
        </g>
      ))}
    </svg>
  )
}
