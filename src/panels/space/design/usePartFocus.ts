import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/**
 * One tab stop for a drawing of many parts, each of which says by `data-at` which it is. Arrow keys
 * move the stop; an edit that makes another part of the focused one says where the focus goes.
 */
export function usePartFocus<Root extends Element>(first: string, exists: (at: string) => boolean) {
  const [stop, setStop] = useState(first)
  const drawing = useRef<Root>(null)
  const awaited = useRef<string | null>(null)

  const elementAt = (at: string) =>
    drawing.current?.querySelector<HTMLElement | SVGElement>(`[data-at="${at}"]`) ?? null
  const focus = (at: string) => {
    setStop(at)
    elementAt(at)?.focus()
  }
  useLayoutEffect(() => {
    if (awaited.current === null) return
    elementAt(awaited.current)?.focus()
    awaited.current = null
  })
  const root = useCallback((element: Root | null) => {
    drawing.current = element
  }, [])
  return {
    /** For the element around all parts. */
    root,
    elementAt,
    focus,
    /** Focuses a part that the coming render will have. */
    focusNext: (at: string) => {
      awaited.current = at
      setStop(at)
    },
    tabIndexOf: (at: string) => (at === (exists(stop) ? stop : first) ? 0 : -1),
    setStop,
  }
}

/** The part that an event happened in; what belongs to a part without being it says so by `data-part`. */
export function partAt({ target }: { readonly target: EventTarget }): string | null {
  const part = target instanceof Element ? target.closest('[data-at], [data-part]') : null
  return part?.getAttribute('data-at') ?? part?.getAttribute('data-part') ?? null
}
