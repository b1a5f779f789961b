import { describe, expect, it } from 'vitest'
import { edited, gestureEnded, historyOf, redone, undone } from './history'

describe('history', () => {
  it('steps back and forth through edits', () => {
    const history = edited(edited(historyOf('a'), 'b'), 'c')
    expect(undone(history).present).toBe('b')
    expect(undone(undone(history)).present).toBe('a')
    expect(redone(undone(history)).present).toBe('c')
  })

  it('stays where it is at either end', () => {
    const history = historyOf('a')
    expect(undone(history)).toBe(history)
    expect(redone(history)).toBe(history)
  })

  it('forgets the undone future on a new edit', () => {
    const history = edited(undone(edited(historyOf('a'), 'b')), 'c')
    expect(redone(history).present).toBe('c')
    expect(undone(history).present).toBe('a')
  })

  it('undoes one gesture at once', () => {
    let history = historyOf(0)
    for (const value of [1, 2, 3]) history = edited(history, value, 'drag')
    expect(undone(history).present).toBe(0)
    history = edited(gestureEnded(history), 4, 'drag')
    expect(undone(history).present).toBe(3)
  })
})
