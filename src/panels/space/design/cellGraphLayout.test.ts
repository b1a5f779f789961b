import { describe, expect, it } from 'vitest'
import type { Box, CellGraphLayout } from './cellGraphLayout'
import { layoutCellGraph } from './cellGraphLayout'

const SHAPES = [
  { name: 'DARTS, one node', inputs: 2, states: 3, candidates: 8, joined: true },
  { name: 'DARTS', inputs: 2, states: 6, candidates: 8, joined: true },
  { name: 'DARTS, five nodes', inputs: 2, states: 7, candidates: 8, joined: true },
  { name: 'ENAS, seven nodes', inputs: 2, states: 9, candidates: 5, joined: true },
  { name: 'NAS-Bench-201', inputs: 1, states: 4, candidates: 5, joined: false },
]
const cases = SHAPES.flatMap((shape) => [328, 676, 1240].map((width) => ({ ...shape, width })))

interface Segment {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

describe('layoutCellGraph', () => {
  it.each(cases)('$name at $width px: no line runs through a box or a tile', (shape) => {
    const layout = layoutCellGraph(shape)
    const boxes = [...layout.states, ...(layout.output ? [layout.output] : [])]
    const obstacles = [...boxes, ...layout.edges.map(({ tile }) => tile)]
    for (const segment of segmentsOf(layout)) {
      for (const box of obstacles) expect(runsThrough(segment, box), shape.name).toBe(false)
    }
  })

  it.each(cases)('$name at $width px: boxes and tiles keep apart, and stay inside', (shape) => {
    const layout = layoutCellGraph(shape)
    const boxes = [...layout.states, ...layout.edges.map(({ tile }) => tile)]
    boxes.forEach((box, index) => {
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(layout.width + 0.01)
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height + 0.01)
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false)
    })
  })

  it('shows every candidate at a size that can be told apart', () => {
    for (const shape of cases) {
      const { tile, edges } = layoutCellGraph(shape)
      const rows = Math.ceil(shape.candidates / tile.columns)
      expect(tile.pitch, `${shape.name} at ${shape.width}`).toBeGreaterThanOrEqual(10)
      expect(tile.pitch * tile.columns).toBeLessThanOrEqual(edges[0]?.tile.width ?? 0)
      expect(tile.pitch * rows).toBeLessThanOrEqual(edges[0]?.tile.height ?? 0)
    }
  })

  it('fills the width it is given where that is enough', () => {
    const shape = { inputs: 2, states: 6, candidates: 8, joined: true }
    expect(layoutCellGraph({ ...shape, width: 676 }).width).toBeCloseTo(676)
    expect(layoutCellGraph({ ...shape, width: 100 }).width).toBeGreaterThan(100)
  })
})

function segmentsOf({ edges, bus }: CellGraphLayout): Segment[] {
  return [...edges.map(({ route }) => route.points), ...bus].flatMap((points) =>
    points.slice(1).map((point, index): Segment => {
      const before = points[index] as { x: number; y: number }
      const sorted = (a: number, b: number) => (a < b ? ([a, b] as const) : ([b, a] as const))
      return { x: sorted(before.x, point.x), y: sorted(before.y, point.y) }
    }),
  )
}

/** Touching a border is no running through. */
const EPSILON = 0.01

function runsThrough({ x, y }: Segment, box: Box): boolean {
  return (
    x[1] > box.x + EPSILON &&
    x[0] < box.x + box.width - EPSILON &&
    y[1] > box.y + EPSILON &&
    y[0] < box.y + box.height - EPSILON
  )
}

function overlap(a: Box, b: Box): boolean {
  return runsThrough({ x: [a.x, a.x + a.width], y: [a.y, a.y + a.height] }, b)
}
