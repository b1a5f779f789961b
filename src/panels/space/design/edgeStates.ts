import type { AnyOperation } from '../../../space/anyOperation'
import type { EdgeSpace } from '../../../space/cellEdits'
import type { CellType } from '../../../space/cellSpace'
import { CELL_INPUTS } from '../../../space/cellSpace'
import type { EdgePlace } from '../../../space/edgeEdits'
import { isForbidden } from '../../../space/edgeEdits'
import type { EdgeRule } from '../../../space/edgeRule'
import { edgeCandidates, ruleOf } from '../../../space/edgeRules'
import { NAS_BENCH_201_NODES } from '../../../space/nasBench201Space'
import type { OperationName } from '../../../space/operations'
import { edgesBetween } from './cellGraphLayout'

/** What an edge may be, in all kinds of cell that are edited together. */
export interface EdgeState extends EdgePlace {
  /** `from-to` */
  readonly key: string
  /** Candidates in all of these cells. */
  readonly candidates: readonly AnyOperation[]
  /** Candidates in some of them only. */
  readonly partly: readonly AnyOperation[]
  /** In none of these cells may it be: by its own rule, or because forced edges take its node's places. */
  readonly closed: 'forbidden' | 'crowded' | null
  /** In all of these cells every architecture has it. */
  readonly forced: boolean
  /** These cells do not agree on it. */
  readonly differs: boolean
  /** No rule is about it. */
  readonly free: boolean
}

/** Every edge of the space's cell, by the state it leads to, then by the one it reads. */
export function edgeStates(space: EdgeSpace, types: readonly CellType[]): EdgeState[] {
  const { inputs, states } = cellStates(space)
  return edgesBetween(inputs, states).map((edge) => {
    const rules = rulesOf(space, types).map((list) => ruleOf(list, edge.from, edge.to))
    const all: readonly AnyOperation[] = space.operations
    const lists = rules.map((rule) => rule?.operations ?? all)
    const inAll = (name: AnyOperation) => lists.every((list) => list.includes(name))
    const inSome = (name: AnyOperation) => lists.some((list) => list.includes(name))
    const [first] = rules
    return {
      ...edge,
      key: edgeKey(edge),
      candidates: all.filter(inAll),
      partly: all.filter((name) => inSome(name) && !inAll(name)),
      closed: lists.every(isForbidden)
        ? 'forbidden'
        : isCrowdedOut(space, types, edge)
          ? 'crowded'
          : null,
      forced:
        space.kind === 'nas-bench-201'
          ? all.includes('none') && !inSome('none')
          : rules.every((rule) => rule?.forced),
      differs: rules.some((rule) => JSON.stringify(rule) !== JSON.stringify(first)),
      free: rules.every((rule) => rule === undefined),
    }
  })
}

export function edgeKey({ from, to }: EdgePlace): string {
  return `${from}-${to}`
}

/** How many states the cell has, and how many of them nothing leads to. */
export function cellStates(space: EdgeSpace): {
  readonly inputs: number
  readonly states: number
} {
  return space.kind === 'nas-bench-201'
    ? { inputs: 1, states: NAS_BENCH_201_NODES }
    : { inputs: CELL_INPUTS, states: CELL_INPUTS + space.nodes }
}

/** One list for each kind of cell. */
function rulesOf(
  space: EdgeSpace,
  types: readonly CellType[],
): readonly (readonly EdgeRule<AnyOperation>[] | undefined)[] {
  return space.kind === 'nas-bench-201' ? [space.rules] : types.map((type) => space.rules?.[type])
}

function isCrowdedOut(space: EdgeSpace, types: readonly CellType[], edge: EdgePlace): boolean {
  if (space.kind === 'nas-bench-201') return false
  return types.every(
    (type) => edgeCandidates<OperationName>(space, type, edge.from, edge.to).length === 0,
  )
}
