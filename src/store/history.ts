/** A value that can be edited, undone and redone. Immutable: every function returns a new history. */
export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** The gesture that made the present; further edits of one gesture are undone together. */
  readonly gesture: string | null
}

/** More than anyone steps back, and little enough to forget about. */
const MAX_PAST = 100

export function historyOf<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: null }
}

/**
 * Makes `next` the present. Edits in a row that name the same gesture (dragging one slider) count as
 * one for undo; an edit without a gesture always stands alone.
 */
export function edited<T>(history: History<T>, next: T, gesture: string | null = null): History<T> {
  if (next === history.present) return history
  const continues = gesture !== null && gesture === history.gesture
  const past = continues ? history.past : [...history.past, history.present].slice(-MAX_PAST)
  return { past, present: next, future: [], gesture }
}

export function undone<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1)
  if (previous === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    gesture: null,
  }
}

export function redone<T>(history: History<T>): History<T> {
  const next = history.future[0]
  if (next === undefined) return history
  return {
    past: [...history.past, history.present],
    present: next,
    future: history.future.slice(1),
    gesture: null,
  }
}

/** Ends the gesture under way, so that the next edit can be undone by itself. */
export function gestureEnded<T>(history: History<T>): History<T> {
  return history.gesture === null ? history : { ...history, gesture: null }
}
