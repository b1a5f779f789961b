import { useCallback, useState } from 'react'

/** Width of an element in whole pixels, for drawings that lay themselves out. Give `ref` to the element. */
export function useWidth(initial: number): {
  readonly width: number
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined
} {
  const [width, setWidth] = useState(initial)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { width, ref }
}
