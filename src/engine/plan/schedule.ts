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
    let pages = history.get(root)
    if (!pages) history.set(root, (pages = new Map()))
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
  const stages = [...new Set(operations.map((operation) => operation.stage))]
  return stages.flatMap((stage) => {
    const members = operations.flatMap((operation, i) => (operation.stage === stage ? [i] : []))
    return scheduleStage(operations, members, before, ancestors)
  })
}

function scheduleStage(
  operations: readonly Operation[],
  members: readonly number[],
  before: readonly number[][],
  ancestors: readonly Uint32Array[],
): Group[] {
  const waiting = new Set(members)
  const groups: Group[] = []
  while (waiting.size > 0) {
    const readyByKey = new Map<string, number[]>()
    const blockedByKey = new Map<string, number[]>()
    for (const index of waiting) {
      const ready = (before[index] ?? []).every((earlier) => !waiting.has(earlier))
      const bucket = ready ? readyByKey : blockedByKey
      const key = groupKey(operations[index]!)
      const list = bucket.get(key)
      if (list) list.push(index)
      else bucket.set(key, [index])
    }
    const chosen = chooseGroup(readyByKey, blockedByKey, ancestors)
    groups.push(chosen.map((index) => operations[index]!))
    for (const index of chosen) waiting.delete(index)
  }
  return groups
}

/** The first group nobody else can still join; failing that, the first one ready. */
function chooseGroup(
  ready: ReadonlyMap<string, number[]>,
  blocked: ReadonlyMap<string, number[]>,
  ancestors: readonly Uint32Array[],
): number[] {
  let first: number[] | undefined
  for (const [key, group] of ready) {
    first ??= group
    const mayGrow = (blocked.get(key) ?? []).some(
      (late) => !group.some((member) => hasBit(ancestors[late]!, member)),
    )
    if (!mayGrow) return group
  }
  if (!first) throw new Error('The operations of a stage wait for each other')
  return first
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
