import { quadtree, type Quadtree } from 'd3-quadtree'
import { useRef, useState, type PointerEvent } from 'react'
import type { PlotArea } from './ChartFrame'
import type { ParetoPoint } from './paretoPoints'
import type { ParetoScales } from './paretoScales'
import { pointerPlace, type PointerPlace } from './pointerPlace'

/** From here on, a press that moves draws a rectangle, in pixels. */
const DRAG_FROM = 4
/** A point this near is pointed at, in pixels. */
const REACH = 20

export interface PlotPointerOptions extends ParetoScales {
  readonly points: readonly ParetoPoint[]
  readonly plot: PlotArea
  readonly onPoint: (id: number | null) => void
  readonly onChoose: (id: number) => void
  readonly onSelect: (ids: readonly number[]) => void
}

export interface Brush {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * Pointing, choosing and selecting by pointer among thousands of points: the nearest is pointed at, a
 * click chooses it, and a rectangle drawn across selects all within. A click beside all selects none.
 */
export function usePlotPointer(options: PlotPointerOptions) {
  const { points, x, y, plot, onPoint, onChoose, onSelect } = options
  const [brush, setBrush] = useState<Brush | null>(null)
  const start = useRef<PointerPlace | null>(null)
  const pointed = useRef<number | null>(null)
  const index = useRef<PointIndex | null>(null)

  const nearest = ({ x: left, y: top }: PointerPlace): number | null => {
    const known = index.current
    // Made when a pointer asks for it, not whenever a point arrives.
    const fits = known?.points === points && known.x === x && known.y === y
    const { tree } = (index.current = fits ? known : { points, x, y, tree: treeOf(points, x, y) })
    return tree.find(left, top, REACH)?.candidate.id ?? null
  }
  const point = (id: number | null) => {
    if (id === pointed.current) return
    pointed.current = id
    onPoint(id)
  }
  return {
    brush,
    handlers: {
      onPointerDown: (event: PointerEvent<SVGElement>) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = placeOf(event)
      },
      onPointerMove: (event: PointerEvent<SVGElement>) => {
        const place = placeOf(event)
        const from = start.current
        if (from && (brush || distance(from, place) >= DRAG_FROM)) {
          point(null)
          setBrush(between(from, place, plot))
        } else point(nearest(place))
      },
      onPointerUp: (event: PointerEvent<SVGElement>) => {
        if (!start.current) return
        start.current = null
        setBrush(null)
        if (brush) return onSelect(within(points, brush, { x, y }))
        const id = nearest(placeOf(event))
        if (id === null) onSelect([])
        else onChoose(id)
      },
      onPointerCancel: () => {
        start.current = null
        setBrush(null)
      },
      onPointerLeave: () => point(null),
    },
  }
}

interface PointIndex extends ParetoScales {
  readonly points: readonly ParetoPoint[]
  readonly tree: Quadtree<ParetoPoint>
}

function treeOf(
  points: readonly ParetoPoint[],
  x: ParetoScales['x'],
  y: ParetoScales['y'],
): Quadtree<ParetoPoint> {
  return quadtree<ParetoPoint>()
    .x(({ cost }) => x(cost))
    .y(({ accuracy }) => y(accuracy))
    .addAll(points as ParetoPoint[])
}

function within(
  points: readonly ParetoPoint[],
  { left, top, right, bottom }: Brush,
  { x, y }: ParetoScales,
): number[] {
  const [cheap, dear] = [x.invert(left), x.invert(right)]
  const [high, low] = [y.invert(top), y.invert(bottom)]
  return points
    .filter(
      ({ cost, accuracy }) => cost >= cheap && cost <= dear && accuracy >= low && accuracy <= high,
    )
    .map(({ candidate }) => candidate.id)
}

function placeOf(event: PointerEvent<SVGElement>): PointerPlace {
  return pointerPlace(event, event.currentTarget.ownerSVGElement)
}

function distance(first: PointerPlace, second: PointerPlace): number {
  return Math.hypot(first.x - second.x, first.y - second.y)
}

function between(first: PointerPlace, second: PointerPlace, plot: PlotArea): Brush {
  const held = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))
  const [left = 0, right = 0] = [first.x, second.x]
    .map((value) => held(value, plot.left, plot.right))
    .sort((a, b) => a - b)
  const [top = 0, bottom = 0] = [first.y, second.y]
    .map((value) => held(value, plot.top, plot.bottom))
    .sort((a, b) => a - b)
  return { left, top, right, bottom }
}
