import { yardstickKey, type YardstickScore } from '../run/yardstick'
import { libraryEntries } from './libraryArchive'
import { openLibrary } from './libraryDatabase'
import type { RunEntry } from './libraryEntries'

/** All runs in the library, newest first. */
export async function keptComparisons(): Promise<RunEntry[]> {
  return (await libraryEntries()).filter((entry) => entry.kind === 'run')
}

export async function keepScore(score: YardstickScore): Promise<void> {
  await (await openLibrary()).put('scores', score, yardstickKey(score.space, score.text))
}

/** Everything the yardstick said on this device, by its keys; scores of other recipes are of no use. */
export async function keptScores(): Promise<Map<string, YardstickScore>> {
  const transaction = (await openLibrary()).transaction('scores')
  const [keys, scores] = await Promise.all([
    transaction.store.getAllKeys(),
    transaction.store.getAll(),
  ])
  const current = scores.flatMap((score, index): [string, YardstickScore][] => {
    const key = keys[index] ?? ''
    return key === yardstickKey(score.space, score.text) ? [[key, score]] : []
  })
  return new Map(current)
}
