import { memo } from 'react'
import type { ParetoPoint } from './paretoPoints'
import type { ParetoScales } from './paretoScales'

/** Points that share their paths; a new point redraws the last of these alone. */
const CHUNK = 500
/** The newest stand by themselves, and so can glide in. */
const ARRIVING = 16
/** Whiskers of so many points can be told apart; of more they fade. */
const CLEAR_WHISKERS = 40
const CLEAR_OPACITY = 0.5
const FAINTEST = 0.08

interface CloudProps extends ParetoScales {
  /** In order of birth. */
  readonly points: readonly ParetoPoint[]
}

/** Every point, faded: what matters is drawn above. A few paths, however many points there are. */
export function ParetoCloud({ points, x, y }: CloudProps) {
  const settled = Math.max(0, points.length - ARRIVING)
  const starts = Array.from({ length: Math.ceil(settled / CHUNK) }, (_, index) => index * CHUNK)
  const opacity = Math.max(
    FAINTEST,
    CLEAR_OPACITY * Math.min(1, Math.sqrt(CLEAR_WHISKERS / points.length)),
  )
  return (
    <g className="pareto-cloud" aria-hidden="true">
      <g className="pareto-whiskers" style={{ opacity: round(opacity) }}>
        {starts.map((start) => (
          <Whiskers
            key={start}
            points={points.slice(start, Math.min(start + CHUNK, settled))}
            x={x}
            y={y}
          />
        ))}
        <Whiskers points={points.slice(settled)} x={x} y={y} />
      </g>
      {starts.map((start) => (
        <Dots
          key={start}
          points={points.slice(start, Math.min(start + CHUNK, settled))}
          x={x}
          y={y}
        />
      ))}
      {points.slice(settled).map((point) => (
        <circle
          key={point.candidate.id}
          className="pareto-arrival"
          data-predicted={point.predicted || undefined}
          cx={round(x(point.cost))}
          cy={round(y(point.accuracy))}
          r={3.5}
        />
      ))}
    </g>
  )
}

/** The same points in the same place: lists only grow, so ends and length tell. */
function isSame(before: CloudProps, after: CloudProps): boolean {
  return (
    before.x === after.x &&
    before.y === after.y &&
    before.points.length === after.points.length &&
    before.points[0] === after.points[0] &&
    before.points.at(-1) === after.points.at(-1)
  )
}

/** Lines of no length with round ends: thousands of dots are one element. */
const Dots = memo(function Dots({ points, x, y }: CloudProps) {
  const dots = (predicted: boolean) =>
    points
      .filter((point) => point.predicted === predicted)
      .map(({ cost, accuracy }) => `M${round(x(cost))} ${round(y(accuracy))}h0`)
      .join('')
  const known = dots(false)
  const predicted = dots(true)
  return (
    <>
      {predicted && <path className="pareto-dots" d={predicted} />}
      {predicted && <path className="pareto-hollows" d={predicted} />}
      {known && <path className="pareto-dots" d={known} />}
    </>
  )
}, isSame)

const Whiskers = memo(function Whiskers({ points, x, y }: CloudProps) {
  return <path d={points.map((point) => whiskers(point, { x, y })).join('')} />
}, isSame)

/** Lines through a point as long as its accuracy and its cost are unsure, within the plot. */
export function whiskers(point: ParetoPoint, { x, y }: ParetoScales): string {
  const { cost, accuracy, costRange, accuracyRange } = point
  const place = (scale: ParetoScales['x'], value: number) => {
    const [low = value, high = value] = scale.domain()
    return round(scale(Math.max(low, Math.min(high, value))))
  }
  const upright = accuracyRange
    ? `M${place(x, cost)} ${place(y, accuracyRange[0])}V${place(y, accuracyRange[1])}`
    : ''
  const level = costRange
    ? `M${place(x, costRange[0])} ${place(y, accuracy)}H${place(x, costRange[1])}`
    : ''
  return upright + level
}

/** Tenths of a pixel: thousands of numbers stay short. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
