import { dropEntries } from './libraryArchive'
import { tellStorage } from './libraryTelling'
import { keepTrained, nameTrained, trainedEntries, trainedNetwork } from './trainedArchive'
import { takeTrainings, useTrained, type KeptTraining } from './trained'

/** The newest networks are at hand when the page opens, up to this; the library opens the others. */
const MOST_BYTES = 32 * 2 ** 20

/** What is in the archive, by its id, as far as this page has put it there or taken it out. */
const archived = new Map<string, KeptTraining>()

/** Fills in what earlier visits trained, and keeps what this one trains, names and lets go of. */
export async function keepTrainings(): Promise<void> {
  useTrained.subscribe(({ results }) => {
    for (const kept of results) {
      const before = archived.get(kept.id)
      if (before === kept) continue
      archived.set(kept.id, kept)
      void tellStorage(before ? named(kept) : keepTrained(kept))
    }
    const left = new Set(results.map(({ id }) => id))
    for (const id of archived.keys()) {
      if (left.has(id)) continue
      archived.delete(id)
      void tellStorage(dropEntries([{ kind: 'training', id }]))
    }
  })
  await tellStorage(restore())
}

/** Shows a network that the archive has; it is not kept once more for that. */
export function takeArchived(kept: readonly KeptTraining[]): void {
  for (const each of kept) archived.set(each.id, each)
  takeTrainings(kept)
}

async function restore(): Promise<void> {
  let bytes = 0
  const fitting = (await trainedEntries()).filter((entry) => (bytes += entry.bytes) <= MOST_BYTES)
  for (const entry of fitting) {
    const kept = await trainedNetwork(entry)
    if (kept) takeArchived([kept])
  }
}

async function named({ id, name }: KeptTraining): Promise<void> {
  const entry = (await trainedEntries()).find((each) => each.id === id)
  if (entry && entry.labels.name !== name) await nameTrained(entry, name)
}
