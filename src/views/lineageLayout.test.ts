import { describe, expect, it } from 'vitest'
import { candidate } from './candidates.fixture'
import { columnHeads, layoutLineage, lineageAt, lineageMove } from './lineageLayout'
import { smallTextWidth } from './textWidth'

const population = [
  candidate(0, { accuracy: 0.2, generation: 0 }),
  candidate(1, { accuracy: 0.4, generation: 0 }),
  candidate(2, { accuracy: 0.3, generation: 1, origin: 'mutation', parents: [1] }),
  candidate(3, { accuracy: 0.5, generation: 1, origin: 'crossover', parents: [0, 1] }),
  candidate(4, { accuracy: 0.1, generation: 1, origin: 'crossover', parents: [1, 1] }),
]
const room = { generations: 3, population: 4, width: 600, top: 60 }
const layout = layoutLineage(population, room)

describe('populations by generation', () => {
  it('stand in a column each, the most accurate on top', () => {
    const columns = [0, 1].map((column) =>
      layout.places
        .filter((place) => place.column === column)
        .sort((a, b) => a.y - b.y)
        .map((place) => place.candidate.id),
    )
    expect(columns).toEqual([
      [1, 0],
      [3, 2, 4],
    ])
    for (const {
      x,
      candidate: { generation },
    } of layout.places) {
      expect(x).toBe(layout.columns[generation ?? -1]?.x)
    }
  })

  it('are found by their place, and nobody between them', () => {
    for (const { candidate: each, x, y } of layout.places) {
      expect(lineageAt(layout, { x: x + 1, y: y - 1 })).toBe(each.id)
    }
    expect(lineageAt(layout, { x: layout.columnPitch / 2, y: 70 })).toBeNull()
    expect(lineageAt(layout, { x: 0, y: 0 })).toBeNull()
  })

  it('have heads that never run into one another, however narrow columns are', () => {
    for (const width of [300, 700, 2000]) {
      const { columns } = layoutLineage(population, { ...room, generations: 40, width })
      const heads = columnHeads(columns, 'generation')
      expect(heads[0]).toEqual({ head: 'generation 0', left: 0 })
      heads.slice(1).forEach(({ left }, index) => {
        const before = heads[index]!
        expect(left).toBeGreaterThan(before.left + smallTextWidth(before.head))
      })
    }
    expect(columnHeads(layout.columns, 'generation')).toHaveLength(3)
  })

  it('keep the room of what is to come', () => {
    expect(layout.columns).toHaveLength(3)
    expect(layout.height).toBe(layoutLineage(population.slice(0, 1), room).height)
    expect(layoutLineage([], room).places).toEqual([])
  })

  it('are joined to their parents, once to each', () => {
    const links = layout.links.map(({ parent, child }) => `${parent} → ${child}`)
    expect(links.sort()).toEqual(['0 → 3', '1 → 2', '1 → 3', '1 → 4'])
  })

  it('stay within their width, however many there are', () => {
    const many = Array.from({ length: 400 }, (_, id) =>
      candidate(id, { accuracy: 0.1, generation: Math.floor(id / 20) }),
    )
    const { places } = layoutLineage(many, { ...room, generations: 20, population: 20, width: 328 })
    expect(Math.max(...places.map(({ x }) => x))).toBeLessThan(328)
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(400)
  })

  it('are walked through by arrow keys', () => {
    expect(lineageMove(layout, 'ArrowRight', 1)).toBe(3)
    expect(lineageMove(layout, 'ArrowDown', 3)).toBe(2)
    expect(lineageMove(layout, 'ArrowLeft', 4)).toBe(0)
    expect(lineageMove(layout, 'ArrowUp', 1)).toBe(1)
    expect(lineageMove(layout, 'End', 0)).toBe(2)
    expect(lineageMove(layout, 'x', 0)).toBeNull()
  })
})
