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
  }
}
