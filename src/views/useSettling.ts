import { useContext, useEffect, useRef, useState } from 'react'
import { Still } from './still'

const GLIDE_MS = 900

export interface Settling {
  /** From the mixture (0) to what is derived from it (1). */
  readonly settled: number
  /** Goes there at once. */
  readonly set: (settled: number) => void
  /** Glides there, or under reduced motion switches. */
  readonly glide: (settled: 0 | 1) => void
}

/** How far a cell has gone over from a mixture to what is derived; at the end of a run it goes by itself. */
export function useSettling(ended: boolean): Settling {
  const still = useContext(Still)
  const [settled, setSettled] = useState(0)
  const current = useRef(0)
  const frame = useRef(0)

  const show = (value: number) => {
    current.current = value
    setSettled(value)
  }
  const set = (value: number) => {
    cancelAnimationFrame(frame.current)
    show(value)
  }
  const glide = (goal: 0 | 1) => {
    cancelAnimationFrame(frame.current)
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return show(goal)
    const from = current.current
    const start = performance.now()
    frame.current = requestAnimationFrame(function advance(time) {
      const progress = Math.min(1, Math.max(0, (time - start) / GLIDE_MS))
      show(progress === 1 ? goal : from + (goal - from) * eased(progress))
      if (progress < 1) frame.current = requestAnimationFrame(advance)
    })
  }
  useEffect(() => {
    glide(goalOf(ended))
    return () => cancelAnimationFrame(frame.current)
    // Only the run's end, or going back before it, moves the picture by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ended])
  return { settled: still ? goalOf(ended) : settled, set, glide }
}

function goalOf(ended: boolean): 0 | 1 {
  return ended ? 1 : 0
}

/** Slow at both ends. */
function eased(progress: number): number {
  return progress * progress * (3 - 2 * progress)
}
