import { useState } from 'react'

/** Parts that are edited together. */
export interface Selection {
  readonly keys: ReadonlySet<string>
  readonly toggle: (key: string) => void
  readonly take: (keys: Iterable<string>) => void
  readonly clear: () => void
  /** What an edit of a part is about: all that is selected with it, or it alone. */
  readonly with: (key: string) => readonly string[]
}

/** @param exists whether there still is such a part */
export function useSelection(exists: (key: string) => boolean): Selection {
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const keys = new Set([...taken].filter(exists))
  return {
    keys,
    toggle: (key) =>
      setTaken(
        new Set(keys.has(key) ? [...keys].filter((other) => other !== key) : [...keys, key]),
      ),
    take: (some) => setTaken(new Set(some)),
    clear: () => setTaken(new Set()),
    with: (key) => (keys.has(key) ? [...keys] : [key]),
  }
}
