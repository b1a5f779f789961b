import type { CellRules, CellSpace, CellType } from './cellSpace'
import { EDGES_PER_NODE, cellEdges } from './cellSpace'
import type { EdgeRule } from './edgeRule'
import type { NasBench201Edge, NasBench201Operation, NasBench201Space } from './nasBench201Space'
import type { OperationName } from './operations'

/** What the rules of a cell are resolved against; cell spaces of both families are such. */
export interface RuledCells<Operation extends OperationName> {
  readonly nodes: number
  readonly operations: readonly Operation[]
  readonly rules?: CellRules<Operation>
}

type Rules<Operation extends string> = readonly EdgeRule<Operation>[]

/** The rule of one edge; undefined where the edge is free. */
export function ruleOf<Operation extends string>(
  rules: Rules<Operation> | undefined,
  from: number,
  to: number,
): EdgeRule<Operation> | undefined {
  return rules?.find((rule) => rule.from === from && rule.to === to)
}

/** States that every architecture's node reads. */
export function forcedStates<Operation extends OperationName>(
  { rules }: RuledCells<Operation>,
  type: CellType,
  node: number,
): number[] {
  const forced = rules?.[type]?.filter(({ to, forced }) => to === node && forced) ?? []
  return forced.map(({ from }) => from)
}

/** States that the node of some architecture reads, ascending; `node` is the node's own state. */
export function readStates<Operation extends OperationName>(
  space: RuledCells<Operation>,
  type: CellType,
  node: number,
): number[] {
  return Array.from({ length: node }, (_, state) => state).filter(
    (state) => edgeCandidates(space, type, state, node).length > 0,
  )
}

/**
 * Candidates on an edge of a cell in the space's order, `none` included where it is one. None at all
 * where no architecture has the edge: it is forbidden, has nothing but `none`, or forced edges take
 * all the places of its node.
 */
export function edgeCandidates<Operation extends OperationName>(
  space: RuledCells<Operation>,
  type: CellType,
  from: number,
  to: number,
): readonly Operation[] {
  const rules = space.rules?.[type]
  if (!rules) return space.operations
  const forced = forcedStates(space, type, to)
  if (forced.length >= EDGES_PER_NODE && !forced.includes(from)) return []
  const candidates = ruleOf(rules, from, to)?.operations ?? space.operations
  return candidates.some((operation) => operation !== 'none') ? candidates : []
}

/** Candidates that an edge of an architecture may have: those besides `none`. */
export function chosenCandidates<Operation extends OperationName>(
  space: RuledCells<Operation>,
  type: CellType,
  from: number,
  to: number,
): readonly Operation[] {
  return edgeCandidates(space, type, from, to).filter((operation) => operation !== 'none')
}

/**
 * What a node may read, each a list of ascending states: all unordered pairs of the states below it,
 * (0, 1), (0, 2), (1, 2), (0, 3), …, as far as rules let it, or the only state it may read. None in an
 * impossible space.
 */
export function inputChoices(
  space: RuledCells<OperationName>,
  type: CellType,
  node: number,
): (readonly number[])[] {
  const states = readStates(space, type, node)
  if (states.length < EDGES_PER_NODE) return states.length > 0 ? [states] : []
  const forced = forcedStates(space, type, node)
  return states
    .flatMap((high) => states.filter((low) => low < high).map((low) => [low, high]))
    .filter((pair) => forced.every((state) => pair.includes(state)))
}

/**
 * Which branches a kind of cell has: edges × operations, as in its gate table; undefined where it has
 * them all.
 */
export function allowedBranches(space: CellSpace, type: CellType): readonly boolean[] | undefined {
  const allowed = cellEdges(space.nodes).flatMap(({ from, to }) => {
    const candidates = edgeCandidates(space, type, from, to)
    return space.operations.map((operation) => candidates.includes(operation))
  })
  return allowed.every(Boolean) ? undefined : allowed
}

/** Candidates on an edge of the NAS-Bench-201 cell, in the space's order. */
export function nasBench201Candidates(
  { operations, rules }: NasBench201Space,
  { from, to }: NasBench201Edge,
): readonly NasBench201Operation[] {
  return ruleOf(rules, from, to)?.operations ?? operations
}
