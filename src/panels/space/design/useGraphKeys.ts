import type { KeyboardEvent } from 'react'
import type { GraphPart, GraphSize } from './graphMoves'
import { moveInGraph, partOf } from './graphMoves'
import { partAt } from './usePartFocus'

interface GraphKeys {
  readonly size: GraphSize
  readonly onFocus: (part: GraphPart) => void
  readonly onOpen: (part: GraphPart) => void
  readonly onSelect: (part: GraphPart) => void
  readonly onSelectAll: () => void
  readonly onDelete: (part: GraphPart) => void
  /** A node one place earlier (−1) or later (1). */
  readonly onShift: (state: number, by: -1 | 1) => void
  readonly onEscape: () => void
}

/** What keys do in the cell's drawing. */
export function useGraphKeys(keys: GraphKeys) {
  return (event: KeyboardEvent) => {
    const at = partAt(event)
    if (at === null) return
    if (act(event, partOf(at), keys)) event.preventDefault()
  }
}

function act(event: KeyboardEvent, part: GraphPart, keys: GraphKeys): boolean {
  const { key } = event
  const command = event.ctrlKey || event.metaKey
  if (command && key.toLowerCase() === 'a') keys.onSelectAll()
  else if (command) return false
  else if (event.altKey) {
    if (part.kind !== 'node' || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false
    keys.onShift(part.state, key === 'ArrowLeft' ? -1 : 1)
  } else if (key === 'Enter' || (key === ' ' && part.kind !== 'edge')) keys.onOpen(part)
  else if (key === ' ') keys.onSelect(part)
  else if (key === 'Delete' || key === 'Backspace') keys.onDelete(part)
  else if (key === 'Escape') keys.onEscape()
  else {
    const next = moveInGraph(key, part, keys.size)
    if (next) keys.onFocus(next)
    // At the edge of the drawing an arrow must not do what it does elsewhere on the page.
    return next !== null || key.startsWith('Arrow')
  }
  return true
}
