import { useContext, useEffect, useRef, useState } from 'react'
import { Still } from './still'

const LONGEST_MS = 240
const SHORTEST_MS = 60
/** A smaller way is not worth a glide. */
const SHORTEST_WAY = 0.004

/**
 * Values on their way to `target`: they glide over the time between the last two targets, so that a run
 * that reports faster also moves faster. Under reduced motion, or when the length changes, they switch.
 */
export function useGlide(target: Float32Array | undefined): Float32Array | undefined {
  const still = useContext(Still)
  const [shown, setShown] = useState(target)
  const current = useRef(target)
  const changedAt = useRef(0)

  useEffect(() => {
    if (!target) return
    const now = performance.now()
    const start = current.current
    const from = start?.length === target.length ? start : target
    const still = prefersReducedMotion() || longestWay(from, target) < SHORTEST_WAY
    const interval = now - changedAt.current
    const duration = still ? 0 : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, interval))
    changedAt.current = now
    let frame = requestAnimationFrame(function advance(time) {
      const progress = duration === 0 ? 1 : Math.min(1, Math.max(0, (time - now) / duration))
      const values = progress === 1 ? target : mix(from, target, progress)
      current.current = values
      setShown(values)
      if (progress < 1) frame = requestAnimationFrame(advance)
    })
    return () => cancelAnimationFrame(frame)
  }, [target])

  return !still && shown?.length === target?.length ? shown : target
}

function longestWay(from: Float32Array, to: Float32Array): number {
  return to.reduce((most, value, index) => Math.max(most, Math.abs(value - (from[index] ?? 0))), 0)
}

function mix(from: Float32Array, to: Float32Array, progress: number): Float32Array {
  const eased = progress * (2 - progress)
  return to.map((value, index) => {
    const start = from[index] ?? value
    return start + (value - start) * eased
  })
}

function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
