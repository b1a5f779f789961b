import type { ChainBlock, ChainPlace, ChainSpace, ChainStage } from './chainSpace'
import { CHAIN_BOUNDS, chainPlaces, keepsShape } from './chainSpace'
import { withoutRules } from './spaceEdits'

/** One block by its stage and its place in it, both from 0. */
export interface BlockPlace {
  readonly stage: number
  readonly block: number
}

type ChainRule = NonNullable<ChainSpace['rules']>[number]

/** The chain with one stage changed; rules of blocks that are no more go. */
export function withStage(
  space: ChainSpace,
  index: number,
  change: Partial<ChainStage>,
): ChainSpace {
  const stages = space.stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage))
  return withRules({ ...space, stages }, space.rules ?? [])
}

/** One more stage, as the last one but twice as wide, as shuffle blocks need it. */
export function withStageAdded(space: ChainSpace): ChainSpace {
  const { blocks, channels } = space.stages.at(-1) ?? { blocks: 2, channels: 8 }
  const wider = Math.min(CHAIN_BOUNDS.channels.max, 2 * channels)
  return { ...space, stages: [...space.stages, { blocks, channels: wider, stride: 1 }] }
}

/** The chain with a stage in another place, its blocks' rules with it. */
export function withStageMoved(space: ChainSpace, from: number, to: number): ChainSpace {
  const order = space.stages.map((_, index) => index).toSpliced(from, 1)
  return withStageOrder(space, order.toSpliced(to, 0, from))
}

export function withoutStage(space: ChainSpace, index: number): ChainSpace {
  return withStageOrder(space, space.stages.map((_, at) => at).toSpliced(index, 1))
}

/** Candidates of all blocks; what is no candidate any more leaves the rules of single blocks too. */
export function withChoices(space: ChainSpace, choices: readonly ChainBlock[]): ChainSpace {
  return withRules({ ...space, choices }, space.rules ?? [])
}

/**
 * Some blocks with these candidates. A block that none of them fits keeps what it has: it has to be
 * something.
 */
export function withBlocks(
  space: ChainSpace,
  blocks: readonly BlockPlace[],
  choices: readonly ChainBlock[],
): ChainSpace {
  const others = (space.rules ?? []).filter((rule) => !blocks.some((block) => isSame(rule, block)))
  const kept = (space.rules ?? []).filter(
    (rule) =>
      blocks.some((block) => isSame(rule, block)) &&
      fitting(space, rule).every((block) => !choices.includes(block)),
  )
  const changed = blocks
    .filter((block) => !kept.some((rule) => isSame(rule, block)))
    .map((block) => ({ ...block, choices }))
  return withRules(space, [...others, ...kept, ...changed])
}

/** What may stand at a place if the block is free: the space's choices that its shape allows. */
export function fitting(space: ChainSpace, { stage, block }: BlockPlace): readonly ChainBlock[] {
  const place = placeOf(space, stage, block)
  return space.choices.filter(
    (choice) => choice !== 'skip_connect' || (place !== undefined && keepsShape(place)),
  )
}

/** What a block may be: by its shape, and by its rule. */
export function blockCandidates(space: ChainSpace, place: BlockPlace): readonly ChainBlock[] {
  const rule = space.rules?.find((one) => isSame(one, place))
  return fitting(space, place).filter((choice) => rule?.choices.includes(choice) ?? true)
}

function placeOf(space: ChainSpace, stage: number, block: number): ChainPlace | undefined {
  const before = space.stages.slice(0, stage).reduce((sum, { blocks }) => sum + blocks, 0)
  return chainPlaces(space)[before + block]
}

const isSame = (a: BlockPlace, b: BlockPlace) => a.stage === b.stage && a.block === b.block

function withStageOrder(space: ChainSpace, order: readonly number[]): ChainSpace {
  const stages = order.flatMap((stage) => space.stages[stage] ?? [])
  const rules = (space.rules ?? [])
    .map((rule) => ({ ...rule, stage: order.indexOf(rule.stage) }))
    .filter(({ stage }) => stage >= 0)
  return withRules({ ...space, stages }, rules)
}

/**
 * The chain with these rules as spaces hold them: of blocks that there are, in their order, with the
 * space's candidates in its order. A block has to be something: a rule that leaves it nothing goes, and
 * so does one that leaves it everything.
 */
function withRules(space: ChainSpace, rules: readonly ChainRule[]): ChainSpace {
  const telling = rules
    .filter(({ stage, block }) => block < (space.stages[stage]?.blocks ?? 0))
    .map(({ stage, block, choices }) => {
      const fits = fitting(space, { stage, block })
      return { stage, block, choices: fits.filter((choice) => choices.includes(choice)), fits }
    })
    .filter(({ choices, fits }) => choices.length > 0 && choices.length < fits.length)
    .map(({ stage, block, choices }) => ({ stage, block, choices }))
    .sort((a, b) => a.stage - b.stage || a.block - b.block)
  return telling.length > 0 ? { ...space, rules: telling } : withoutRules(space)
}
