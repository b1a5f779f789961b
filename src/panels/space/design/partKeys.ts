import type { KeyboardEvent } from 'react'
import { partAt } from './usePartFocus'

/** What keys do in a drawing of parts; a part is named by its `data-at`. */
interface PartKeys {
  /** Where an arrow key, Home or End leads from a part; null where the drawing ends. */
  readonly move: (key: string, at: string) => string | null
  readonly onFocus: (at: string) => void
  readonly onOpen: (at: string) => void
  /** Whether the part can be selected together with others; else the space bar opens it. */
  readonly selectable: (at: string) => boolean
  readonly onSelect: (at: string) => void
  readonly onSelectAll: () => void
  readonly onDelete: (at: string) => void
  /** One place earlier (−1) or later (1). */
  readonly onShift: (at: string, by: -1 | 1) => void
  readonly onEscape: () => void
}

export function handlePartKey(event: KeyboardEvent, keys: PartKeys): void {
  const at = partAt(event)
  if (at !== null && act(event, at, keys)) event.preventDefault()
}

const SHIFTS: Readonly<Record<string, -1 | 1>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
}

/** Whether the key was one of the drawing's own. */
function act(event: KeyboardEvent, at: string, keys: PartKeys): boolean {
  const { key } = event
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() !== 'a') return false
    keys.onSelectAll()
    return true
  }
  if (event.altKey) {
    const by = SHIFTS[key]
    if (by === undefined) return false
    keys.onShift(at, by)
    return true
  }
  switch (key) {
    case 'Enter':
      keys.onOpen(at)
      return true
    case ' ':
      if (keys.selectable(at)) keys.onSelect(at)
      else keys.onOpen(at)
      return true
    case 'Delete':
    case 'Backspace':
      keys.onDelete(at)
      return true
    case 'Escape':
      keys.onEscape()
      return true
  }
  const next = keys.move(key, at)
  if (next !== null) keys.onFocus(next)
  // Where the drawing ends an arrow must not do what it does elsewhere on the page.
  return next !== null || key.startsWith('Arrow')
}
