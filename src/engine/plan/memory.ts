/**
 * Places tensors in the arena so that those never alive together may share memory.
 * Everything is known before the GPU is asked for a byte.
 */
import { accessesOf, floatsOf, type Tensor } from './operations'
import type { Group } from './schedule'

interface Lifetime {
  readonly tensor: Tensor
  readonly floats: number
  readonly first: number
  last: number
}

/** Sets every tensor's offset. Returns the floats of arena needed. */
export function placeTensors(groups: readonly Group[]): number {
  const lifetimes = new Map<Tensor, Lifetime>()
  groups.forEach((group, time) => {
    for (const operation of group) {
      for (const { root } of accessesOf(operation)) {
        if (!root) continue
        const known = lifetimes.get(root)
        if (known) known.last = time
        else lifetimes.set(root, { tensor: root, floats: floatsOf(root), first: time, last: time })
      }
    }
  })
  return firstFitBySize([...lifetimes.values()])
}

/** Largest first, each at the lowest offset free for its whole life (as TFLite's greedy-by-size). */
function firstFitBySize(lifetimes: Lifetime[]): number {
  const placed: Lifetime[] = []
  let total = 0
  for (const life of lifetimes.sort((a, b) => b.floats - a.floats || a.first - b.first)) {
    let offset = 0
    for (const other of placed) {
      if (other.last < life.first || other.first > life.last) continue
      if (offset + life.floats <= other.tensor.offset) break
      offset = Math.max(offset, other.tensor.offset + other.floats)
    }
    life.tensor.offset = offset
    total = Math.max(total, offset + life.floats)
    const at = placed.findIndex((other) => other.tensor.offset > offset)
    placed.splice(at < 0 ? placed.length : at, 0, life)
  }
  return total
}
