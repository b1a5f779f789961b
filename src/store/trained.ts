import { create } from 'zustand'
import type { TrainingResult } from '../run/training'

/** A network that was trained from scratch, under the name that people know it by. */
export interface KeptTraining {
  readonly id: string
  readonly name: string
  readonly result: TrainingResult
  /** ISO 8601. */
  readonly trainedAt: string
}

interface Trained {
  /** Newest first. */
  readonly results: readonly KeptTraining[]
  /** The one that is looked at, exported and tried; null while there is none. */
  readonly chosen: string | null
}

/** Trained networks, shared by all that shows, judges, tries or exports them. */
export const useTrained = create<Trained>()(() => ({ results: [], chosen: null }))

const { setState: set } = useTrained

/** The one that is looked at; null while there is none. */
export function chosenTraining({ results, chosen }: Trained): KeptTraining | null {
  return results.find(({ id }) => id === chosen) ?? null
}

/** Keeps what a training left, and chooses it. */
export function keepTraining(result: TrainingResult, name: string): KeptTraining {
  const kept = { id: crypto.randomUUID(), name, result, trainedAt: new Date().toISOString() }
  takeTrainings([kept])
  chooseTraining(kept.id)
  return kept
}

/** Joins what was kept earlier, or elsewhere, to what is here; what is here stays as it is. */
export function takeTrainings(kept: readonly KeptTraining[]): void {
  set(({ results, chosen }) => {
    const here = new Set(results.map(({ id }) => id))
    const joined = [...results, ...kept.filter(({ id }) => !here.has(id))].sort((a, b) =>
      b.trainedAt.localeCompare(a.trainedAt),
    )
    return { results: joined, chosen: chosen ?? joined[0]?.id ?? null }
  })
}

export function chooseTraining(id: string | null): void {
  set({ chosen: id })
}

export function renameTraining(id: string, name: string): void {
  set(({ results }) => ({
    results: results.map((kept) => (kept.id === id ? { ...kept, name } : kept)),
  }))
}

/** Lets go of a network; the newest of the others takes its place where it was the chosen one. */
export function removeTraining(id: string): void {
  set(({ results, chosen }) => {
    const left = results.filter((kept) => kept.id !== id)
    return { results: left, chosen: chosen === id ? (left[0]?.id ?? null) : chosen }
  })
}
