import { describe, expect, it } from 'vitest'
import { CELL_TYPES } from '../../space/cellSpace'
import { PUBLISHED, PUBLISHED_NAMES } from '../../space/published'
import { arcCell } from './arcCell'

const WIDTH = 312

describe.each(PUBLISHED_NAMES)('arcCell of %s', (name) => {
  it.each(CELL_TYPES)('%s: every edge is an arc of its own, inside the drawing', (type) => {
    const cell = PUBLISHED[name][type]
    const { states, arcs, top, bottom } = arcCell(cell, WIDTH)
    expect(arcs).toHaveLength(cell.nodes.flat().length)
    expect(new Set(arcs.map(({ path }) => path)).size).toBe(arcs.length)
    for (const { apex } of arcs) {
      expect(apex.x).toBeGreaterThan(0)
      expect(apex.x).toBeLessThan(WIDTH)
      expect(apex.y).toBeGreaterThan(top)
      expect(apex.y).toBeLessThan(bottom)
    }
    expect(states.filter(({ joined }) => joined).map(({ state }) => state)).toEqual(cell.concat)
  })
})

describe('arcCell', () => {
  it('keeps its height while the derived edges change', () => {
    const cell = PUBLISHED.DARTS_V2.normal
    const short = { ...cell, nodes: cell.nodes.map(() => cell.nodes[0] ?? []) }
    expect(arcCell(short, WIDTH).top).toBe(arcCell(cell, WIDTH).top)
    expect(arcCell(short, WIDTH).bottom).toBe(arcCell(cell, WIDTH).bottom)
  })
})
