import { useRef, useState, type KeyboardEvent } from 'react'

export interface RovingOptions {
  /** Where the tab key leads at first. */
  readonly first: string
  /** Where a key leads from a place; null for keys that lead nowhere. */
  readonly move: (key: string, from: string) => string | null
  readonly onPoint?: ((at: string | null) => void) | undefined
  readonly onSelect?: ((at: string) => void) | undefined
}

/**
 * Pointing within a drawing of many small parts, by pointer and by keyboard alike: one part is in the
 * tab order, arrow keys lead on to others. A part says where it is by `data-at`; `parts` go to the
 * element around them.
 */
export function useRoving({ first, move, onPoint, onSelect }: RovingOptions) {
  const [pointed, setPointed] = useState<string | null>(null)
  const [stop, setStop] = useState(first)
  const svg = useRef<SVGSVGElement>(null)

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
    setStop(next)
    svg.current?.querySelector<SVGGElement>(`[data-at="${next}"][tabindex]`)?.focus()
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
      onPointerOver: (event: { readonly target: EventTarget }) => point(placeOf(event)),
      onPointerLeave: () => point(null),
      onClick: (event: { readonly target: EventTarget }) => {
        const at = placeOf(event)
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
