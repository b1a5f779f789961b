import {
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
} from 'react'
import { pointerPlace, type PointerPlace } from './pointerPlace'

export interface RovingOptions {
  /** Where the tab key leads at first. */
  readonly first: string
  /** Where a key leads from a place; null for keys that lead nowhere. */
  readonly move: (key: string, from: string) => string | null
  readonly onPoint?: ((at: string | null) => void) | undefined
  readonly onSelect?: ((at: string) => void) | undefined
  /** The part at a place of the drawing, where parts are drawn together and none can be hit by itself. */
  readonly partAt?: ((place: PointerPlace) => string | null) | undefined
}

/**
 * Pointing within a drawing of many small parts, by pointer and by keyboard alike: one part is in the
 * tab order, arrow keys lead on to others. A part says where it is by `data-at`; `parts` go to the
 * element around them. One that is drawn by itself only while it is pointed at takes the focus then.
 */
export function useRoving({ first, move, onPoint, onSelect, partAt }: RovingOptions) {
  const [pointed, setPointed] = useState<string | null>(null)
  const [stop, setStop] = useState(first)
  const svg = useRef<SVGSVGElement>(null)
  const arriving = useRef(false)

  useLayoutEffect(() => {
    if (!arriving.current) return
    arriving.current = false
    svg.current?.querySelector<SVGGElement>(`[data-at="${stop}"][tabindex]`)?.focus()
  }, [stop])

  const point = (at: string | null) => {
    setPointed(at)
    onPoint?.(at)
  }
  const press = (event: KeyboardEvent) => {
    const from = placeOf(event) ?? stop
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onSelect?.(from)
      return
    }
    const next = move(event.key, from)
    if (next === null) return
    event.preventDefault()
    arriving.current = next !== stop
    setStop(next)
  }
  const partOf = (event: ReactPointerEvent | ReactMouseEvent) =>
    placeOf(event) ?? partAt?.(pointerPlace(event, svg.current)) ?? null
  const pointBy = (event: ReactPointerEvent) => {
    const at = partOf(event)
    if (at !== pointed) point(at)
  }
  return {
    pointed,
    /** The part that the tab key leads to. */
    stop,
    parts: {
      ref: svg,
      onKeyDown: press,
      onFocus: (event: { readonly target: EventTarget }) => {
        const at = placeOf(event)
        if (at !== null) setStop(at)
        point(at)
      },
      onBlur: () => point(null),
      onPointerOver: pointBy,
      ...(partAt && { onPointerMove: pointBy }),
      onPointerLeave: () => point(null),
      onClick: (event: ReactMouseEvent) => {
        const at = partOf(event)
        if (at !== null) onSelect?.(at)
      },
    },
  }
}

/** The part an event happened in. */
function placeOf({ target }: { readonly target: EventTarget }): string | null {
  const part = target instanceof Element ? target.closest('[data-at]') : null
  return part?.getAttribute('data-at') ?? null
}
