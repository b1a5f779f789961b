import { useTranslation } from 'react-i18next'
import { CELL_INPUTS, cellEdges } from '../../space/cellSpace'

const WIDTH = 252
const HEIGHT = 70
const BASE = 60
const RADIUS = 7
const MARGIN = RADIUS + 2
/** Control points stand this high above an arc as wide as the drawing; its apex at three quarters. */
const STEEPNESS = 78

interface CellSkeletonProps {
  readonly nodes: number
  /** Nodes that there may be; the spare ones can be clicked to have them. */
  readonly most: number
  readonly onChange: (nodes: number) => void
}

/**
 * The cell before any search: every edge an arc, as many arcs as there are choices to make. Nodes can
 * be clicked; the radio buttons beside it do the same for the keyboard.
 */
export function CellSkeleton({ nodes, most, onChange }: CellSkeletonProps) {
  const { t } = useTranslation()
  const edges = cellEdges(nodes)
  const states = CELL_INPUTS + most
  const stateX = (state: number) => MARGIN + (state * (WIDTH - 2 * MARGIN)) / (states - 1)
  return (
    <svg
      className="cell-skeleton"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('space.skeleton', { nodes, edges: edges.length })}
    >
      {edges.map(({ row, from, to }) => (
        <path key={row} d={arc(stateX(from), stateX(to))} className="skeleton-edge" />
      ))}
      {Array.from({ length: states }, (_, state) => {
        const node = state - CELL_INPUTS + 1
        const kind = node < 1 ? 'input' : node <= nodes ? 'node' : 'spare'
        return (
          <circle
            key={state}
            cx={stateX(state)}
            cy={BASE}
            r={kind === 'spare' ? 4 : RADIUS}
            className="skeleton-state"
            data-kind={kind}
            onClick={node < 1 ? undefined : () => onChange(node)}
          />
        )
      })}
    </svg>
  )
}

/** Longer edges rise higher, so that no two hide each other. */
function arc(from: number, to: number): string {
  const peak = BASE - ((to - from) / WIDTH) * STEEPNESS
  return `M${from} ${BASE} C${from} ${peak} ${to} ${peak} ${to} ${BASE}`
}
