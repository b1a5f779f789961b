import { memo } from 'react'
import type { Candidate } from '../run/events'
import { smallTextWidth } from './textWidth'
import type { CandidateText } from './methodText'

export interface CandidateMarkProps {
  readonly id: number
  readonly origin: Candidate['origin']
  readonly x: number
  readonly y: number
  /** Half of its side, in pixels. */
  readonly radius: number
  /** Read aloud. */
  readonly label: string
  /** `best` is ringed; `faded` stands back. */
  readonly best?: boolean
  readonly faded?: boolean
  readonly pointed?: boolean
  readonly chosen?: boolean
  readonly selected?: boolean
  /** Whether the tab key leads here. */
  readonly home: boolean
}

/** An architecture that was judged; its shape says how it came about. */
export const CandidateMark = memo(function CandidateMark(props: CandidateMarkProps) {
  const { id, origin, radius, label, best, faded, pointed, chosen, selected, home } = props
  const [x, y] = [round(props.x), round(props.y)]
  return (
    <g
      className="candidate"
      data-at={id}
      data-origin={origin}
      data-best={best || undefined}
      data-faded={faded || undefined}
      data-pointed={pointed || undefined}
      data-selected={selected || undefined}
      role="button"
      aria-label={label}
      aria-pressed={chosen ?? false}
      tabIndex={home ? 0 : -1}
    >
      <circle className="candidate-target" cx={x} cy={y} r={radius + 4} />
      {(best || chosen) && (
        <circle
          className="candidate-ring"
          data-chosen={chosen || undefined}
          cx={x}
          cy={y}
          r={radius + 4}
        />
      )}
      {/* In place, not moved there: a transform of its own makes each mark a layer to be sorted. */}
      <path className="candidate-shape" d={candidateShape(origin, props, radius)} />
    </g>
  )
})

/** Pixels to a hundredth: marks with equal places are drawn once. */
const round = (value: number) => Math.round(value * 100) / 100

/** A candidate's shape alone, in place. */
export function candidateShape(
  origin: Candidate['origin'],
  place: { readonly x: number; readonly y: number },
  radius: number,
): string {
  return `M${round(place.x)} ${round(place.y)}${shapeOf(origin, radius)}`
}

/** The rest of a path that begins at the shape's centre; all are of about equal area. */
function shapeOf(origin: Candidate['origin'], r: number): string {
  switch (origin) {
    case 'mutation': {
      const side = round(r * 1.15)
      return `m0 ${-side}l${side} ${round(side * 1.8)}h${-2 * side}z`
    }
    case 'crossover': {
      const half = round(r * 1.2)
      return `m0 ${-half}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`
    }
    case 'neighbour': {
      const half = round(r * 0.86)
      return `m${-half} ${-half}h${2 * half}v${2 * half}h${-2 * half}z`
    }
    case 'sample':
    case 'random':
      return `m${-r} 0a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`
  }
}

const KEY_MARK = 4.5
const CENTRE = { x: 0, y: 0 }
const KEY_GAP = 16

/** What the shapes mean, of those that occur. */
export function CandidateKey({
  candidates,
  x,
  y,
  text,
}: {
  readonly candidates: readonly Candidate[]
  readonly x: number
  readonly y: number
  readonly text: Pick<CandidateText, 'origins'>
}) {
  const present = new Set(candidates.map(({ origin }) => origin))
  const shown = ORIGINS.filter((origin) => present.has(origin))
  const widths = shown.map((origin) => 14 + smallTextWidth(text.origins[origin]) + KEY_GAP)
  return (
    <g className="candidate-key" aria-hidden="true" transform={`translate(${x} ${y})`}>
      {shown.map((origin, index) => {
        const left = widths.slice(0, index).reduce((sum, width) => sum + width, 0)
        return (
          <g key={origin} transform={`translate(${left} 0)`} data-origin={origin}>
            <path
              className="candidate-shape"
              transform="translate(5 0)"
              d={candidateShape(origin, CENTRE, KEY_MARK)}
            />
            <text x={14} y={4}>
              {text.origins[origin]}
            </text>
          </g>
        )
      })}
    </g>
  )
}

const ORIGINS: readonly Candidate['origin'][] = [
  'random',
  'sample',
  'mutation',
  'crossover',
  'neighbour',
]
