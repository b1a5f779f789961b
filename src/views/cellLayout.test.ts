import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellEdges } from '../space/cellSpace'
import { PUBLISHED, PUBLISHED_NAMES } from '../space/published'
import { layoutCell, type Box, type CellLayout } from './cellLayout'
import type { LayoutEdge } from './cellLanes'
import { concatStates, drawnEdges } from './cellModel'

const RIBBON = 12
const LABEL_HEIGHT = 18

function spaceLayout(nodes: number, width: number): CellLayout {
  const concat = concatStates(nodes, undefined)
  return layoutCell({ nodes, edges: cellEdges(nodes), concat, width })
}

/** The ribbon as boxes, one per straight piece. */
function pieces({ points }: CellLayout['routes'][number], thickness: number): Box[] {
  return points.slice(1).map((end, index) => {
    const start = points[index] ?? end
    const half = thickness / 2
    const horizontal = start.y === end.y
    return {
      x: Math.min(start.x, end.x) - (horizontal ? 0 : half),
      y: Math.min(start.y, end.y) - (horizontal ? half : 0),
      width: Math.abs(end.x - start.x) + (horizontal ? 0 : thickness),
      height: Math.abs(end.y - start.y) + (horizontal ? thickness : 0),
    }
  })
}

function overlap(a: Box, b: Box): boolean {
  const slack = 0.01
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  )
}

function labelBoxes(layout: CellLayout): Box[] {
  return layout.routes.map(({ label: { x, y, room } }) => {
    const width = Math.min(room, 74)
    return { x: x - width, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT }
  })
}

function expectClear(layout: CellLayout) {
  const boxes = [...layout.states, layout.output]
  layout.routes.forEach((route) => {
    for (const piece of pieces(route, RIBBON)) {
      expect(boxes.filter((box) => overlap(piece, box))).toEqual([])
    }
  })
  const labels = labelBoxes(layout)
  labels.forEach((label, index) => {
    const others = [...boxes, ...labels.slice(index + 1)]
    expect(others.filter((other) => overlap(label, other))).toEqual([])
  })
  for (const { x, y, width, height } of [...boxes, ...labels]) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(layout.width)
    expect(y + height).toBeLessThanOrEqual(layout.height)
  }
}

describe('layout of a cell', () => {
  it('keeps ribbons and labels off boxes and each other, for every space and width', () => {
    for (const nodes of [1, 2, 3, 4, 5]) {
      for (const width of [312, 440, 480, 600, 640, 1000]) expectClear(spaceLayout(nodes, width))
    }
  })

  it('keeps published cells clear, which join a pair of states twice and skip others', () => {
    for (const name of PUBLISHED_NAMES) {
      const { normal, reduce } = PUBLISHED[name]
      for (const cell of [normal, reduce]) {
        const nodes = cell.nodes.length
        const edges = drawnEdges({ nodes, operations: [], genotype: cell })
        for (const width of [312, 600]) {
          expectClear(layoutCell({ nodes, edges, concat: cell.concat, width }))
        }
      }
    }
  })

  it('keeps any cell of two edges per node clear', () => {
    const pair = fc.tuple(fc.nat(99), fc.nat(99))
    const cells = fc.array(pair, { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(cells, (choices) => {
        const edges: LayoutEdge[] = choices.flatMap(([a, b], node) => [
          { from: a % (node + 2), to: node + 2 },
          { from: b % (node + 2), to: node + 2 },
        ])
        const nodes = choices.length
        expectClear(
          layoutCell({ nodes, edges, concat: concatStates(nodes, undefined), width: 560 }),
        )
      }),
    )
  })

  it('never lets two ribbons run along one another', () => {
    const { routes } = spaceLayout(5, 640)
    routes.forEach((route, index) => {
      for (const other of routes.slice(index + 1)) {
        for (const a of pieces(route, RIBBON)) {
          for (const b of pieces(other, RIBBON)) {
            const parallel = a.width > a.height === b.width > b.height
            if (parallel) expect(overlap(a, b)).toBe(false)
          }
        }
      }
    })
  })

  // A leap over n nodes crosses n edges of an input; of five nodes' leaps, interleaved in a ring of five,
  // two must share a side and cross: 1·1, then 1+1+2, then 3·1 + 2·2 + 3 + 1.
  it('crosses as few edges as the map allows', () => {
    const crossings = (nodes: number) => {
      const { routes } = spaceLayout(nodes, 640)
      const thin = routes.map((route) => pieces(route, 0.5))
      return thin
        .flatMap((a, index) => thin.slice(index + 1).map((b) => [a, b] as const))
        .filter(([a, b]) => a.some((one) => b.some((two) => overlap(one, two)))).length
    }
    expect([1, 2, 3, 4, 5].map(crossings)).toEqual([0, 0, 1, 4, 11])
  })

  it('ends every edge at the nodes it joins', () => {
    const { routes, states } = spaceLayout(4, 600)
    cellEdges(4).forEach(({ from, to }, index) => {
      const points = routes[index]?.points ?? []
      const touches = (box: Box | undefined, point: { x: number; y: number } | undefined) =>
        box !== undefined &&
        point !== undefined &&
        point.x >= box.x &&
        point.x <= box.x + box.width &&
        point.y >= box.y &&
        point.y <= box.y + box.height
      expect(touches(states[from], points[0])).toBe(true)
      expect(touches(states[to], points.at(-1))).toBe(true)
    })
  })

  it('joins only the states that are concatenated', () => {
    const { joints, bus } = layoutCell({
      nodes: 3,
      edges: cellEdges(3),
      concat: [3, 4],
      width: 600,
    })
    expect(joints).toHaveLength(2)
    expect(bus).toHaveLength(3)
    expect(layoutCell({ nodes: 3, edges: [], concat: [], width: 600 }).bus).toEqual([])
  })
})
