import { ascends, candidateRuleProblems } from './ruleList'
import type { SpaceProblem } from './spaceProblem'
import { boundsProblems, operationProblems } from './spaceProblem'

/** The six operations of the ENAS macro space in the order that arcs number them. */
export const ENAS_MACRO_OPERATIONS = [
  'conv_3x3',
  'sep_conv_3x3',
  'conv_5x5',
  'sep_conv_5x5',
  'avg_pool_3x3',
  'max_pool_3x3',
] as const

export type EnasMacroOperation = (typeof ENAS_MACRO_OPERATIONS)[number]

/** The macro space of ENAS (Pham et al. 2018, section 2.3): a chain of layers with free skips. */
export interface EnasMacroSpace {
  readonly kind: 'enas-macro'
  /** Layers L; the resolution halves before layers ⌊L/3⌋ and 2⌊L/3⌋. */
  readonly layers: number
  /** Candidates, as arcs number them. */
  readonly operations: readonly EnasMacroOperation[]
  /** Channels of every layer; even, for factorised reduction. */
  readonly channels: number
  /** Layers and skips that are not free; absent: all are. */
  readonly rules?: EnasMacroRules
}

export interface EnasMacroRules {
  /** Candidates of single layers, in the space's order. */
  readonly layers?: readonly {
    readonly layer: number
    readonly operations: readonly EnasMacroOperation[]
  }[]
  /** Skips, by layer `to` and then `from`, that every architecture has (`kept`) or none has. */
  readonly skips?: readonly {
    readonly from: number
    readonly to: number
    readonly kept: boolean
  }[]
}

export const ENAS_MACRO_BOUNDS = {
  layers: { min: 1, max: 24 },
  channels: { min: 2, max: 128 },
} as const

/** Candidates of a layer, in the space's order. */
export function layerOperations(
  { operations, rules }: Pick<EnasMacroSpace, 'operations' | 'rules'>,
  layer: number,
): readonly EnasMacroOperation[] {
  const rule = rules?.layers?.find((one) => one.layer === layer)
  return rule ? operations.filter((name) => rule.operations.includes(name)) : operations
}

/** Whether every architecture adds the input of layer `from` to layer `to`, or none; null: it is free. */
export function keptSkip({ rules }: EnasMacroSpace, from: number, to: number): boolean | null {
  return rules?.skips?.find((skip) => skip.from === from && skip.to === to)?.kept ?? null
}

export function validateEnasMacro(space: EnasMacroSpace): SpaceProblem[] {
  const { channels } = space
  const problems = [
    ...boundsProblems(space, ENAS_MACRO_BOUNDS),
    ...(channels % 2 === 1
      ? [{ code: 'odd-channels', field: 'channels', value: channels } as const]
      : []),
    ...operationProblems(space.operations, ENAS_MACRO_OPERATIONS),
  ]
  return problems.length > 0 ? problems : ruleProblems(space)
}

function ruleProblems({ layers, operations, rules = {} }: EnasMacroSpace): SpaceProblem[] {
  const { layers: ofLayers = [], skips = [] } = rules
  const misplaced = skips.findIndex(({ from, to }) => from < 0 || from >= to || to >= layers)
  const inOrder = ascends(skips.map(({ from, to }) => to * ENAS_MACRO_BOUNDS.layers.max + from))
  return [
    ...candidateRuleProblems(
      'rules.layers',
      ofLayers.map((rule) => ({
        place: rule.layer < layers ? rule.layer : -1,
        candidates: rule.operations,
      })),
      operations,
    ),
    ...ofLayers
      .filter((rule) => rule.operations.length === 0)
      .map(({ layer }) => ({ code: 'nothing-left', field: `layers.${layer}` }) as const),
    ...(misplaced < 0
      ? []
      : [{ code: 'bad-rule', field: `rules.skips.${misplaced}`, reason: 'misplaced' } as const]),
    ...(inOrder ? [] : [{ code: 'bad-rule', field: 'rules.skips', reason: 'unsorted' } as const]),
  ]
}

/** Layers before which the resolution halves; none in a chain too short for thirds. */
export function halvings({ layers }: EnasMacroSpace): number[] {
  const third = Math.floor(layers / 3)
  return third > 0 ? [third, 2 * third] : []
}
