import type { RefCallback } from 'react'
import { useCallback, useState } from 'react'

/** What is about to be scrolled into sight counts as in it. */
const MARGIN = '240px'

/** Whether an element is on the screen, or nearly; it counts as such until the contrary is known. */
export function useInSight(): {
  readonly ref: RefCallback<HTMLElement>
  readonly inSight: boolean
} {
  const [inSight, setInSight] = useState(true)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element || typeof IntersectionObserver === 'undefined') return undefined
    const observer = new IntersectionObserver(
      (entries) => setInSight(entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: MARGIN },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, inSight }
}
