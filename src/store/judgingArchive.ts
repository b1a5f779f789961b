import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import type { FidelityConfig, SharedAccuracy } from '../run/fidelity'
import type { JudgingConfig } from '../run/judging'

/** A training as it counts in a judging. */
export interface TrainingScore {
  /** On test images, 0–1. */
  readonly accuracy: number
  readonly parameters: number
  readonly macs: number
  /** Milliseconds of training. */
  readonly elapsedMs: number
}

interface JudgingSchema extends DBSchema {
  /** By the canonical JSON of their configs. */
  scores: { key: string; value: TrainingScore }
  /** What was judged last. */
  judging: { key: 'last'; value: JudgingConfig }
  /** By the canonical JSON of what they depend on. */
  shared: { key: string; value: readonly SharedAccuracy[] }
  fidelity: { key: 'last'; value: FidelityConfig }
}

let database: Promise<IDBPDatabase<JudgingSchema>> | null = null

function open(): Promise<IDBPDatabase<JudgingSchema>> {
  database ??= openDB<JudgingSchema>('nas-playground-judging', 1, {
    upgrade: (upgraded) => {
      upgraded.createObjectStore('scores')
      upgraded.createObjectStore('judging')
      upgraded.createObjectStore('shared')
      upgraded.createObjectStore('fidelity')
    },
  })
  return database
}

export async function keepTrainingScore(key: string, score: TrainingScore): Promise<void> {
  await (await open()).put('scores', score, key)
}

/** @throws when storage is refused */
export async function keptTrainingScores(): Promise<Map<string, TrainingScore>> {
  const transaction = (await open()).transaction('scores')
  const [keys, scores] = await Promise.all([
    transaction.store.getAllKeys(),
    transaction.store.getAll(),
  ])
  return new Map(scores.map((score, index) => [keys[index] ?? '', score]))
}

export async function keepJudging(config: JudgingConfig): Promise<void> {
  await (await open()).put('judging', config, 'last')
}

/** Null where nothing was judged yet. @throws when storage is refused */
export async function keptJudging(): Promise<JudgingConfig | null> {
  return (await (await open()).get('judging', 'last')) ?? null
}

export async function keepSharedAccuracies(
  key: string,
  accuracies: readonly SharedAccuracy[],
): Promise<void> {
  await (await open()).put('shared', accuracies, key)
}

/** @throws when storage is refused */
export async function keptSharedAccuracies(): Promise<Map<string, readonly SharedAccuracy[]>> {
  const transaction = (await open()).transaction('shared')
  const [keys, all] = await Promise.all([
    transaction.store.getAllKeys(),
    transaction.store.getAll(),
  ])
  return new Map(all.map((accuracies, index) => [keys[index] ?? '', accuracies]))
}

export async function keepFidelity(config: FidelityConfig): Promise<void> {
  await (await open()).put('fidelity', config, 'last')
}

/** Null where nothing was measured yet. @throws when storage is refused */
export async function keptFidelity(): Promise<FidelityConfig | null> {
  return (await (await open()).get('fidelity', 'last')) ?? null
}
