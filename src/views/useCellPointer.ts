import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { OperationName } from '../space/operations'
import type { CellLayout } from './cellLayout'
import type { DrawnEdge } from './cellModel'
import { cellMove, reachableEdges, type CellPlace, type CellPoint } from './cellPointing'
import { ribbonWidth, strandAt } from './ribbon'
import type { Point } from './route'

interface CellPointerOptions {
  readonly edges: readonly DrawnEdge[]
  readonly layout: CellLayout
  readonly fixed: boolean
  readonly onPoint: (point: CellPoint | null) => void
}

/**
 * Pointing at edges and strands of a cell, by pointer and by keyboard: one edge is in the tab order,
 * arrow keys lead on (see `cellMove`). `parts` go to the drawing.
 */
export function useCellPointer({ edges, layout, fixed, onPoint }: CellPointerOptions) {
  const svg = useRef<SVGSVGElement>(null)
  const [stop, setStop] = useState<number | null>(null)
  const reachable = reachableEdges(edges)
  const home = reachable.some(({ row }) => row === stop) ? stop : (reachable[0]?.row ?? null)

  const follow = (event: PointerEvent) => {
    const row = rowOf(event.target)
    const index = edges.findIndex((edge) => edge.row === row)
    const edge = edges[index]
    const route = layout.routes[index]
    const matrix = svg.current?.getScreenCTM()
    if (row === null || !edge || !route || !matrix) return onPoint(null)
    const [x, y] = [event.clientX, event.clientY]
    const at = new DOMPoint(x, y).matrixTransform(matrix.inverse())
    const operation = strandAt(edge.strands, route, ribbonWidth(fixed), at)
    onPoint({ row, operation, x, y, by: 'pointer' })
  }
  const arrive = ({ target }: { readonly target: EventTarget }) => {
    const row = rowOf(target)
    if (row === null || !(target instanceof Element) || !target.matches(':focus-visible')) return
    setStop(row)
    const label = layout.routes[edges.findIndex((edge) => edge.row === row)]?.label
    const matrix = svg.current?.getScreenCTM()
    if (!label || !matrix) return
    const { x, y } = onScreen(label, matrix)
    onPoint({ row, operation: strandOf(target), x, y, by: 'keyboard' })
  }
  const press = (event: KeyboardEvent) => {
    const row = rowOf(event.target)
    if (row === null) return
    const next = cellMove(event.key, { row, operation: strandOf(event.target) }, edges)
    if (!next) return
    event.preventDefault()
    svg.current?.querySelector<SVGElement>(selector(next))?.focus()
  }
  return {
    home,
    parts: {
      ref: svg,
      onPointerMove: follow,
      onPointerLeave: () => onPoint(null),
      onFocus: arrive,
      onBlur: () => onPoint(null),
      onKeyDown: press,
    },
  }
}

function selector({ row, operation }: CellPlace): string {
  const edge = `[data-at="${row}"]`
  return operation === null ? edge : `${edge} [data-strand="${operation}"]`
}

function rowOf(target: EventTarget): number | null {
  const at = target instanceof Element ? target.closest('[data-at]')?.getAttribute('data-at') : null
  return at === null || at === undefined ? null : Number(at)
}

function strandOf(target: EventTarget): OperationName | null {
  const strand = target instanceof Element ? target.getAttribute('data-strand') : null
  return strand as OperationName | null
}

function onScreen({ x, y }: Point, matrix: DOMMatrix): Point {
  return new DOMPoint(x, y).matrixTransform(matrix)
}
