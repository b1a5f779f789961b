import * as v from 'valibot'
import type { CellRules } from '../space/cellSpace'
import { CELL_INPUTS } from '../space/cellSpace'
import { CHAIN_BLOCKS, CHAIN_BOUNDS } from '../space/chainSpace'
import type { EdgeRule } from '../space/edgeRule'
import type { EnasMacroRules } from '../space/enasMacroSpace'
import { ENAS_MACRO_BOUNDS, ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { integer } from './schemaParts'

/** Some of these; which ones, and how often, is for `validateSpace` to say. */
export const listOf = <const Names extends readonly string[]>(names: Names) =>
  v.pipe(v.array(v.picklist(names)), v.maxLength(names.length))

/** Shapes and lengths of the rules of a space; whether they make sense in it is for the space to say. */
const rulesOf = <Rule extends v.GenericSchema>(rule: Rule, most: number) =>
  v.pipe(
    v.array(rule),
    v.minLength(1, 'A list of rules that is empty must be left out'),
    v.maxLength(most),
  )

/** @param states of a cell, its inputs included */
export const edgeRules = <const Names extends readonly string[]>(states: number, names: Names) => {
  const state = integer({ min: 0, max: states - 1 })
  const rule = v.strictObject({
    from: state,
    to: state,
    operations: v.exactOptional(listOf(names)),
    forced: v.exactOptional(v.literal(true)),
  }) satisfies v.GenericSchema<unknown, EdgeRule<Names[number]>>
  return rulesOf(rule, (states * (states - 1)) / 2)
}

/** @param nodes the most that a cell has */
export const cellRules = <const Names extends readonly string[]>(nodes: number, names: Names) => {
  const rules = edgeRules(CELL_INPUTS + nodes, names)
  return v.pipe(
    v.strictObject({ normal: v.exactOptional(rules), reduce: v.exactOptional(rules) }),
    v.check(({ normal, reduce }) => (normal ?? reduce) !== undefined, NO_RULES),
  ) satisfies v.GenericSchema<unknown, CellRules<Names[number]>>
}

const NO_RULES = 'rules without any must be left out'

const { layers } = ENAS_MACRO_BOUNDS
const Layer = integer({ min: 0, max: layers.max - 1 })

export const MacroRules = v.pipe(
  v.strictObject({
    layers: v.exactOptional(
      rulesOf(
        v.strictObject({ layer: Layer, operations: listOf(ENAS_MACRO_OPERATIONS) }),
        layers.max,
      ),
    ),
    skips: v.exactOptional(
      rulesOf(
        v.strictObject({ from: Layer, to: Layer, kept: v.boolean() }),
        (layers.max * (layers.max - 1)) / 2,
      ),
    ),
  }),
  v.check((rules) => (rules.layers ?? rules.skips) !== undefined, NO_RULES),
) satisfies v.GenericSchema<unknown, EnasMacroRules>

const { stages, blocks } = CHAIN_BOUNDS

export const ChainRules = rulesOf(
  v.strictObject({
    stage: integer({ min: 0, max: stages.max - 1 }),
    block: integer({ min: 0, max: blocks.max - 1 }),
    choices: listOf(CHAIN_BLOCKS),
  }),
  stages.max * blocks.max,
)
