import fc from 'fast-check'
import { validateSpace } from './bounds'
import { CELL_TYPES, cellEdges } from './cellSpace'
import { CHAIN_BLOCKS, chainPlaces, type ChainSpace } from './chainSpace'
import { ENAS_CELL_OPERATIONS } from './enasCellSpace'
import { ENAS_MACRO_OPERATIONS, type EnasMacroSpace } from './enasMacroSpace'
import { NAS_BENCH_201_EDGES, NAS_BENCH_201_OPERATIONS } from './nasBench201Space'
import { DARTS_OPERATIONS } from './operations'
import type { SearchSpace, SpaceKind } from './searchSpace'

/** How many layers, nodes or stages, at most; and how likely each place is to have a rule. */
interface Extent {
  readonly layers: number
  readonly nodes: number
  readonly stages: number
}

const SMALL: Extent = { layers: 5, nodes: 3, stages: 2 }

/** Spaces of a kind with any rules that leave them architectures; small unless told otherwise. */
export function ruledSpaces(kind: SpaceKind, extent: Extent = SMALL): fc.Arbitrary<SearchSpace> {
  return anyRuled(kind, extent).filter((space) => validateSpace(space).length === 0)
}

export const SPACE_KINDS: readonly SpaceKind[] = [
  'cell',
  'enas-cell',
  'nas-bench-201',
  'enas-macro',
  'chain',
]

const choose = <Item>(items: readonly Item[], minLength = 0) =>
  fc.subarray([...items], { minLength, maxLength: items.length })

/** Not all of them. */
const some = <Item>(items: readonly Item[], minLength: number) =>
  fc.subarray([...items], { minLength, maxLength: items.length - 1 })

function anyRuled(kind: SpaceKind, extent: Extent): fc.Arbitrary<SearchSpace> {
  switch (kind) {
    case 'cell':
      return fc
        .tuple(fc.integer({ min: 1, max: extent.nodes }), choose(DARTS_OPERATIONS, 2))
        .chain(([nodes, operations]) =>
          cellRules(nodes, operations).map((rules) => {
            return { kind, nodes, operations, cells: 2, channels: 2, ...rules }
          }),
        )
    case 'enas-cell':
      return fc
        .tuple(fc.integer({ min: 1, max: extent.nodes }), choose(ENAS_CELL_OPERATIONS, 2))
        .chain(([nodes, operations]) =>
          cellRules(nodes, operations).map((rules) => {
            return { kind, nodes, operations, cells: 2, channels: 2, ...rules }
          }),
        )
    case 'nas-bench-201':
      return choose(NAS_BENCH_201_OPERATIONS, 2).chain((operations) =>
        lists(NAS_BENCH_201_EDGES, ({ from, to }) =>
          some(operations, 1).map((open) => ({ from, to, operations: open })),
        ).map((rules) => {
          return { kind, operations, cells: 1, channels: 2, ...(rules.length > 0 && { rules }) }
        }),
      )
    case 'enas-macro':
      return fc
        .tuple(fc.integer({ min: 1, max: extent.layers }), choose(ENAS_MACRO_OPERATIONS, 2))
        .chain(([layers, operations]) => macroSpaces(layers, operations))
    case 'chain':
      return fc
        .tuple(
          fc.array(
            fc.record({
              blocks: fc.integer({ min: 1, max: 4 }),
              channels: fc.constantFrom(8, 12, 16),
              stride: fc.constantFrom(1 as const, 2 as const),
            }),
            { minLength: 1, maxLength: extent.stages },
          ),
          choose(CHAIN_BLOCKS, 2),
          fc.constantFrom([1], [0.5, 1]),
        )
        .chain(([stages, choices, widths]) =>
          chainSpaces({ kind, stem: { channels: 6, stride: 1 }, stages, choices, head: 8, widths }),
        )
  }
}

function cellRules<Operation extends string>(nodes: number, operations: readonly Operation[]) {
  const ofType = lists(cellEdges(nodes), ({ from, to }) =>
    fc.oneof(
      some(operations, 0).map((open) => ({ from, to, operations: open })),
      fc.constant({ from, to, forced: true as const }),
      some(operations, 1).map((open) => {
        return { from, to, operations: open, forced: true as const }
      }),
    ),
  )
  return fc.tuple(ofType, ofType).map((both) => {
    const rules = CELL_TYPES.flatMap((type, index) => {
      const ofThis = both[index] ?? []
      return ofThis.length > 0 ? [[type, ofThis] as const] : []
    })
    return rules.length > 0 ? { rules: Object.fromEntries(rules) } : {}
  })
}

function macroSpaces(
  layers: number,
  operations: EnasMacroSpace['operations'],
): fc.Arbitrary<EnasMacroSpace> {
  const all = Array.from({ length: layers }, (_, layer) => layer)
  const pairs = all.flatMap((to) => all.slice(0, to).map((from) => ({ from, to })))
  return fc
    .tuple(
      lists(all, (layer) => some(operations, 1).map((open) => ({ layer, operations: open }))),
      lists(pairs, (skip) => fc.boolean().map((kept) => ({ ...skip, kept }))),
    )
    .map(([ofLayers, skips]) => {
      const rules = {
        ...(ofLayers.length > 0 && { layers: ofLayers }),
        ...(skips.length > 0 && { skips }),
      }
      const ruled = Object.keys(rules).length > 0
      return { kind: 'enas-macro', layers, operations, channels: 2, ...(ruled && { rules }) }
    })
}

function chainSpaces(space: ChainSpace): fc.Arbitrary<ChainSpace> {
  const places = chainPlaces(space).map(({ name }) => {
    const [stage = 0, block = 0] = Array.from(name.matchAll(/\d+/g), ([digits]) => Number(digits))
    return { stage, block }
  })
  return lists(places, (place) =>
    some(space.choices, 1).map((choices) => ({ ...place, choices })),
  ).map((rules) => ({ ...space, ...(rules.length > 0 && { rules }) }))
}

/** A rule for some of the places, in their order. */
function lists<Place, Rule>(
  places: readonly Place[],
  rule: (place: Place) => fc.Arbitrary<Rule>,
): fc.Arbitrary<Rule[]> {
  return fc
    .tuple(...places.map((place) => fc.option(rule(place), { nil: null, freq: 2 })))
    .map((rules) => rules.filter((one) => one !== null))
}
