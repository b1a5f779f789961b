import { create } from 'zustand'
import type { SearchConfig } from '../run/config'
import {
  fidelitySample,
  fidelityTrainings,
  sharedKey,
  type FidelityConfig,
  type SharedAccuracy,
  type SharedNews,
  type SharedWeights,
} from '../run/fidelity'
import { strategyPreset } from '../run/strategyPresets'
import {
  keepFidelity,
  keepSharedAccuracies,
  keptFidelity,
  keptSharedAccuracies,
} from './judgingArchive'
import { judgingRecipe, judgingTestImages } from './judgingChoices'
import { trainAll, trainingKey, useJudging } from './judgingState'
import { pauseTimeline } from './replay'

interface FidelityState {
  /** What is to be measured; null until it was chosen. */
  readonly config: FidelityConfig | null
  /** What shared weights said, by `sharedKey`. */
  readonly shared: ReadonlyMap<string, readonly SharedAccuracy[]>
  readonly read: boolean
  /** How far shared weights are; null while they are not at work. */
  readonly sharing: SharedNews | null
  readonly failure: string | null
}

export const useFidelity = create<FidelityState>()(() => ({
  config: null,
  shared: new Map(),
  read: false,
  sharing: null,
  failure: null,
}))

const { setState: set, getState: get } = useFidelity

/** Reads what this browser keeps; where storage is refused, measuring starts afresh. */
export async function readFidelity(): Promise<void> {
  if (get().read) return
  const [kept, config] = await Promise.all([keptSharedAccuracies(), keptFidelity()]).catch(
    () => [new Map<string, readonly SharedAccuracy[]>(), null] as const,
  )
  set(({ shared, config: chosen }) => ({
    shared: new Map([...kept, ...shared]),
    config: chosen ?? config,
    read: true,
  }))
}

/** Chooses what is to be measured. */
export function chooseFidelity(config: FidelityConfig): void {
  set({ config })
  // Without storage it is chosen again another day.
  keepFidelity(config).catch(() => undefined)
}

/** Enough architectures for a correlation that means something. */
const SAMPLE = 12
const STEPS = 960
const JUDGE_IMAGES = 1_000
const RECALIBRATION_IMAGES = 240

/** A measurement in a search's space, at the search's own size, as long as a small search. */
export function firstFidelity({
  space,
  dataset,
}: Pick<SearchConfig, 'space' | 'dataset'>): FidelityConfig {
  const { batch, learningRate, learningRateMin, momentum, weightDecay, gradientClip } =
    strategyPreset('tiny', 'spos').strategy
  return {
    space,
    dataset: judgingTestImages(dataset),
    sample: { count: SAMPLE, seed: 1 },
    source: {
      kind: 'uniform',
      steps: STEPS,
      settings: { batch, learningRate, learningRateMin, momentum, weightDecay, gradientClip },
    },
    seed: 1,
    judgeImages: JUDGE_IMAGES,
    recalibrationImages: RECALIBRATION_IMAGES,
    recipe: judgingRecipe('quick'),
    trainingSeeds: [1],
  }
}

let interrupt: (() => void) | null = null

/** Breaks off what shared weights are doing; trainings are broken off as judging is. */
export function cancelSharing(): void {
  interrupt?.()
}

/**
 * Measures what is not known: first what shared weights say, then each architecture alone.
 * @param left the weights of the search that the config names
 */
export async function measureFidelity(
  config: FidelityConfig,
  left: SharedWeights | null,
): Promise<void> {
  if (get().sharing || useJudging.getState().running) return
  const texts = fidelitySample(config)
  const key = sharedKey(config)
  set({ failure: null })
  if (!get().shared.has(key)) {
    const accuracies = await shareWeights(config, texts, left)
    if (!accuracies) return
    set(({ shared }) => ({ shared: new Map(shared).set(key, accuracies) }))
    keepSharedAccuracies(key, accuracies).catch(() => undefined)
  }
  const { scores } = useJudging.getState()
  await trainAll(
    fidelityTrainings(config, texts).filter((training) => !scores.has(trainingKey(training))),
  )
}

/** Null when it was broken off, or failed and said so. */
async function shareWeights(
  config: FidelityConfig,
  texts: readonly string[],
  left: SharedWeights | null,
): Promise<readonly SharedAccuracy[] | null> {
  set({ sharing: { task: 'data', fraction: null } })
  pauseTimeline()
  const { SearchClient } = await import('./searchClient')
  const client = new SearchClient()
  let cancelled = false
  interrupt = () => {
    cancelled = true
    client.terminate()
  }
  try {
    return await client.judgeWithSharedWeights(config, texts, left, (news) => {
      if (!cancelled) set({ sharing: news })
    })
  } catch (error) {
    if (!cancelled) set({ failure: error instanceof Error ? error.message : String(error) })
    return null
  } finally {
    // News that come after the answer tell nothing.
    cancelled = true
    interrupt = null
    client.terminate()
    set({ sharing: null })
  }
}
