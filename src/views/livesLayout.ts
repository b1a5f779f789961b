import type { Candidate } from '../run/events'

export interface Life {
  readonly candidate: Candidate
  readonly lane: number
  /** Births until its own, and until its death or the present. */
  readonly born: number
  readonly until: number
  readonly alive: boolean
}

/**
 * A population in which everyone lives for as many births as it has members: whoever is born takes the
 * lane of the one who dies. `candidates` are in order of birth, none left out.
 */
export function livesOf(candidates: readonly Candidate[], population: number): Life[] {
  const now = candidates.length
  return candidates.map((candidate, born) => ({
    candidate,
    lane: born % population,
    born,
    until: Math.min(born + population, now),
    alive: born + population >= now,
  }))
}

export interface Birth {
  readonly parent: number
  readonly child: number
  /** Births until the child's; both lanes. */
  readonly born: number
  readonly fromLane: number
  readonly toLane: number
}

/** From a living parent down to its child, at the child's birth. */
export function birthsOf(lives: readonly Life[]): Birth[] {
  const byId = new Map(lives.map((life) => [life.candidate.id, life]))
  return lives.flatMap(({ candidate, lane, born }) =>
    candidate.parents.flatMap((id) => {
      const parent = byId.get(id)
      return parent
        ? [{ parent: id, child: candidate.id, born, fromLane: parent.lane, toLane: lane }]
        : []
    }),
  )
}

/** Births that fit: the latest, as many as there is room for, never fewer than two lifetimes. */
export function livesWindow(
  births: number,
  expected: number,
  population: number,
  room: number,
): { readonly first: number; readonly count: number } {
  const fitting = Math.max(2 * population, Math.floor(room / LEAST_PITCH))
  const count = Math.min(fitting, Math.max(births, expected, population))
  return { first: Math.max(0, births - count), count }
}

const LEAST_PITCH = 10
