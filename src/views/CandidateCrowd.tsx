import { memo } from 'react'
import type { Candidate } from '../run/events'
import { candidateShape } from './CandidateMark'

/** With more than so many, those that do not matter now are drawn together. */
export const CROWD = 300

interface CandidateCrowdProps {
  readonly places: readonly {
    readonly candidate: Candidate
    readonly x: number
    readonly y: number
  }[]
  readonly radius: number
}

/** Candidates that stand back, as one path for each shape: thousands of elements are slow to paint. */
export const CandidateCrowd = memo(
  function CandidateCrowd({ places, radius }: CandidateCrowdProps) {
    const shapes = new Map<Candidate['origin'], string>()
    for (const { candidate, ...place } of places) {
      const { origin } = candidate
      shapes.set(origin, (shapes.get(origin) ?? '') + candidateShape(origin, place, radius))
    }
    return [...shapes].map(([origin, path]) => (
      <g key={origin} className="candidate-crowd" data-origin={origin} aria-hidden="true">
        <path className="candidate-shape" d={path} />
      </g>
    ))
  },
  (before, after) =>
    before.radius === after.radius &&
    before.places.length === after.places.length &&
    before.places.every(({ candidate, x, y }, index) => {
      const other = after.places[index]
      return other?.candidate === candidate && other.x === x && other.y === y
    }),
)
