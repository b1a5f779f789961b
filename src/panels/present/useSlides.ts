import { useEffect, useState } from 'react'
import { belongsToControl } from '../shortcuts'

/** What stands on the stage: one view, or all of them. */
export interface Slides {
  /** Name of the view that is shown alone; null for all together. */
  readonly alone: string | null
  readonly show: (alone: string | null) => void
}

/**
 * Steps through the views one at a time, beginning with all of them, by arrow keys and by the page keys
 * that clickers send.
 */
export function useSlides(names: readonly string[], onLeave: () => void): Slides {
  const [wanted, show] = useState<string | null>(null)
  const alone = wanted !== null && names.includes(wanted) ? wanted : null
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const direction = DIRECTIONS[event.key]
      if (belongsToControl(event) && !event.key.startsWith('Page')) return
      if (event.key !== 'Escape' && direction === undefined) return
      event.preventDefault()
      event.stopPropagation()
      if (direction === undefined) onLeave()
      else show(slideBeside(names, alone, direction))
    }
    // Before the page's own shortcuts: an arrow is not a search step here.
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [names, alone, onLeave])
  return { alone, show }
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  PageDown: 1,
  ArrowLeft: -1,
  PageUp: -1,
}

/** The slide after `alone`, or before it; stays at the first, which shows all, and at the last. */
export function slideBeside(
  names: readonly string[],
  alone: string | null,
  direction: 1 | -1,
): string | null {
  const slides = [null, ...names]
  const next = slides.indexOf(alone) + direction
  return slides[Math.max(0, Math.min(slides.length - 1, next))] ?? null
}
