import * as v from 'valibot'
import { CELL_SPACE_BOUNDS, validateSpace } from '../space/bounds'
import { CHAIN_BLOCKS, CHAIN_BOUNDS } from '../space/chainSpace'
import { ENAS_CELL_BOUNDS, ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import { ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { NAS_BENCH_201_NODES, NAS_BENCH_201_OPERATIONS } from '../space/nasBench201Space'
import { OPERATIONS } from '../space/operations'
import type { SearchSpace } from '../space/searchSpace'
import { ChainRules, MacroRules, cellRules, edgeRules, listOf } from './ruleSchema'
import { problemSentence } from './spaceSentence'

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
      rules: v.exactOptional(cellRules(CELL_SPACE_BOUNDS.nodes.max, OPERATIONS)),
    }),
    v.strictObject({
      kind: v.literal('enas-cell'),
      nodes: v.number(),
      operations: listOf(ENAS_CELL_OPERATIONS),
      cells: v.number(),
      channels: v.number(),
      rules: v.exactOptional(cellRules(ENAS_CELL_BOUNDS.nodes.max, ENAS_CELL_OPERATIONS)),
    }),
    v.strictObject({
      kind: v.literal('enas-macro'),
      layers: v.number(),
      operations: listOf(ENAS_MACRO_OPERATIONS),
      channels: v.number(),
      rules: v.exactOptional(MacroRules),
    }),
    v.strictObject({
      kind: v.literal('nas-bench-201'),
      operations: listOf(NAS_BENCH_201_OPERATIONS),
      cells: v.number(),
      channels: v.number(),
      rules: v.exactOptional(edgeRules(NAS_BENCH_201_NODES, NAS_BENCH_201_OPERATIONS)),
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
      rules: v.exactOptional(ChainRules),
    }),
  ]),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const problem of validateSpace(dataset.value))
      addIssue({ message: problemSentence(problem) })
  }),
) satisfies v.GenericSchema<unknown, SearchSpace>
