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

export function descentOf(candidate: Candidate, { byId }: Kinship): Descent {
  const [parent = null, other = null] = [...new Set(candidate.parents)]
    .flatMap((id) => byId.get(id) ?? [])
    .map((each) => ({ each, far: differences(each.choices, candidate.choices).length }))
    .sort((a, b) => a.far - b.far)
    .map(({ each }) => each)
  return { candidate, parent, other }
}

/** From the founder to the candidate, at every crossover along the parent it has most from. */
export function lineOf(candidate: Candidate, kin: Kinship): Descent[] {
  const line = [descentOf(candidate, kin)]
  for (let parent = line[0]?.parent; parent; parent = line[0]?.parent) {
    line.unshift(descentOf(parent, kin))
  }
  return line
}

export interface Descendant extends Descent {
  /** 1 for children. */
  readonly depth: number
}

/** All that come from a candidate by `step`, each once, children after their parent. */
export function descendantsOf(id: number, kin: Kinship, step: number): Descendant[] {
  const found = new Map<number, Descendant>()
  const visit = (parent: number, depth: number) => {
    for (const candidate of kin.children.get(parent) ?? []) {
      if (candidate.step > step || found.has(candidate.id)) continue
      found.set(candidate.id, { ...descentOf(candidate, kin), depth })
      visit(candidate.id, depth + 1)
    }
  }
  visit(id, 1)
  return [...found.values()]
}

/** The first of a line and its last members, as many as there is room for. */
export function abridged<Member>(
  line: readonly Member[],
  room: number,
): { readonly shown: readonly Member[]; readonly leftOut: number } {
  if (line.length <= room) return { shown: line, leftOut: 0 }
  const tail = line.slice(line.length - (room - 1))
  return { shown: [...line.slice(0, 1), ...tail], leftOut: line.length - room }
}
