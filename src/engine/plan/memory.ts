/**
 * Places tensors in the arena so that those never alive together may share memory.
 * Everything is known before the GPU is asked for a byte.
 */
import type { GateId } from '../../network/network'
import { accessesOf, floatsOf, type Membership, type Tensor } from './operations'
import type { Group } from './schedule'

/** What may share memory although it is alive at one time: branches of which only one ever runs. */
export interface Exclusion {
  /** For every layer, the gate that all its readers lie behind. */
  readonly guards: readonly (GateId | null)[]
  readonly exclude: (a: GateId, b: GateId) => boolean
}

interface Lifetime {
  readonly tensor: Tensor
  readonly floats: number
  readonly first: number
  last: number
  /** The gate that everything which touches it lies behind, or null. */
  guard: GateId | null
}

/**
 * Sets every tensor's offset. Returns the floats of arena needed.
 * @param kept tensors that share their memory with nothing, whoever reads or writes them
 */
export function placeTensors(
  groups: readonly Group[],
  exclusion?: Exclusion,
  kept: readonly Tensor[] = [],
): number {
  const guardOf = ({ layer, gate }: Membership) =>
    gate ?? (layer === null ? null : (exclusion?.guards[layer] ?? null))
  const lifetimes = new Map<Tensor, Lifetime>()
  for (const tensor of kept) {
    const whole = { tensor, floats: floatsOf(tensor), first: 0, last: groups.length, guard: null }
    lifetimes.set(tensor, whole)
  }
  groups.forEach((group, time) => {
    for (const operation of group) {
      for (const { root, of } of accessesOf(operation)) {
        if (!root) continue
        const guard = guardOf(of)
        const known = lifetimes.get(root)
        if (!known) {
          const floats = floatsOf(root)
          lifetimes.set(root, { tensor: root, floats, first: time, last: time, guard })
          continue
        }
        known.last = Math.max(known.last, time)
        if (known.guard !== guard) known.guard = null
      }
    }
  })
  return firstFitBySize([...lifetimes.values()], exclusion)
}

function neverMeet(a: Lifetime, b: Lifetime, exclusion: Exclusion | undefined): boolean {
  if (a.last < b.first || a.first > b.last) return true
  return a.guard !== null && b.guard !== null && exclusion!.exclude(a.guard, b.guard)
}

/** Largest first, each at the lowest offset free for its whole life (as TFLite's greedy-by-size). */
function firstFitBySize(lifetimes: Lifetime[], exclusion: Exclusion | undefined): number {
  const placed: Lifetime[] = []
  let total = 0
  for (const life of lifetimes.sort((a, b) => b.floats - a.floats || a.first - b.first)) {
    let offset = 0
    for (const other of placed) {
      if (neverMeet(life, other, exclusion)) continue
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
