import { describe, expect, it } from 'vitest'
import { FrameTurns } from './frameTurns'

function turnsByHand(perFrame: number) {
  const frames: (() => void)[] = []
  const turns = new FrameTurns(perFrame, (work) => frames.push(work))
  const drawn: string[] = []
  const drawing = (name: string) => () => drawn.push(name)
  /** What one frame draws. */
  const frame = () => {
    drawn.length = 0
    frames.shift()?.()
    return [...drawn]
  }
  return { turns, frame, drawing, frames }
}

describe('redrawing in turns', () => {
  it('draws a few in each frame, in the order they asked', () => {
    const { turns, frame, drawing, frames } = turnsByHand(2)
    for (const name of ['a', 'b', 'c', 'd', 'e']) turns.ask(drawing(name))
    expect(frames).toHaveLength(1)
    expect([frame(), frame(), frame()]).toEqual([['a', 'b'], ['c', 'd'], ['e']])
    expect(frames).toHaveLength(0)
  })

  it('lets who asks again keep its place, and draws it once', () => {
    const { turns, frame, drawing } = turnsByHand(1)
    const [first, second] = [drawing('first'), drawing('second')]
    turns.ask(first)
    turns.ask(second)
    turns.ask(first)
    expect([frame(), frame(), frame()]).toEqual([['first'], ['second'], []])
  })

  it('starves nobody when others ask in every frame', () => {
    const { turns, frame, drawing } = turnsByHand(1)
    const [busy, patient] = [drawing('busy'), drawing('patient')]
    turns.ask(busy)
    turns.ask(patient)
    frame()
    turns.ask(busy)
    expect(frame()).toEqual(['patient'])
  })

  it('forgets who withdraws', () => {
    const { turns, frame, drawing } = turnsByHand(1)
    const gone = drawing('gone')
    turns.ask(gone)
    turns.withdraw(gone)
    expect(frame()).toEqual([])
  })

  it('tells when nobody waits', async () => {
    const { turns, frame, drawing } = turnsByHand(1)
    await turns.idle()
    turns.ask(drawing('a'))
    turns.ask(drawing('b'))
    let idle = false
    const told = turns.idle().then(() => (idle = true))
    frame()
    await Promise.resolve()
    expect(idle).toBe(false)
    frame()
    await told
    expect(idle).toBe(true)
  })

  it('tells so also when the last has withdrawn', async () => {
    const { turns, frame, drawing } = turnsByHand(1)
    const gone = drawing('gone')
    turns.ask(gone)
    const idle = turns.idle()
    turns.withdraw(gone)
    frame()
    await idle
  })
})
