import * as v from 'valibot'
import { validateSpace, type SpaceProblem } from '../space/bounds'
import { CHAIN_BLOCKS, CHAIN_BOUNDS } from '../space/chainSpace'
import { ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import { ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { NAS_BENCH_201_OPERATIONS } from '../space/nasBench201Space'
import { OPERATIONS } from '../space/operations'
import type { SearchSpace } from '../space/searchSpace'

/** Some of these; which ones, and how often, is for `validateSpace` to say. */
const listOf = <const Names extends readonly string[]>(names: Names) =>
  v.pipe(v.array(v.picklist(names)), v.maxLength(names.length))

const Stride = v.picklist([1, 2])

/** What may be found. Shapes are checked here, numbers and lists by the space itself. */
export const SpaceSchema = v.pipe(
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('cell'),
      nodes: v.number(),
      operations: listOf(OPERATIONS),
      cells: v.number(),
      channels: v.number(),
    }),
    v.strictObject({
      kind: v.literal('enas-cell'),
      nodes: v.number(),
      operations: listOf(ENAS_CELL_OPERATIONS),
      cells: v.number(),
      channels: v.number(),
    }),
    v.strictObject({
      kind: v.literal('enas-macro'),
      layers: v.number(),
      operations: listOf(ENAS_MACRO_OPERATIONS),
      channels: v.number(),
    }),
    v.strictObject({
      kind: v.literal('nas-bench-201'),
      operations: listOf(NAS_BENCH_201_OPERATIONS),
      cells: v.number(),
      channels: v.number(),
    }),
    v.strictObject({
      kind: v.literal('chain'),
      stem: v.strictObject({ channels: v.number(), stride: Stride }),
      stages: v.pipe(
        v.array(v.strictObject({ blocks: v.number(), channels: v.number(), stride: Stride })),
        v.maxLength(CHAIN_BOUNDS.stages.max),
      ),
      choices: listOf(CHAIN_BLOCKS),
      head: v.number(),
      widths: v.pipe(v.array(v.number()), v.maxLength(CHAIN_BOUNDS.widths.max)),
    }),
  ]),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const problem of validateSpace(dataset.value)) addIssue({ message: sentence(problem) })
  }),
) satisfies v.GenericSchema<unknown, SearchSpace>

function sentence(problem: SpaceProblem): string {
  switch (problem.code) {
    case 'out-of-bounds':
      return `${problem.field} must be a number from ${problem.bound.min} to ${problem.bound.max}`
    case 'no-operation':
      return 'The space needs an operation that fits everywhere, besides none'
    case 'repeated-operation':
      return `${problem.operation} is listed twice`
    case 'not-searchable':
      return `${problem.operation} cannot be searched`
    case 'odd-channels':
      return `${problem.field} must be even`
    case 'no-widening':
      return `${problem.field} must have more channels than what it reads`
    case 'repeated-width':
      return `The width ${problem.value} is listed twice`
    case 'no-edge':
      return `${edgeOf(problem)} does not exist, but has a rule`
    case 'unsorted-rule':
      return `${edgeOf(problem)}: each edge has one rule, and rules stand in the order of the edges`
    case 'idle-rule':
      return `${edgeOf(problem)} has a rule that leaves it free`
    case 'edge-operation':
      return `${edgeOf(problem)}: ${problem.operation} is no candidate, or not in the space's order`
    case 'forced-forbidden':
      return `${edgeOf(problem)} is forced, but has no operation`
    case 'none-decides':
      return `${edgeOf(problem)}: list none alone to forbid it, and leave none out to force it`
    case 'crowded-node':
      return `In the ${problem.cell} cell, ${problem.forced} edges are forced into node ${problem.node}, which keeps 2`
    case 'cut-node':
      return `In the ${problem.cell} cell, no edge may enter node ${problem.node}`
    case 'cut-output':
      return 'No edge may lead to the output of the cell'
  }
}

type EdgeProblem = Extract<SpaceProblem, { readonly from: number; readonly to: number }>

function edgeOf({ cell, from, to }: EdgeProblem): string {
  return `Edge ${from} → ${to}${cell ? ` of the ${cell} cell` : ''}`
}
