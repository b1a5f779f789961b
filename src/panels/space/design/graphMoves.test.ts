import { describe, expect, it } from 'vitest'
import { edgesBetween } from './cellGraphLayout'
import { moveInGraph, partKey, partOf, type GraphPart } from './graphMoves'

const SIZE = { inputs: 2, states: 5, grows: true }
const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
const edge = (from: number, to: number): GraphPart => ({ kind: 'edge', edge: { from, to } })

describe('moveInGraph', () => {
  it('leads along rows and columns, and from edges to their nodes', () => {
    expect(moveInGraph('ArrowRight', edge(0, 2), SIZE)).toEqual(edge(0, 3))
    expect(moveInGraph('ArrowDown', edge(0, 2), SIZE)).toEqual(edge(1, 2))
    expect(moveInGraph('ArrowDown', edge(1, 2), SIZE)).toEqual({ kind: 'node', state: 2 })
    expect(moveInGraph('ArrowRight', { kind: 'node', state: 2 }, SIZE)).toEqual(edge(2, 3))
    expect(moveInGraph('ArrowLeft', edge(2, 3), SIZE)).toEqual({ kind: 'node', state: 2 })
    expect(moveInGraph('ArrowUp', edge(0, 2), SIZE)).toBeNull()
    expect(moveInGraph('x', edge(0, 2), SIZE)).toBeNull()
  })

  it.each([
    { inputs: 2, states: 3, grows: true },
    { inputs: 2, states: 7, grows: false },
    { inputs: 1, states: 4, grows: false },
  ])('reaches every part from the first one, %o', (size) => {
    const { inputs, states, grows } = size
    const all = [
      ...edgesBetween(inputs, states).map(({ from, to }) => edge(from, to)),
      ...Array.from({ length: states - inputs }, (_, node): GraphPart => {
        return { kind: 'node', state: inputs + node }
      }),
      ...(grows ? [{ kind: 'next' } as const] : []),
    ].map(partKey)
    const reached = new Set<string>()
    const follow = (part: GraphPart) => {
      if (reached.has(partKey(part))) return
      reached.add(partKey(part))
      for (const key of KEYS) {
        const next = moveInGraph(key, part, size)
        if (next) follow(next)
      }
    }
    follow(edge(0, inputs))
    expect([...reached].sort()).toEqual([...all].sort())
  })

  it('reads the names of parts back', () => {
    for (const key of ['edge-0-2', 'node-3', 'next']) expect(partKey(partOf(key))).toBe(key)
  })
})
