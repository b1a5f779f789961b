import type { EdgePlace } from '../../../space/edgeEdits'

/** A part of the cell's drawing that can be focused. */
export type GraphPart =
  | { readonly kind: 'edge'; readonly edge: EdgePlace }
  /** By its state. */
  | { readonly kind: 'node'; readonly state: number }
  /** The place for one more node. */
  | { readonly kind: 'next' }

interface GraphSize {
  readonly inputs: number
  readonly states: number
  /** Whether there is a place for one more node. */
  readonly grows: boolean
}

/** How parts are named in the document: `edge-0-2`, `node-2`, `next`. */
export function partKey(part: GraphPart): string {
  switch (part.kind) {
    case 'edge':
      return `edge-${part.edge.from}-${part.edge.to}`
    case 'node':
      return `node-${part.state}`
    case 'next':
      return 'next'
  }
}

export function partOf(key: string): GraphPart {
  const [kind, first = 0, second = 0] = key.split('-').map((text, at) => (at ? Number(text) : text))
  if (kind === 'edge') return { kind, edge: { from: Number(first), to: Number(second) } }
  if (kind === 'node') return { kind, state: Number(first) }
  return { kind: 'next' }
}

/**
 * Where an arrow key leads: left and right along what a state is read by, up and down along what a node
 * reads. Null for other keys, and where the cell ends.
 */
export function moveInGraph(key: string, part: GraphPart, size: GraphSize): GraphPart | null {
  const { inputs, states, grows } = size
  const last = states - 1
  if (key === 'Home') return { kind: 'edge', edge: { from: 0, to: inputs } }
  if (key === 'End') return { kind: 'node', state: last }
  if (part.kind === 'next') {
    return key === 'ArrowLeft' || key === 'ArrowUp' ? { kind: 'node', state: last } : null
  }
  if (part.kind === 'node') return fromNode(key, part.state, { inputs, last, grows })
  const { from, to } = part.edge
  switch (key) {
    case 'ArrowLeft':
      if (to - 1 >= inputs && to - 1 > from) return edge(from, to - 1)
      return from >= inputs ? node(from) : null
    case 'ArrowRight':
      return to < last ? edge(from, to + 1) : null
    case 'ArrowUp':
      return from > 0 ? edge(from - 1, to) : null
    case 'ArrowDown':
      return from + 1 < to ? edge(from + 1, to) : node(to)
    default:
      return null
  }
}

function fromNode(
  key: string,
  state: number,
  { inputs, last, grows }: { inputs: number; last: number; grows: boolean },
): GraphPart | null {
  switch (key) {
    case 'ArrowUp':
      return edge(state - 1, state)
    case 'ArrowLeft':
      return state > inputs ? node(state - 1) : edge(0, state)
    case 'ArrowRight':
      if (state < last) return edge(state, state + 1)
      return grows ? { kind: 'next' } : null
    case 'ArrowDown':
      return state < last ? node(state + 1) : null
    default:
      return null
  }
}

const edge = (from: number, to: number): GraphPart => ({ kind: 'edge', edge: { from, to } })
const node = (state: number): GraphPart => ({ kind: 'node', state })
