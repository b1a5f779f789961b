import { candidateRuleProblems } from './ruleList'
import type { Bound, SpaceProblem } from './spaceProblem'
import { integerProblem, operationProblems } from './spaceProblem'

/**
 * What a block of a chain may be. The first four are SPOS' choices 0–3 (ShuffleNetV2 units and an
 * Xception-like one), then MobileNetV2's inverted residuals `mbconv_kernel_expansion`, then nothing.
 */
export const CHAIN_BLOCKS = [
  'shuffle_3x3',
  'shuffle_5x5',
  'shuffle_7x7',
  'xception_3x3',
  'mbconv_3_3',
  'mbconv_3_6',
  'mbconv_5_3',
  'mbconv_5_6',
  'mbconv_7_3',
  'mbconv_7_6',
  'skip_connect',
] as const

export type ChainBlock = (typeof CHAIN_BLOCKS)[number]

export interface ChainStage {
  readonly blocks: number
  /** Channels of every block's output; even, for channel split. */
  readonly channels: number
  /** Of the first block; the others keep the resolution. */
  readonly stride: 1 | 2
}

/** A chain of choice blocks, as SPOS (Guo et al. 2020) and MobileNet-like spaces have it. */
export interface ChainSpace {
  readonly kind: 'chain'
  readonly stem: { readonly channels: number; readonly stride: 1 | 2 }
  readonly stages: readonly ChainStage[]
  /** Candidates of every block. `skip_connect` only where the block keeps its input's shape. */
  readonly choices: readonly ChainBlock[]
  /** Channels of the 1 × 1 convolution before the classifier. */
  readonly head: number
  /**
   * Channel search: the ratios of its middle channels that a block may have. One ratio alone is not
   * searched; SPOS searches 0.2 … 2.0 of the plain block's.
   */
  readonly widths: readonly number[]
  /** Candidates of single blocks, in the space's order; absent: every block has all that fit. */
  readonly rules?: readonly {
    readonly stage: number
    readonly block: number
    readonly choices: readonly ChainBlock[]
  }[]
}

export const CHAIN_BOUNDS = {
  stages: { min: 1, max: 6 },
  blocks: { min: 1, max: 8 },
  channels: { min: 2, max: 1024 },
  stride: { min: 1, max: 2 },
  head: { min: 1, max: 2048 },
  widths: { min: 1, max: 10 },
} as const satisfies Record<string, Bound>

/** Ratios of middle channels; beyond these a block is no longer what its name says. */
export const CHAIN_WIDTH_RANGE: Bound = { min: 0.1, max: 2 }

/** One block's place in the chain. */
export interface ChainPlace {
  /** `stages.2/block.0` */
  readonly name: string
  readonly inputChannels: number
  readonly channels: number
  readonly stride: 1 | 2
}

export const placeName = (stage: number, block: number) => `stages.${stage}/block.${block}`

export function chainPlaces({ stem, stages }: ChainSpace): ChainPlace[] {
  let inputChannels = stem.channels
  return stages.flatMap(({ blocks, channels, stride }, stage) =>
    Array.from({ length: blocks }, (_, block): ChainPlace => {
      const place = {
        name: placeName(stage, block),
        inputChannels,
        channels,
        stride: block === 0 ? stride : 1,
      }
      inputChannels = channels
      return place
    }),
  )
}

export function keepsShape({ inputChannels, channels, stride }: ChainPlace): boolean {
  return stride === 1 && inputChannels === channels
}

/** The space's choices that may stand at a place, by its shape and its rule, in the space's order. */
export function fittingBlocks(space: ChainSpace, place: ChainPlace): ChainBlock[] {
  const rule = space.rules?.find(({ stage, block }) => placeName(stage, block) === place.name)
  return space.choices.filter(
    (block) =>
      (block !== 'skip_connect' || keepsShape(place)) && (rule?.choices.includes(block) ?? true),
  )
}

export function validateChain(space: ChainSpace): SpaceProblem[] {
  const { stem, stages, choices, head, widths } = space
  const problems = [
    ...sizeProblems('stem', stem),
    ...integerProblem('stages', stages.length, CHAIN_BOUNDS.stages),
    ...stages.flatMap((stage, index) => [
      ...integerProblem(`stages.${index}.blocks`, stage.blocks, CHAIN_BOUNDS.blocks),
      ...sizeProblems(`stages.${index}`, stage),
    ]),
    ...integerProblem('head', head, CHAIN_BOUNDS.head),
    ...operationProblems(choices, CHAIN_BLOCKS),
    ...widthProblems(widths),
  ]
  // Places can be walked only when their numbers are sound.
  return problems.length > 0 ? problems : placeProblems(space)
}

function sizeProblems(
  path: string,
  { channels, stride }: { readonly channels: number; readonly stride: number },
): SpaceProblem[] {
  const field = `${path}.channels`
  return [
    ...integerProblem(field, channels, CHAIN_BOUNDS.channels),
    ...(channels % 2 === 1 ? [{ code: 'odd-channels', field, value: channels } as const] : []),
    ...integerProblem(`${path}.stride`, stride, CHAIN_BOUNDS.stride),
  ]
}

function widthProblems(widths: readonly number[]): SpaceProblem[] {
  return [
    ...integerProblem('widths', widths.length, CHAIN_BOUNDS.widths),
    ...widths.flatMap((value, index): SpaceProblem[] => {
      const bound = CHAIN_WIDTH_RANGE
      const inside = value >= bound.min && value <= bound.max
      const repeated = widths.indexOf(value) < index
      return [
        ...(inside
          ? []
          : [{ code: 'out-of-bounds', field: `widths.${index}`, value, bound } as const]),
        ...(repeated ? [{ code: 'repeated-width', value } as const] : []),
      ]
    }),
  ]
}

function placeProblems(space: ChainSpace): SpaceProblem[] {
  const places = chainPlaces(space)
  const { rules = [], ...free } = space
  if (places.some((place) => fittingBlocks(free, place).length === 0)) {
    return [{ code: 'no-operation' }]
  }
  const ruleProblems = candidateRuleProblems(
    'rules',
    rules.map(({ stage, block, choices }) => ({
      place: places.findIndex(({ name }) => name === placeName(stage, block)),
      candidates: choices,
    })),
    space.choices,
  )
  if (ruleProblems.length > 0) return ruleProblems
  const left = places.map((place) => ({ ...place, blocks: fittingBlocks(space, place) }))
  return [
    ...left
      .filter(({ blocks }) => blocks.length === 0)
      .map(({ name }) => ({ code: 'nothing-left', field: name }) as const),
    ...left
      .filter((place) => !keepsShape(place) && place.channels <= place.inputChannels)
      .filter(({ blocks }) => blocks.some(splitsChannels))
      .map(({ name, channels }) => {
        return { code: 'no-widening', field: name, value: channels } as const
      }),
  ]
}

const splitsChannels = (block: ChainBlock) => /^(shuffle|xception)/.test(block)
