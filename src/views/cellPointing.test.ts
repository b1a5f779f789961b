import { describe, expect, it } from 'vitest'
import { layoutCell } from './cellLayout'
import { drawnEdges } from './cellModel'
import { cellMove } from './cellPointing'
import { stackStrands, strandAt } from './ribbon'
import { offsetAt } from './route'
import { operations } from './views.fixture'

const uniform = new Float32Array(5 * 3).fill(1 / 3)
const restrictions = {
  // The second edge is closed.
  allowed: Array.from({ length: 15 }, (_, branch) => Math.floor(branch / 3) !== 1),
  forced: [],
}
const edges = drawnEdges({ nodes: 2, operations, gates: uniform, restrictions })

describe('moving over a cell by keyboard', () => {
  const move = (key: string, row: number, operation: (typeof operations)[number] | null = null) =>
    cellMove(key, { row, operation }, edges)

  it('leads from edge to edge, past those that are not there', () => {
    expect(move('ArrowRight', 0)).toEqual({ row: 2, operation: null })
    expect(move('ArrowLeft', 2)).toEqual({ row: 0, operation: null })
    expect(move('End', 0)).toEqual({ row: 4, operation: null })
    expect(move('ArrowRight', 4)).toEqual({ row: 4, operation: null })
  })

  it('leads down into the strands and up again', () => {
    expect(move('ArrowDown', 2)).toEqual({ row: 2, operation: 'none' })
    expect(move('ArrowDown', 2, 'none')).toEqual({ row: 2, operation: 'avg_pool_3x3' })
    expect(move('ArrowDown', 2, 'sep_conv_3x3')).toEqual({ row: 2, operation: 'sep_conv_3x3' })
    expect(move('ArrowUp', 2, 'none')).toEqual({ row: 2, operation: null })
    expect(move('Escape', 2, 'sep_conv_3x3')).toEqual({ row: 2, operation: null })
    expect(move('ArrowRight', 2, 'sep_conv_3x3')).toEqual({ row: 3, operation: null })
  })

  it('leaves other keys alone', () => {
    expect(move('Tab', 0)).toBeNull()
  })
})

describe('pointing at a strand', () => {
  const layout = layoutCell({ nodes: 2, edges, concat: [2, 3], width: 600 })

  it('finds the strand at its place across the ribbon, on every segment', () => {
    layout.routes.forEach((route, index) => {
      const strands = edges[index]?.strands ?? []
      const stacked = stackStrands(strands, 12)
      route.points.slice(1).forEach((end, at) => {
        const start = route.points[at] ?? end
        const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
        const right = { x: -Math.sign(end.y - start.y), y: Math.sign(end.x - start.x) }
        for (const { operation, offset } of stacked) {
          const point = { x: middle.x + right.x * offset, y: middle.y + right.y * offset }
          expect(offsetAt(route, point)).toBeCloseTo(offset)
          expect(strandAt(strands, route, 12, point)).toBe(operation)
        }
      })
    })
  })

  it('takes the outermost strand beyond the ribbon, and none where there is none', () => {
    const [route] = layout.routes
    if (!route) throw new Error('The cell has edges')
    const [start] = route.points
    if (!start) throw new Error('A route has points')
    const strands = edges[0]?.strands ?? []
    expect(strandAt(strands, route, 12, { x: start.x + 9, y: start.y - 40 })).toBe('none')
    expect(strandAt(strands, route, 12, { x: start.x + 9, y: start.y + 40 })).toBe('sep_conv_3x3')
    expect(strandAt([], route, 12, start)).toBeNull()
  })
})
