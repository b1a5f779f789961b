import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidate } from './candidates.fixture'
import { ancestry, leaders, oneLine, thinCandidates } from './candidateSeries'
import { costFront } from './costFront'
import { birthsOf, livesOf, livesWindow } from './livesLayout'
import { orderMove } from './orderMove'

const ids = (candidates: readonly { readonly id: number }[]) => candidates.map(({ id }) => id)

describe('candidates', () => {
  const family = [
    candidate(0, { accuracy: 0.2 }),
    candidate(1, { accuracy: 0.1 }),
    candidate(2, { accuracy: 0.3, origin: 'crossover', parents: [0, 1] }),
    candidate(3, { accuracy: 0.3, origin: 'mutation', parents: [1] }),
    candidate(4, { accuracy: 0.5, origin: 'mutation', parents: [2] }),
  ]

  it('lead when they are better than all before, not when they are as good', () => {
    expect(ids(leaders(family))).toEqual([0, 2, 4])
  })

  it('lead by score, whatever their accuracy', () => {
    expect(
      ids(
        leaders([family[4], candidate(5, { accuracy: 0.1, score: 0.9 })].flatMap((c) => c ?? [])),
      ),
    ).toEqual([4, 5])
  })

  it('descend from all their ancestors and from nobody else', () => {
    expect([...ancestry(family, 4)].sort()).toEqual([0, 1, 2, 4])
    expect([...ancestry(family, 3)].sort()).toEqual([1, 3])
    expect(ancestry(family, null).size).toBe(0)
    expect([...ancestry(family.slice(2), 4)].sort()).toEqual([2, 4])
  })

  it('are thinned without losing leaders or those asked for', () => {
    const many = Array.from({ length: 1_000 }, (_, id) =>
      candidate(id, { accuracy: id === 777 ? 1 : 0.1 }),
    )
    const kept = ids(thinCandidates(many, 100, [333]))
    expect(kept).toEqual(expect.arrayContaining([0, 777, 333]))
    expect(kept.length).toBeLessThan(110)
    expect(thinCandidates(family, 10)).toBe(family)
  })

  it('are written on one line', () => {
    expect(oneLine('0 2\n1 3')).toBe('0 2  /  1 3')
  })

  it('are walked through by arrow keys, Home and End, and stop at the ends', () => {
    const order = [7, 3, 9]
    const walk = (key: string, from: number) => orderMove(key, String(from), order)
    expect([walk('ArrowRight', 7), walk('ArrowLeft', 7), walk('End', 7), walk('Home', 9)]).toEqual([
      '3',
      '7',
      '9',
      '7',
    ])
    expect(walk('a', 7)).toBeNull()
  })
})

describe('the front of accuracy and cost', () => {
  it('is what nothing dominates, by comparing all with all', () => {
    const point = fc.record({
      cost: fc.integer({ min: 1, max: 6 }),
      accuracy: fc.integer({ min: 0, max: 6 }),
    })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 24 }), (points) => {
        const undominated = points.filter(
          (one) =>
            !points.some(
              (other) =>
                other.cost <= one.cost &&
                other.accuracy >= one.accuracy &&
                (other.cost < one.cost || other.accuracy > one.accuracy),
            ),
        )
        const front = costFront(points)
        expect(new Set(front.map((p) => JSON.stringify(p)))).toEqual(
          new Set(undominated.map((p) => JSON.stringify(p))),
        )
        expect(front.map(({ cost }) => cost)).toEqual(
          [...front.map(({ cost }) => cost)].sort((a, b) => a - b),
        )
      }),
    )
  })
})

describe('lives of a population of three', () => {
  const born = [0, 1, 2, 3, 4].map((id) =>
    candidate(id, { accuracy: 0.1 * id, ...(id > 2 && { parents: [id - 2] }) }),
  )
  const lives = livesOf(born, 3)

  it('last three births; whoever is born takes the lane of the one who dies', () => {
    expect(lives.map(({ lane, born: from, until }) => [lane, from, until])).toEqual([
      [0, 0, 3],
      [1, 1, 4],
      [2, 2, 5],
      [0, 3, 5],
      [1, 4, 5],
    ])
    expect(lives.filter(({ alive }) => alive).map(({ candidate: { id } }) => id)).toEqual([2, 3, 4])
  })

  it('begin at a parent that lives', () => {
    expect(birthsOf(lives)).toEqual([
      { parent: 1, child: 3, born: 3, fromLane: 1, toLane: 0 },
      { parent: 2, child: 4, born: 4, fromLane: 2, toLane: 1 },
    ])
    for (const { parent, born: at } of birthsOf(lives)) {
      expect(lives[parent]?.until).toBeGreaterThanOrEqual(at)
    }
  })

  it('are shown as far back as there is room', () => {
    expect(livesWindow(5, 24, 3, 1_000)).toEqual({ first: 0, count: 24 })
    expect(livesWindow(500, 1_000, 3, 1_000)).toEqual({ first: 400, count: 100 })
    expect(livesWindow(500, 1_000, 100, 300)).toEqual({ first: 300, count: 200 })
  })
})
