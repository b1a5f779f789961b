import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ParetoPoint } from './paretoPoints'

export interface ParetoKeysOptions {
  readonly points: readonly ParetoPoint[]
  /** From the cheapest to the most accurate. */
  readonly front: readonly ParetoPoint[]
  /** Where the tab key leads before any other key was pressed; null where there is nothing. */
  readonly first: number | null
  readonly selected: ReadonlySet<number>
  readonly onPoint: (id: number | null) => void
  readonly onChoose: (id: number) => void
  readonly onSelect: (ids: readonly number[]) => void
}

/**
 * Moving among thousands of points by keyboard: left and right by cost, up and down along the front,
 * with Shift selecting on the way; Enter chooses, Escape selects none. One point is in the tab order.
 */
export function useParetoKeys(options: ParetoKeysOptions) {
  const { points, front, first, selected, onPoint, onChoose, onSelect } = options
  const [stop, setStop] = useState<number | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const arriving = useRef(false)
  const present = useMemo(() => new Set(points.map(({ candidate }) => candidate.id)), [points])
  const home = stop !== null && present.has(stop) ? stop : first

  // A mark is drawn for the point that a key leads to, and only then can take the focus.
  useLayoutEffect(() => {
    if (!arriving.current) return
    arriving.current = false
    svg.current?.querySelector<SVGGElement>(`[data-at="${home}"]`)?.focus()
  }, [home])

  const press = (event: KeyboardEvent) => {
    const from = idOf(event)
    if (from === null) return
    if (event.key === 'Enter' || event.key === ' ') onChoose(from)
    else if (event.key === 'Escape' && selected.size > 0) onSelect([])
    else {
      const next = keyTarget(event.key, from, points, front)
      if (next === null) return
      if (event.shiftKey) onSelect([...new Set([...selected, from, next])])
      arriving.current = next !== from
      setStop(next)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    /** The point that the tab key leads to. */
    home,
    parts: {
      ref: svg,
      onKeyDown: press,
      onFocus: (event: { readonly target: EventTarget }) => {
        const id = idOf(event)
        if (id !== null) setStop(id)
        onPoint(id)
      },
      onBlur: () => onPoint(null),
      // Pointers never hit a mark; tools that press one by name do.
      onClick: (event: { readonly target: EventTarget }) => {
        const id = idOf(event)
        if (id !== null) onChoose(id)
      },
    },
  }
}

function idOf({ target }: { readonly target: EventTarget }): number | null {
  const mark = target instanceof Element ? target.closest('[data-at]') : null
  return mark ? Number(mark.getAttribute('data-at')) : null
}

function keyTarget(
  key: string,
  from: number,
  points: readonly ParetoPoint[],
  front: readonly ParetoPoint[],
): number | null {
  switch (key) {
    case 'ArrowLeft':
      return beside(inOrder(points), from, -1)
    case 'ArrowRight':
      return beside(inOrder(points), from, 1)
    case 'ArrowDown':
      return alongFront(front, points, from, -1)
    case 'ArrowUp':
      return alongFront(front, points, from, 1)
    case 'Home':
      return front[0]?.candidate.id ?? null
    case 'End':
      return front.at(-1)?.candidate.id ?? null
    default:
      return null
  }
}

/** By cost, then accuracy; made for a key press only. */
function inOrder(points: readonly ParetoPoint[]): ParetoPoint[] {
  return [...points].sort((a, b) => a.cost - b.cost || a.accuracy - b.accuracy)
}

function beside(order: readonly ParetoPoint[], from: number, way: 1 | -1): number {
  const index = order.findIndex(({ candidate }) => candidate.id === from)
  return order[index + way]?.candidate.id ?? from
}

/** To the next member of the front, from wherever. */
function alongFront(
  front: readonly ParetoPoint[],
  points: readonly ParetoPoint[],
  from: number,
  way: 1 | -1,
): number {
  const start = points.find(({ candidate }) => candidate.id === from)
  if (!start) return from
  const next =
    way > 0
      ? front.find(({ accuracy }) => accuracy > start.accuracy)
      : front.findLast(({ accuracy }) => accuracy < start.accuracy)
  return next?.candidate.id ?? from
}
