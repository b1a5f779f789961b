import type { Candidate } from '../run/events'
import type { Choices } from '../space/spaceModel'

/** Who is who, and whose children. */
export interface Kinship {
  readonly byId: ReadonlyMap<number, Candidate>
  /** In order of birth; those who have none are absent. */
  readonly children: ReadonlyMap<number, readonly Candidate[]>
}

/** A step of a line of descent: somebody, and how it came about. */
export interface Descent {
  readonly candidate: Candidate
  /** The parent it has most from; null for founders, and where the parent is kept no more. */
  readonly parent: Candidate | null
  /** The other parent of a crossover. */
  readonly other: Candidate | null
}

const known = new WeakMap<readonly Candidate[], { readonly last: unknown; readonly kin: Kinship }>()

/** @param candidates of a whole run, in order of birth; the list may grow in place */
export function kinshipOf(candidates: readonly Candidate[]): Kinship {
  const last = candidates.at(-1)
  const before = known.get(candidates)
  if (before && before.last === last) return before.kin
  const children = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    for (const parent of new Set(candidate.parents)) {
      const siblings = children.get(parent)
      if (siblings) siblings.push(candidate)
      else children.set(parent, [candidate])
    }
  }
  const kin = { byId: new Map(candidates.map((each) => [each.id, each])), children }
  known.set(candidates, { last, kin })
  return kin
}

/** Decisions in which two architectures differ. */
export function differences(first: Choices, second: Choices): number[] {
  return first.flatMap((choice, decision) => (choice === second[decision] ? [] : [decision]))
}

function descentOf(candidate: Candidate, { byId }: Kinship): Descent {
  const [parent = null, other = null] = [...new Set(candidate.parents)]
    .flatMap((id) => byId.get(id) ?? [])
    .map((each) => ({ each, far: differences(each.choices, candidate.choices).length }))
    .sort((a, b) => a.far - b.far)
    .map(({ each }) => each)
  return { candidate, parent, other }
}

/** From the founder to the candidate, at every crossover along the parent it has most from. */
function lineOf(candidate: Candidate, kin: Kinship): Descent[] {
  const line = [descentOf(candidate, kin)]
  for (let parent = line[0]?.parent; parent; parent = line[0]?.parent) {
    line.unshift(descentOf(parent, kin))
  }
  return line
}

export type Relation = 'ancestor' | 'self' | 'descendant' | 'relative'

export interface Member extends Descent {
  readonly relation: Relation
}

export interface Family {
  /** All that come from the founder, itself included, in order of birth. */
  readonly members: readonly Member[]
  /** From the founder to the one that the family is told of. */
  readonly line: readonly Descent[]
}

/** Everybody who comes from the founder of a candidate's line, up to a step of the run. */
export function familyOf(self: Candidate, kin: Kinship, step: number): Family {
  const line = lineOf(self, kin)
  const founder = line[0]?.candidate ?? self
  const ancestors = new Set(line.map(({ candidate }) => candidate))
  const own = below(self, kin, step)
  const members = [...below(founder, kin, step), founder]
    .sort((a, b) => a.id - b.id)
    .map((candidate) => ({
      ...descentOf(candidate, kin),
      relation: relationOf(candidate, self, ancestors, own),
    }))
  return { members, line }
}

function relationOf(
  candidate: Candidate,
  self: Candidate,
  ancestors: ReadonlySet<Candidate>,
  own: ReadonlySet<Candidate>,
): Relation {
  if (candidate === self) return 'self'
  if (ancestors.has(candidate)) return 'ancestor'
  return own.has(candidate) ? 'descendant' : 'relative'
}

/** All descendants by a step, by either parent. */
function below(candidate: Candidate, { children }: Kinship, step: number): Set<Candidate> {
  const found = new Set<Candidate>()
  const open = [candidate.id]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const child of children.get(id) ?? []) {
      if (child.step > step || found.has(child)) continue
      found.add(child)
      open.push(child.id)
    }
  }
  return found
}

/** A line of the drawing. */
export interface FamilyRow extends Member {
  /** Generations below the founder, those left out not counted. */
  readonly depth: number
  /** The row that a line leads here from; null for the founder. */
  readonly from: number | null
  /** Ancestors left out before it. */
  readonly between: number
}

/**
 * Those of a family that there is room for, children below their parents: the line of descent first,
 * then who comes from its last member, then the other children of its ancestors, the nearest first. A
 * quarter of the room is theirs if there are as many.
 */
export function familyRows({ members, line }: Family, room: number): FamilyRow[] {
  const kept = Math.min(Math.floor(room / 4), members.length - line.length)
  const { shown, leftOut } = abridged(line, room - kept)
  const ancestral = shown.map(({ candidate }) => candidate)
  const parents = parentsIn(members, ancestral)
  const childrenOf = (id: number) => members.filter((each) => parents.get(each.candidate.id) === id)
  const chosen = new Set(ancestral.map(({ id }) => id))
  for (const { id } of [...ancestral].reverse()) {
    const open = childrenOf(id)
    for (let next = open.shift(); next && chosen.size < room; next = open.shift()) {
      if (chosen.has(next.candidate.id)) continue
      chosen.add(next.candidate.id)
      open.push(...childrenOf(next.candidate.id))
    }
  }
  const rows: FamilyRow[] = []
  const place = (member: Member, depth: number, from: number | null) => {
    const after = leftOut > 0 && member.candidate === ancestral[1]
    rows.push({ ...member, depth, from, between: after ? leftOut : 0 })
    const at = rows.length - 1
    for (const child of childrenOf(member.candidate.id)) {
      if (chosen.has(child.candidate.id)) place(child, depth + 1, at)
    }
  }
  const founder = members.find(({ candidate }) => candidate === ancestral[0])
  if (founder) place(founder, 0, null)
  return rows
}

/** Below whom everybody stands: one parent of two, and across ancestors that are left out. */
function parentsIn(
  members: readonly Member[],
  ancestral: readonly Candidate[],
): ReadonlyMap<number, number> {
  const family = new Set(members.map(({ candidate }) => candidate))
  const parents = new Map(
    members.flatMap(({ candidate, parent, other }) => {
      const above = [parent, other].find((each) => each && family.has(each))
      return above ? [[candidate.id, above.id] as const] : []
    }),
  )
  ancestral.slice(1).forEach(({ id }, index) => {
    const before = ancestral[index]
    if (before) parents.set(id, before.id)
  })
  return parents
}

/** The first of a line and its last members, as many as there is room for. */
function abridged<Each>(
  line: readonly Each[],
  room: number,
): { readonly shown: readonly Each[]; readonly leftOut: number } {
  if (line.length <= room) return { shown: line, leftOut: 0 }
  const tail = line.slice(line.length - (room - 1))
  return { shown: [...line.slice(0, 1), ...tail], leftOut: line.length - room }
}
