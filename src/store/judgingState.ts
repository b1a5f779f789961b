import { create } from 'zustand'
import { canonicalJson } from '../run/canonicalJson'
import type { JudgedScore } from '../run/judgedReport'
import {
  judgedNetworks,
  judgingTraining,
  judgingTrainings,
  type JudgedNetwork,
  type JudgingConfig,
} from '../run/judging'
import type { TrainingConfig } from '../run/training'
import {
  keepJudging,
  keepTrainingScore,
  keptJudging,
  keptTrainingScores,
  type TrainingScore,
} from './judgingArchive'
import { pauseTimeline } from './replay'

export interface JudgingProgress {
  /** Trainings done since it began, and all that were to be. */
  readonly done: number
  readonly total: number
  /** What is being trained. */
  readonly present: TrainingConfig
  /** Of all of them, 0–1. */
  readonly fraction: number
  /** Seconds, by how long the others took; null before there is one. */
  readonly left: number | null
}

interface JudgingState {
  /** What is to be judged; null until it was chosen. */
  readonly config: JudgingConfig | null
  /** Every training this browser knows, by `trainingKey`. */
  readonly scores: ReadonlyMap<string, TrainingScore>
  /** Whether what the browser keeps has been read. */
  readonly read: boolean
  readonly running: JudgingProgress | null
  /** Why judging ended before its end; null where it did not. */
  readonly failure: string | null
}

/** Judging goes on whether anything shows it or not; what was trained is kept as soon as it is. */
export const useJudging = create<JudgingState>()(() => ({
  config: null,
  scores: new Map(),
  read: false,
  running: null,
  failure: null,
}))

const { setState: set, getState: get } = useJudging

/** Equal for trainings that come to the same. */
export const trainingKey = (config: TrainingConfig) => canonicalJson(config)

/** Reads what this browser keeps; where storage is refused, judging starts afresh. */
export async function readJudging(): Promise<void> {
  if (get().read) return
  const [kept, config] = await Promise.all([keptTrainingScores(), keptJudging()]).catch(
    () => [new Map<string, TrainingScore>(), null] as const,
  )
  set(({ scores, config: chosen }) => ({
    scores: new Map([...kept, ...scores]),
    config: chosen ?? config,
    read: true,
  }))
}

/** Chooses what is to be judged. */
export function chooseJudging(config: JudgingConfig): void {
  set({ config })
  // Without storage it is chosen again another day.
  keepJudging(config).catch(() => undefined)
}

/** What is known of the networks. */
export function judgedScores(
  config: JudgingConfig,
  networks: readonly JudgedNetwork[],
  scores: ReadonlyMap<string, TrainingScore>,
): JudgedScore[] {
  return networks.map((network) => ({
    network,
    accuracies: config.trainingSeeds.map((seed) => {
      const key = trainingKey(judgingTraining(config, network.subject, seed))
      return scores.get(key)?.accuracy ?? null
    }),
  }))
}

/** What is not trained yet. */
export function missingTrainings(
  config: JudgingConfig,
  networks: readonly JudgedNetwork[],
  scores: ReadonlyMap<string, TrainingScore>,
): TrainingConfig[] {
  return judgingTrainings(config, networks).filter((one) => !scores.has(trainingKey(one)))
}

let interrupt: (() => void) | null = null

/** Breaks judging off; what was trained stays. */
export function cancelJudging(): void {
  interrupt?.()
}

/** Trains what a judging misses, one after another, in a worker of its own. */
export async function judge(config: JudgingConfig): Promise<void> {
  const { running, scores } = get()
  if (running) return
  await trainAll(missingTrainings(config, judgedNetworks(config), scores))
}

/** Trains what is not known, one after another; whoever asks for it is told by `running`. */
export async function trainAll(trainings: readonly TrainingConfig[]): Promise<void> {
  const [first] = trainings
  if (!first || get().running) return
  const total = trainings.length
  let cancelled = false
  const tell = (done: number, present: TrainingConfig, inner: number) => {
    if (cancelled) return
    const fraction = (done + inner) / total
    const spent = (performance.now() - startMs) / 1000
    const left = done === 0 ? null : (spent / fraction) * (1 - fraction)
    set({ running: { done, total, present, fraction, left } })
  }
  const startMs = performance.now()
  set({ failure: null })
  pauseTimeline()
  tell(0, first, 0)
  const { TrainingClient } = await import('./trainingClient')
  const client = new TrainingClient()
  interrupt = () => {
    cancelled = true
    client.terminate()
  }
  try {
    for (const [done, training] of trainings.entries()) {
      let steps = 1
      tell(done, training, 0)
      const { test, parameters, macs, elapsedMs } = await client.train(training, (event) => {
        if (event.type === 'started') steps = event.steps
        if (event.type === 'points') tell(done, training, (event.points.at(-1)?.step ?? 0) / steps)
      })
      takeScore(training, { accuracy: test.correct / test.images, parameters, macs, elapsedMs })
    }
  } catch (error) {
    if (!cancelled) set({ failure: error instanceof Error ? error.message : String(error) })
  } finally {
    interrupt = null
    client.terminate()
    set({ running: null })
  }
}

function takeScore(training: TrainingConfig, score: TrainingScore): void {
  const key = trainingKey(training)
  set(({ scores }) => ({ scores: new Map(scores).set(key, score) }))
  // Without storage it is trained again another day.
  keepTrainingScore(key, score).catch(() => undefined)
}
