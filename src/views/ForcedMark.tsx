import type { Route } from './route'

/** Half of the mark's diagonal, and how far from its state it stands, in pixels. */
const SIZE = 5
const INSET = 9

/** A pin on an edge that every architecture has, where the edge leaves its state. */
export function ForcedMark({ route: { points } }: { readonly route: Route }) {
  const [start, next] = points
  if (!start || !next) return null
  const x = start.x + Math.sign(next.x - start.x) * INSET
  const y = start.y + Math.sign(next.y - start.y) * INSET
  return (
    <path
      className="cell-forced"
      d={`M${x - SIZE} ${y}L${x} ${y - SIZE}L${x + SIZE} ${y}L${x} ${y + SIZE}Z`}
    />
  )
}
