import { CHAIN_BOUNDS, type ChainStage } from '../../space/chainSpace'

/** The stages with one of them changed. */
export function changed(
  stages: readonly ChainStage[],
  index: number,
  change: Partial<ChainStage>,
): ChainStage[] {
  return stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage))
}

export function moved(stages: readonly ChainStage[], from: number, to: number): ChainStage[] {
  const stage = stages[from]
  if (!stage) return [...stages]
  return without(stages, from).toSpliced(to, 0, stage)
}

export function without(stages: readonly ChainStage[], index: number): ChainStage[] {
  return stages.filter((_, at) => at !== index)
}

/** One more stage, as the last one but twice as wide, as shuffle blocks need it. */
export function grown(stages: readonly ChainStage[]): ChainStage[] {
  const { blocks, channels } = stages.at(-1) ?? { blocks: 2, channels: 8 }
  const wider = Math.min(CHAIN_BOUNDS.channels.max, 2 * channels)
  return [...stages, { blocks, channels: wider, stride: 1 }]
}
