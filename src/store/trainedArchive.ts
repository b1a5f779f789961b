import type { Mistake } from '../run/training'
import {
  keepLabels,
  keepWhole,
  libraryEntries,
  wholeEntry,
  type WholeEntry,
} from './libraryArchive'
import type { TrainedBulk } from './libraryDatabase'
import { blankLabels, tidyName, type TrainingEntry } from './libraryEntries'
import type { KeptTraining } from './trained'

/** Keeps a trained network, weights and all. @throws when storage is refused or full */
export async function keepTrained(kept: KeptTraining): Promise<void> {
  await keepWhole([wholeTraining(kept)])
}

/** Every trained network, newest first, without weights. */
export async function trainedEntries(): Promise<TrainingEntry[]> {
  return (await libraryEntries()).filter((entry) => entry.kind === 'training')
}

/** A trained network with its weights; null when they are not there any more. */
export async function trainedNetwork(entry: TrainingEntry): Promise<KeptTraining | null> {
  const whole = await wholeEntry(entry)
  return whole?.trained ? keptTraining(entry, whole.trained) : null
}

/** Names a trained network. */
export async function nameTrained(entry: TrainingEntry, name: string): Promise<void> {
  const changedAt = new Date().toISOString()
  await keepLabels(entry, { ...entry.labels, name: tidyName(name), changedAt })
}

/** Apart: what its entry tells, and what is large. */
export function wholeTraining({ id, name, trainedAt, result }: KeptTraining): WholeEntry {
  const { weights, runningStatistics, test, ...summary } = result
  const mistakes = test.mistakes.map(({ pixels }) => pixels)
  const trained = { weights, runningStatistics, mistakes }
  const entry: TrainingEntry = {
    kind: 'training',
    id,
    trainedAt,
    bytes: trainedBytes(trained),
    summary: {
      ...summary,
      test: { ...test, mistakes: test.mistakes.map(withoutPixels) },
    },
    labels: { ...blankLabels(trainedAt), name: tidyName(name) },
  }
  return { entry, trained }
}

function withoutPixels({ image, label, taken, confidence, labelConfidence }: Mistake) {
  return { image, label, taken, confidence, labelConfidence }
}

export function trainedBytes({ weights, runningStatistics, mistakes }: TrainedBulk): number {
  return [weights, runningStatistics, ...mistakes].reduce((sum, each) => sum + each.byteLength, 0)
}

/** Together again. */
export function keptTraining(
  { id, labels, trainedAt, summary }: TrainingEntry,
  { weights, runningStatistics, mistakes: pixels }: TrainedBulk,
): KeptTraining {
  const mistakes = summary.test.mistakes.flatMap((mistake, index) => {
    const image = pixels[index]
    return image ? [{ ...mistake, pixels: image }] : []
  })
  return {
    id,
    name: labels.name ?? '',
    trainedAt,
    result: { ...summary, weights, runningStatistics, test: { ...summary.test, mistakes } },
  }
}
