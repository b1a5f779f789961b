import { useCallback, useState } from 'react'
import type { Size } from './stageLayout'

/** Inner size of an element in whole pixels; null before it is known. */
export function useSize(): {
  readonly size: Size | null
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined
} {
  const [size, setSize] = useState<Size | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const { width, height } = entry.contentRect
      setSize({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { size, ref }
}
