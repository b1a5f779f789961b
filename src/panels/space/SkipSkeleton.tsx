const WIDTH = 252
const BASE = 96
const HEIGHT = 106
const MARGIN = 6
/** Height of control points over the width of an arc; its apex stands at three quarters. */
const STEEPNESS = 0.5

interface SkipSkeletonProps {
  readonly layers: number
  /** Layers that there may be; spare ones can be clicked to have them. */
  readonly most: number
  readonly label: string
  readonly onChange: (layers: number) => void
}

/** A chain of layers before any search: every skip that there may be is an arc. */
export function SkipSkeleton({ layers, most, label, onChange }: SkipSkeletonProps) {
  const pitch = (WIDTH - 2 * MARGIN) / most
  /** Before layer `joint`, or behind the last. */
  const x = (joint: number) => MARGIN + joint * pitch
  const skips = Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: layer }, (__, earlier) => ({ from: earlier, to: layer + 1 })),
  ).flat()
  return (
    <svg className="cell-skeleton" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <g className="skip-arcs" data-many={layers > most / 2 || undefined}>
        {skips.map(({ from, to }) => {
          const peak = BASE - (x(to) - x(from)) * STEEPNESS
          return (
            <path
              key={`${from}-${to}`}
              d={`M${x(from)} ${BASE}C${x(from)} ${peak} ${x(to)} ${peak} ${x(to)} ${BASE}`}
            />
          )
        })}
      </g>
      <line className="macro-axis" x1={x(0)} x2={x(layers)} y1={BASE} y2={BASE} />
      {Array.from({ length: most }, (_, layer) => (
        <rect
          key={layer}
          className="skeleton-state"
          data-kind={layer < layers ? 'node' : 'spare'}
          x={x(layer) + pitch * 0.2}
          y={BASE - (layer < layers ? 6 : 2)}
          width={pitch * 0.6}
          height={layer < layers ? 12 : 4}
          rx={2}
          onClick={() => onChange(layer + 1)}
        />
      ))}
    </svg>
  )
}
