import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Aims,
  crowdedOrder,
  crowdingDistances,
  dominates,
  hypervolume2d,
  nonDominatedFronts,
} from './nonDominated'

/** Whole numbers on a small grid, so that ties and equal points occur all the time. */
const points = (aims: number) =>
  fc.array(fc.array(fc.nat(6), { minLength: aims, maxLength: aims }), { maxLength: 24 })

const plane = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 })

/** Front after front by the definition: whatever nothing left over dominates. */
function frontsByBruteForce(all: readonly Aims[]): number[][] {
  const fronts: number[][] = []
  let left = [...all.keys()]
  while (left.length > 0) {
    const rest = left
    const front = rest.filter((i) => !rest.some((j) => dominates(all[j]!, all[i]!)))
    fronts.push(front)
    left = rest.filter((i) => !front.includes(i))
  }
  return fronts
}

describe('dominates', () => {
  it('asks for nowhere worse and somewhere better', () => {
    expect(dominates([1, 2], [1, 3])).toBe(true)
    expect(dominates([1, 2], [1, 2])).toBe(false)
    expect(dominates([1, 3], [2, 2])).toBe(false)
    expect(dominates([2, 3], [1, 3])).toBe(false)
  })
})

describe('nonDominatedFronts', () => {
  it.each([1, 2, 3])('equals brute force with %i aims', (aims) => {
    fc.assert(
      fc.property(points(aims), (all) => {
        expect(nonDominatedFronts(all)).toEqual(frontsByBruteForce(all))
      }),
    )
  })
})

describe('crowdingDistances', () => {
  it('adds the gaps between neighbours, each over its span', () => {
    // By hand: (4−0)/10 + (10−2)/10 and (10−1)/10 + (6−0)/10.
    const distances = crowdingDistances([
      [0, 10],
      [1, 6],
      [4, 2],
      [10, 0],
    ])
    expect(distances[0]).toBe(Infinity)
    expect(distances[1]).toBeCloseTo(0.4 + 0.8, 12)
    expect(distances[2]).toBeCloseTo(0.9 + 0.6, 12)
    expect(distances[3]).toBe(Infinity)
  })

  it('keeps the ends of every aim, never gives NaN, and ignores the unit of an aim', () => {
    fc.assert(
      fc.property(points(2), (all) => {
        const distances = crowdingDistances(all)
        expect(distances.some(Number.isNaN)).toBe(false)
        for (const aim of [0, 1]) {
          const least = Math.min(...all.map((point) => point[aim]!))
          const ends = all.flatMap((point, i) => (point[aim] === least ? [distances[i]] : []))
          if (all.length > 0) expect(Math.max(...ends.map((end) => end!))).toBe(Infinity)
        }
        const scaled = crowdingDistances(all.map(([first, second]) => [first! * 8, second!]))
        expect(scaled).toEqual(distances)
      }),
    )
  })
})

describe('crowdedOrder', () => {
  it('is a permutation in which nothing stands before what dominates it', () => {
    fc.assert(
      fc.property(points(3), (all) => {
        const order = crowdedOrder(all)
        expect([...order].sort((a, b) => a - b)).toEqual([...all.keys()])
        for (const [place, index] of order.entries()) {
          const later = order.slice(place + 1)
          expect(later.some((other) => dominates(all[other]!, all[index]!))).toBe(false)
        }
      }),
    )
  })

  it('prefers room within a front', () => {
    const front: Aims[] = [
      [0, 10],
      [1, 8.9],
      [1.1, 8.8],
      [6, 3],
      [10, 0],
    ]
    expect(crowdedOrder(front).slice(0, 2).sort()).toEqual([0, 4])
    expect(crowdedOrder(front)[2]).toBe(3)
  })
})

describe('hypervolume2d', () => {
  it('equals the number of unit squares that some point dominates', () => {
    fc.assert(
      fc.property(plane, (all) => {
        let squares = 0
        for (let x = 0; x < 8; x++) {
          for (let y = 0; y < 8; y++) {
            if (all.some(([first, second]) => first <= x && second <= y)) squares++
          }
        }
        expect(hypervolume2d(all, [8, 8])).toBe(squares)
      }),
    )
  })
})
