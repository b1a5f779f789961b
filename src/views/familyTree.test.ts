import { describe, expect, it } from 'vitest'
import { candidate } from './candidates.fixture'
import { abridged, descendantsOf, differences, kinshipOf, lineOf } from './familyTree'

const born = (id: number, choices: readonly number[], ...parents: readonly number[]) =>
  candidate(id, { accuracy: 0.1, choices, parents, step: 10 * id })

/** 0 → 2 → 4 × 1 → 5 → 6, and 3 of 0. */
const candidates = [
  born(0, [0, 0, 0, 0]),
  born(1, [1, 1, 1, 1]),
  born(2, [0, 2, 0, 0], 0),
  born(3, [0, 0, 0, 3], 0),
  born(4, [0, 2, 0, 1], 1, 2),
  born(5, [0, 2, 3, 1], 4),
  born(6, [0, 3, 3, 1], 5),
]
const kin = kinshipOf(candidates)
const [, , , , , fifth] = candidates
if (!fifth) throw new Error('There are seven')

describe('a family', () => {
  it('leads back to the founder, by the parent that a crossover has most from', () => {
    const line = lineOf(fifth, kin)
    expect(line.map(({ candidate: { id } }) => id)).toEqual([0, 2, 4, 5])
    expect(line.map(({ parent }) => parent?.id ?? null)).toEqual([null, 0, 2, 4])
    expect(line.map(({ other }) => other?.id ?? null)).toEqual([null, null, 1, null])
  })

  it('says in which decisions parent and child differ', () => {
    expect(differences([0, 2, 0, 1], [0, 2, 3, 0])).toEqual([2, 3])
    expect(differences([1], [1])).toEqual([])
  })

  it('has descendants below their parents, once each, and none of the future', () => {
    const below = (id: number, step = 100) =>
      descendantsOf(id, kin, step).map((each) => [each.candidate.id, each.depth])
    expect(below(0)).toEqual([
      [2, 1],
      [4, 2],
      [5, 3],
      [6, 4],
      [3, 1],
    ])
    expect(below(0, 40)).toEqual([
      [2, 1],
      [4, 2],
      [3, 1],
    ])
    expect(below(6)).toEqual([])
  })

  it('begins with the oldest that is kept, where older ones were left out', () => {
    const [, , second, , fourth] = candidates
    const kept = kinshipOf(candidates.slice(4))
    expect(lineOf(fifth, kept).map(({ candidate: { id } }) => id)).toEqual([4, 5])
    expect(second && fourth && lineOf(fourth, kept)[0]?.parent).toBeNull()
  })

  it('is told again once the list has grown in place', () => {
    const growing = candidates.slice(0, 5)
    expect(descendantsOf(4, kinshipOf(growing), 100)).toEqual([])
    growing.push(fifth)
    expect(descendantsOf(4, kinshipOf(growing), 100)).toHaveLength(1)
  })

  it('is shortened in the middle', () => {
    expect(abridged([0, 1, 2, 3, 4, 5], 4)).toEqual({ shown: [0, 3, 4, 5], leftOut: 2 })
    expect(abridged([0, 1], 4)).toEqual({ shown: [0, 1], leftOut: 0 })
  })
})
