import { memo } from 'react'

export interface ParetoMarkProps {
  readonly id: number
  readonly x: number
  readonly y: number
  /** Read aloud. */
  readonly label: string
  /** Whether nothing dominates it. */
  readonly front: boolean
  /** A predicted cost is hollow, one that is known is filled. */
  readonly predicted: boolean
  /** Whether it is what the result column shows. */
  readonly shown: boolean
  readonly chosen: boolean
  readonly selected: boolean
  readonly pointed: boolean
  /** Whether the tab key leads here. */
  readonly home: boolean
}

const RADIUS = 5
const SMALL_RADIUS = 3.5
const RING = 5

/** One architecture of those that matter now: on the front, shown, selected or pointed at. */
export const ParetoMark = memo(function ParetoMark(props: ParetoMarkProps) {
  const { id, x, y, label, front, predicted, shown, chosen, selected, pointed, home } = props
  const radius = front ? RADIUS : SMALL_RADIUS
  return (
    <g
      className="pareto-mark"
      data-at={id}
      data-front={front || undefined}
      data-predicted={predicted || undefined}
      data-selected={selected || undefined}
      data-pointed={pointed || undefined}
      data-shown={shown || undefined}
      role="button"
      aria-label={label}
      aria-pressed={chosen}
      tabIndex={home ? 0 : -1}
      transform={`translate(${x} ${y})`}
    >
      {shown && <circle className="pareto-ring" r={radius + RING} />}
      <circle className="pareto-focus" r={radius + RING + 3} />
      <circle className="pareto-dot" r={radius} />
    </g>
  )
})
