import type { CellType } from './cellSpace'
import { CELL_TYPES, EDGES_PER_NODE, cellEdges, nodeStates } from './cellSpace'
import type { EdgeRule } from './edgeRule'
import type { RuledCells } from './edgeRules'
import { forcedStates, nasBench201Candidates, readStates } from './edgeRules'
import type { NasBench201Edge, NasBench201Space } from './nasBench201Space'
import { NAS_BENCH_201_EDGES, NAS_BENCH_201_NODES } from './nasBench201Space'
import type { OperationName } from './operations'
import type { SpaceProblem } from './spaceProblem'

/** What is wrong with the rules of a space whose numbers and candidates are sound. */
export function cellRuleProblems(space: RuledCells<OperationName>): SpaceProblem[] {
  const edges = cellEdges(space.nodes)
  return CELL_TYPES.flatMap((cell): SpaceProblem[] => {
    const rules = space.rules?.[cell]
    if (!rules) return []
    const problems = listProblems(cell, rules, edges, space.operations)
    if (problems.length > 0) return problems
    return nodeStates(space.nodes).flatMap((node): SpaceProblem[] => {
      const forced = forcedStates(space, cell, node).length
      if (forced > EDGES_PER_NODE) return [{ code: 'crowded-node', cell, node, forced }]
      return readStates(space, cell, node).length > 0 ? [] : [{ code: 'cut-node', cell, node }]
    })
  })
}

/** The same for a space without kinds of cells, where `none` is a candidate like any other. */
export function nasBench201RuleProblems(space: NasBench201Space): SpaceProblem[] {
  const { rules, operations } = space
  if (!rules) return []
  const shapeless = rules
    .filter((rule) => rule.forced || rule.operations?.length === 0)
    .map(({ from, to }): SpaceProblem => ({ code: 'none-decides', cell: null, from, to }))
  if (shapeless.length > 0) return shapeless
  const problems = listProblems(null, rules, NAS_BENCH_201_EDGES, operations)
  if (problems.length > 0) return problems
  return reachesOutput(space) ? [] : [{ code: 'cut-output' }]
}

/** Whether information can flow from the cell's input to its output at all. */
function reachesOutput(space: NasBench201Space): boolean {
  const reached = new Set([0])
  for (const edge of NAS_BENCH_201_EDGES) {
    const opens = nasBench201Candidates(space, edge).some((operation) => operation !== 'none')
    if (opens && reached.has(edge.from)) reached.add(edge.to)
  }
  return reached.has(NAS_BENCH_201_NODES - 1)
}

function listProblems(
  cell: CellType | null,
  rules: readonly EdgeRule<string>[],
  edges: readonly NasBench201Edge[],
  operations: readonly string[],
): SpaceProblem[] {
  return rules.flatMap((rule, index): SpaceProblem[] => {
    const { from, to } = rule
    const edge = { cell, from, to }
    if (!edges.some((other) => other.from === from && other.to === to)) {
      return [{ code: 'no-edge', ...edge }]
    }
    const before = rules[index - 1]
    if (before && (before.to > to || (before.to === to && before.from >= from))) {
      return [{ code: 'unsorted-rule', ...edge }]
    }
    return ruleProblems(rule, edge, operations)
  })
}

function ruleProblems(
  { operations, forced }: EdgeRule<string>,
  edge: { readonly cell: CellType | null } & NasBench201Edge,
  all: readonly string[],
): SpaceProblem[] {
  if (!operations) return forced ? [] : [{ code: 'idle-rule', ...edge }]
  let last = -1
  for (const operation of operations) {
    const position = all.indexOf(operation)
    if (position <= last) return [{ code: 'edge-operation', ...edge, operation }]
    last = position
  }
  if (operations.length === all.length) return [{ code: 'idle-rule', ...edge }]
  const empty = operations.every((operation) => operation === 'none')
  return forced && empty ? [{ code: 'forced-forbidden', ...edge }] : []
}
