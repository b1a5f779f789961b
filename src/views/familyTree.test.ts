import { describe, expect, it } from 'vitest'
import { candidate } from './candidates.fixture'
import { differences, familyOf, familyRows, kinshipOf } from './familyTree'

const born = (id: number, choices: readonly number[], ...parents: readonly number[]) =>
  candidate(id, { accuracy: 0.1, choices, parents, step: 10 * id })

/** 0 → 2 → 4 (with 1) → 5 → 6, and 3 of 0. */
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
  const { members, line } = familyOf(fifth, kin, 100)

  it('leads back to the founder, by the parent that a crossover has most from', () => {
    expect(line.map(({ candidate: { id } }) => id)).toEqual([0, 2, 4, 5])
    expect(line.map(({ parent }) => parent?.id ?? null)).toEqual([null, 0, 2, 4])
    expect(line.map(({ other }) => other?.id ?? null)).toEqual([null, null, 1, null])
  })

  it('says in which decisions parent and child differ', () => {
    expect(differences([0, 2, 0, 1], [0, 2, 3, 0])).toEqual([2, 3])
    expect(differences([1], [1])).toEqual([])
  })

  it('is all that come from the founder, each by its relation, and none of the future', () => {
    expect(members.map(({ candidate: { id }, relation }) => [id, relation])).toEqual([
      [0, 'ancestor'],
      [2, 'ancestor'],
      [3, 'relative'],
      [4, 'ancestor'],
      [5, 'self'],
      [6, 'descendant'],
    ])
    const then = familyOf(fifth, kin, 50).members
    expect(then.map(({ candidate: { id } }) => id)).toEqual([0, 2, 3, 4, 5])
  })

  it('begins with the oldest that is kept, where older ones were left out', () => {
    const kept = familyOf(fifth, kinshipOf(candidates.slice(4)), 100)
    expect(kept.line.map(({ candidate: { id } }) => id)).toEqual([4, 5])
    expect(kept.line[0]?.parent).toBeNull()
  })

  it('is told again once the list has grown in place', () => {
    const growing = candidates.slice(0, 6)
    const count = () => familyOf(fifth, kinshipOf(growing), 100).members.length
    expect(count()).toBe(5)
    growing.push(candidates[6] as (typeof candidates)[number])
    expect(count()).toBe(6)
  })
})

describe('the rows of a family', () => {
  const rowsOf = (room: number) =>
    familyRows(familyOf(fifth, kin, 100), room).map(({ candidate: { id }, depth, from, between }) =>
      [id, depth, from, between].join(' '),
    )

  it('have children below their parents', () => {
    expect(rowsOf(9)).toEqual(['0 0  0', '2 1 0 0', '4 2 1 0', '5 3 2 0', '6 4 3 0', '3 1 0 0'])
  })

  it('keep the line of descent where there is little room, and its ends where there is less', () => {
    expect(rowsOf(5)).toEqual(['0 0  0', '2 1 0 0', '4 2 1 0', '5 3 2 0', '6 4 3 0'])
    expect(rowsOf(4)).toEqual(['0 0  0', '4 1 0 1', '5 2 1 0', '6 3 2 0'])
    expect(rowsOf(3)).toEqual(['0 0  0', '4 1 0 1', '5 2 1 0'])
  })
})
