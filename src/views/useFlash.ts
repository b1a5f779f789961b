import { useState } from 'react'

/**
 * Keys whose value differs from the one before: they flash once. Nothing flashes on first sight. The
 * number changes with every change, so that it can key the flashing element and restart its animation.
 */
export function useFlash(values: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const [seen, setSeen] = useState(values)
  const [flashes, setFlashes] = useState<ReadonlyMap<string, number>>(new Map())
  const changed = [...values].filter(([key, value]) => seen.get(key) !== value)
  const gone = [...seen.keys()].some((key) => !values.has(key))
  if (changed.length > 0 || gone) {
    setSeen(values)
    setFlashes((before) => {
      const after = new Map(before)
      for (const [key] of changed) after.set(key, (before.get(key) ?? 0) + 1)
      return after
    })
  }
  return flashes
}
