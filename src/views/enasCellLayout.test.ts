import { describe, expect, it } from 'vitest'
import { CELL_TYPES } from '../space/cellSpace'
import type { EnasCellSpace } from '../space/enasCellSpace'
import { ENAS_CELL_BOUNDS } from '../space/enasCellSpace'
import { PUBLISHED_ARCHITECTURES } from '../space/publishedArchitectures'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS } from '../space/spacePresets'
import { layoutEnasCell } from './enasCellLayout'

const WIDTH = 308

const { space, text } = PUBLISHED_ARCHITECTURES['ENAS micro']
const published = spaceModel(space).genotype(spaceModel(space).parse(text))
if (!published) throw new Error('ENAS cells are cells')

describe('the published ENAS cells', () => {
  it('stand in order, two operations on each, the loose ends joined', () => {
    const { nodes, joints } = layoutEnasCell(published.normal, WIDTH)
    const xs = nodes.map(({ at }) => at.x)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    expect(nodes.map(({ halves }) => halves.length)).toEqual([2, 2, 2, 2, 2])
    expect(joints.map(([from]) => from?.x)).toEqual(xs)
  })

  it('have a rail for every state that is read, from its source to its last reader', () => {
    const { rails, nodes } = layoutEnasCell(published.reduce, WIDTH)
    expect(rails.map(({ state }) => state)).toEqual([0, 1, 3])
    const taps = nodes.flatMap(({ halves }) => halves)
    for (const { state, points } of rails) {
      const readers = taps.filter(({ edge }) => edge.input === state)
      for (const { tap } of readers) expect(tap.y).toBe(points.at(-1)?.y)
      expect(points.at(-1)?.x).toBe(Math.max(...readers.map(({ tap }) => tap.x)))
    }
  })
})

describe('any ENAS cell', () => {
  const most: EnasCellSpace = {
    ...(SPACE_PRESETS['enas-micro'].published as EnasCellSpace),
    nodes: ENAS_CELL_BOUNDS.nodes.max,
  }
  const model = spaceModel(most)
  /** Every node reads the one before it, and so do all others. */
  const chained = model.decisions.map(({ kind, options }) =>
    kind === 'inputs' ? options.length - 1 : 0,
  )

  it.each(CELL_TYPES)('keeps boxes apart and inside the drawing, %s', (type) => {
    const cell = model.genotype(chained)?.[type]
    if (!cell) throw new Error('ENAS cells are cells')
    const { nodes, box, width, height, rails } = layoutEnasCell(cell, WIDTH)
    const centres = nodes.flatMap(({ halves }) => halves.map(({ at }) => at.x))
    centres.slice(1).forEach((x, index) => expect(x - (centres[index] ?? 0)).toBeGreaterThan(box))
    expect(Math.max(...centres) + box / 2).toBeLessThanOrEqual(width)
    for (const { points } of rails) {
      for (const { x, y } of points) {
        expect(x).toBeLessThanOrEqual(width)
        expect(y).toBeLessThan(height)
      }
    }
  })

  it('never lays the way down to a rail through a box', () => {
    const cell = model.genotype(chained)?.normal
    if (!cell) throw new Error('ENAS cells are cells')
    const { nodes, box, rails } = layoutEnasCell(cell, WIDTH)
    const boxes = nodes.flatMap(({ halves }) => halves.map(({ at }) => at))
    for (const { points } of rails.filter(({ state }) => state > 1)) {
      const x = points[1]?.x ?? 0
      for (const at of boxes) expect(Math.abs(at.x - x)).toBeGreaterThan(box / 2)
    }
  })
})
