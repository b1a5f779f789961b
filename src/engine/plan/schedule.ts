/**
 * From operations in a valid order to dispatches: operations of one stage with the same kernel and
 * header become jobs of one dispatch. A group waits while more of its kind can still join it.
 */
import { accessesOf, type Operation } from './operations'

/** Operations run as one dispatch. */
export type Group = readonly Operation[]

interface PastAccess {
  readonly index: number
  readonly start: number
  readonly end: number
  readonly writes: boolean
}

/** Floats to a page of the access history: enough that few ranges span many, few meet on one. */
const PAGE = 256

/** For each operation, the indices of the operations it must follow. */
function predecessors(operations: readonly Operation[]): number[][] {
  const history = new Map<unknown, Map<number, PastAccess[]>>()
  const pagesOf = (root: unknown, start: number, end: number) => {
    const pages = history.get(root) ?? new Map<number, PastAccess[]>()
    history.set(root, pages)
    const [first, last] =
      root === null ? [Math.floor(start / PAGE), Math.floor((end - 1) / PAGE)] : [0, 0]
    return { pages, first, last }
  }
  return operations.map((operation, index) => {
    const before = new Set<number>()
    const accesses = accessesOf(operation)
    for (const { root, start, end, writes } of accesses) {
      const { pages, first, last } = pagesOf(root, start, end)
      for (let page = first; page <= last; page++) {
        for (const past of pages.get(page) ?? []) {
          const overlaps = past.start < end && start < past.end
          if (overlaps && (past.writes || writes)) before.add(past.index)
        }
      }
    }
    for (const { root, start, end, writes } of accesses) {
      const { pages, first, last } = pagesOf(root, start, end)
      for (let page = first; page <= last; page++) {
        const past = pages.get(page) ?? []
        // A write hides what it covers: it follows those accesses, and later ones follow it.
        const kept = writes ? past.filter((p) => p.start < start || p.end > end) : past
        kept.push({ index, start, end, writes })
        pages.set(page, kept)
      }
    }
    return [...before]
  })
}

function groupKey({ kernel, header, stage, invocations }: Operation): string {
  const fields = kernel.header.map((field) => header[field])
  return `${stage}|${kernel.id}|${fields.join(',')}|${invocations}`
}

export function schedule(operations: readonly Operation[]): Group[] {
  const before = predecessors(operations)
  const ancestors = ancestorSets(before)
  return stagesOf(operations, before).flatMap((stage) =>
    scheduleStage(operations, stage, before, ancestors),
  )
}

/**
 * The operations of each stage, in the order in which stages run. One that must follow a stage that
 * begins later opens its own stage anew.
 */
function stagesOf(
  operations: readonly Operation[],
  before: readonly (readonly number[])[],
): number[][] {
  const stages: number[][] = []
  const stageOf: number[] = []
  const present = new Map<string, number>()
  operations.forEach(({ stage }, index) => {
    const earliest = before[index]!.reduce((latest, other) => Math.max(latest, stageOf[other]!), 0)
    let at = present.get(stage)
    if (at === undefined || at < earliest) {
      at = stages.push([]) - 1
      present.set(stage, at)
    }
    stages[at]!.push(index)
    stageOf.push(at)
  })
  return stages
}

function scheduleStage(
  operations: readonly Operation[],
  members: readonly number[],
  before: readonly number[][],
  ancestors: readonly Uint32Array[],
): Group[] {
  const inStage = new Set(members)
  const keys = new Map(members.map((index) => [index, groupKey(operations[index]!)]))
  const awaited = new Map<number, number>()
  const followers = new Map<number, number[]>()
  const ready = new Map<string, number[]>()
  const blocked = new Map<string, Set<number>>()
  for (const index of members) {
    const earlier = before[index]!.filter((other) => inStage.has(other))
    for (const other of earlier) pushTo(followers, other, index)
    awaited.set(index, earlier.length)
    const key = keys.get(index)!
    if (earlier.length === 0) pushTo(ready, key, index)
    else blocked.set(key, (blocked.get(key) ?? new Set()).add(index))
  }
  const groups: Group[] = []
  while (ready.size > 0) {
    const key = chooseGroup(ready, blocked, ancestors)
    const group = ready.get(key)!
    ready.delete(key)
    groups.push(group.map((index) => operations[index]!))
    for (const follower of group.flatMap((index) => followers.get(index) ?? [])) {
      const left = awaited.get(follower)! - 1
      awaited.set(follower, left)
      if (left > 0) continue
      blocked.get(keys.get(follower)!)!.delete(follower)
      pushTo(ready, keys.get(follower)!, follower)
    }
  }
  return groups
}

function pushTo<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** The first group nobody else can still join; failing that, the first one ready. */
function chooseGroup(
  ready: ReadonlyMap<string, readonly number[]>,
  blocked: ReadonlyMap<string, ReadonlySet<number>>,
  ancestors: readonly Uint32Array[],
): string {
  for (const [key, group] of ready) {
    const late = [...(blocked.get(key) ?? [])]
    const mayGrow = late.some((index) => !group.some((member) => hasBit(ancestors[index]!, member)))
    if (!mayGrow) return key
  }
  return ready.keys().next().value!
}

function ancestorSets(before: readonly number[][]): Uint32Array[] {
  const words = Math.ceil(before.length / 32)
  const sets: Uint32Array[] = []
  before.forEach((earlier, index) => {
    const set = new Uint32Array(words)
    for (const b of earlier) {
      set[b >> 5]! |= 1 << (b & 31)
      sets[b]!.forEach((bits, word) => (set[word]! |= bits))
    }
    sets[index] = set
  })
  return sets
}

function hasBit(set: Uint32Array, bit: number): boolean {
  return (set[bit >> 5]! & (1 << (bit & 31))) !== 0
}
