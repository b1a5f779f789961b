import type { CellRules, CellSpace, CellType } from './cellSpace'
import { CELL_INPUTS, CELL_TYPES } from './cellSpace'
import type { EdgeEdit, EdgePlace } from './edgeEdits'
import { canonicalRules, editedRule, narrowedRules, ruleDecidedByNone, withRule } from './edgeEdits'
import type { EdgeRule } from './edgeRule'
import type { EnasCellSpace } from './enasCellSpace'
import type { NasBench201Operation, NasBench201Space } from './nasBench201Space'
import { withoutRules } from './spaceEdits'

/** Spaces of cells whose nodes can be added, removed and moved. */
type NodeSpace = CellSpace | EnasCellSpace

/** Spaces whose cell has edges that can have rules of their own. */
export type EdgeSpace = NodeSpace | NasBench201Space

type Rules = readonly EdgeRule<string>[]

/** The cells with as many nodes: the last ones go, with their rules, or free ones come. */
export function withNodes<Space extends NodeSpace>(space: Space, nodes: number): Space {
  let shrunk = space
  while (shrunk.nodes > nodes) shrunk = withoutNode(shrunk, shrunk.nodes - 1)
  return { ...shrunk, nodes }
}

/** The cells without the node, counted from 0: its edges go, the rules of all others are carried along. */
export function withoutNode<Space extends NodeSpace>(space: Space, node: number): Space {
  const gone = CELL_INPUTS + node
  const next = (state: number) => (state > gone ? state - 1 : state)
  return withPlaces({ ...space, nodes: space.nodes - 1 }, ({ from, to }) =>
    from === gone || to === gone ? null : { from: next(from), to: next(to) },
  )
}

/**
 * The cells with one node in another place. Every edge stays between its two nodes and keeps its rule;
 * one whose ends have passed each other turns round, since edges lead from earlier to later nodes.
 */
export function withNodeMoved<Space extends NodeSpace>(
  space: Space,
  node: number,
  place: number,
): Space {
  const order = Array.from({ length: space.nodes }, (_, index) => index).filter((n) => n !== node)
  order.splice(place, 0, node)
  const next = (state: number) =>
    state < CELL_INPUTS ? state : CELL_INPUTS + order.indexOf(state - CELL_INPUTS)
  return withPlaces(space, ({ from, to }) => {
    const ends = [next(from), next(to)]
    return { from: Math.min(...ends), to: Math.max(...ends) }
  })
}

/** The same edit on some edges, in the given kinds of cell; where a space has one kind, in that. */
export function withEdges<Space extends EdgeSpace>(
  space: Space,
  types: readonly CellType[],
  edges: readonly EdgePlace[],
  edit: EdgeEdit,
): Space {
  return edges.reduce<Space>((before, edge) => withEdge(before, types, edge, edit) as Space, space)
}

function withEdge(
  space: EdgeSpace,
  types: readonly CellType[],
  edge: EdgePlace,
  edit: EdgeEdit,
): EdgeSpace {
  if (space.kind === 'nas-bench-201') {
    const { operations } = space
    const rules = withRule<NasBench201Operation>(operations, space.rules, edge, (rule) =>
      ruleDecidedByNone(operations, rule, edit),
    )
    return withEdgeRules(space, rules)
  }
  const operations: readonly string[] = space.operations
  return withCellRules(space, (type) =>
    types.includes(type)
      ? withRule(operations, space.rules?.[type] as Rules | undefined, edge, (rule) =>
          editedRule(operations, rule, edit),
        )
      : space.rules?.[type],
  )
}

/** Candidates of all edges; what is no candidate any more leaves the rules of single edges too. */
export function withEdgeOperations<Space extends EdgeSpace>(
  space: Space,
  operations: Space['operations'],
): Space {
  const changed = { ...space, operations } as EdgeSpace
  const all: readonly string[] = operations
  if (changed.kind !== 'nas-bench-201') {
    return withCellRules(changed, (type) =>
      canonicalRules(all, narrowedRules<string>(changed.rules?.[type] ?? [], all)),
    ) as Space
  }
  // Here an edge must have some candidate: one that loses its last is free again.
  const left = narrowedRules(changed.rules ?? [], all).filter((rule) => rule.operations?.length)
  return withEdgeRules(changed, canonicalRules(changed.operations, left)) as Space
}

/** Rules of edges that have other ends now, or none. */
function withPlaces<Space extends NodeSpace>(
  space: Space,
  next: (edge: EdgePlace) => EdgePlace | null,
): Space {
  const moved = (rules: Rules) =>
    rules.flatMap((rule) => {
      const ends = next(rule)
      return ends ? [{ ...rule, ...ends }] : []
    })
  return withCellRules(space, (type) =>
    canonicalRules<string>(space.operations, moved(space.rules?.[type] ?? [])),
  )
}

/** The cells with other rules; without an entry where a kind of cell, or the space, has none. */
function withCellRules<Space extends NodeSpace>(
  space: Space,
  rulesOf: (type: CellType) => Rules | undefined,
): Space {
  const rules: CellRules<string> = Object.fromEntries(
    CELL_TYPES.flatMap((type) => {
      const list = rulesOf(type)
      return list ? [[type, list] as const] : []
    }),
  )
  return withEdgeRules(space, Object.keys(rules).length > 0 ? (rules as Space['rules']) : undefined)
}

function withEdgeRules<Space extends EdgeSpace>(space: Space, rules: Space['rules']): Space {
  return rules ? { ...space, rules } : withoutRules(space)
}
